"""Finds the title of a report in a text, with the office and the year that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from attrs import define, field

from govinfo_report.identity.head_lines import (
    head_lines,
    line_above,
    line_end,
    next_line,
    without_entries,
)
from govinfo_report.identity.pieces import is_place, is_placed
from govinfo_report.identity.plain import squeeze
from govinfo_report.identity.title_lines import office_line, tells_other
from govinfo_report.identity.wording import (
    AROUND,
    OFFICES,
    TITLE_SIZE,
    TitleWords,
    is_year_alone,
    name_in,
    table_title_words,
    title_words,
    untold_words,
    without_year,
)
from govinfo_report.model import Evidence, Span
from govinfo_report.official import identity_words, writing

_WORDS = identity_words().title


@define
class Identity:
    """What a copy says of itself.

    Attributes:
        facts: name to the fact; those that were found.
        years: every place that tells the year, the strongest first.
        signature: where the signature begins; None where there is none.
        others: what other lines of the head tell that are titles too.
        torn: the piece of an office's name that is all that the title tells of it; None where the name is whole.
        is_lent: the title names no office, and is given that of another line.
    """

    facts: dict[str, Evidence] = field(factory=dict)
    years: list[Evidence] = field(factory=list)
    signature: int | None = None
    others: list[Identity] = field(factory=list)
    torn: Evidence | None = None
    is_lent: bool = False

    @property
    def year(self) -> int | None:
        """The year by its strongest place."""
        return int(self.years[0].value) if self.years else None


def read_title(text: str, head_end: int, identity: Identity) -> None:
    """Find the title: a line of its own, else one that is broken in two (2024年某市…公开工作 | 年度报告), else a part.

    Of several lines the last before the first heading: a page's path and its links stand above the title. Where that
    one names no office and all others of its year name the same one, it is theirs.
    """
    lines = head_lines(text, head_end)
    own = without_entries(text, lines)
    told = list(_told_titles(text, own, head_end))
    if told:
        is_last = own[-1][0] < told[0].facts["title"].end
        lower = None if is_last else _lower_title(text, own, head_end, told[0])
        told = told if lower is None else [lower]
        others = {one.facts["organization"].value: one for one in told[1:]}
        identity.is_lent = len(others) == 1
        found = others.popitem()[1] if identity.is_lent else told[0]
        identity.facts.update(found.facts)
        identity.years += found.years
        identity.torn = found.torn
        identity.others = list(_other_titles(text, lines, found))
        return
    if any(_read_part(text, start, end, identity) for start, end in lines):
        return
    for start, end in lines:
        below = next_line(text, end, head_end)
        # 政府信息公开情况统计表 | （2017年度）
        for stop in (end, below[1]) if is_year_alone(text[slice(*below)]) else (end,):
            words = _table_title(text, start, stop)
            if words is not None:
                _take_title(text, start, words, identity, "table_title")
                return
    for start, end in lines:
        words = untold_words(text[start:end])
        if words is not None and end - start <= 2 * TITLE_SIZE:
            _take_untold(text, start, words, identity)
            return


def _table_title(text: str, start: int, end: int) -> TitleWords | None:
    """Read a line as the title of a statistics table: 某局政府信息公开情况统计表（2016年度）."""
    return table_title_words(text[start:end]) if end - start <= 2 * TITLE_SIZE else None


def _other_titles(text: str, lines: Sequence[Span], found: Identity) -> Iterator[Identity]:
    """Give what lines tell that are titles too, and name another year or office."""
    title = str(found.facts["title"].value)
    for start, stop in lines:
        words = title_words(text[start:stop]) if stop - start <= 2 * TITLE_SIZE else None
        if words is not None and tells_other(title, squeeze(text[start:stop][slice(*words.span)])):
            told = Identity()
            _take_words(text, start, words, told, "title")
            yield told


def _told_titles(text: str, lines: Sequence[Span], head_end: int) -> Iterator[Identity]:
    """Give what the strongest title tells; where that is no office, then those of its year that tell one."""
    first = None
    for told in _any_titles(text, lines, head_end):
        has_office = "organization" in told.facts
        if first is None:
            first = told
            yield told
            if has_office:
                return
        elif has_office and told.year == first.year:
            yield told


def _any_titles(text: str, lines: Sequence[Span], head_end: int) -> Iterator[Identity]:
    """Give what each place tells that is a title, the strongest first."""
    for start, stop in _title_places(text, lines, head_end):
        words = title_words(text[start:stop]) if stop - start <= 2 * TITLE_SIZE else None
        if words is not None:
            told = Identity()
            _take_title(text, start, words, told)
            yield told


def _lower_title(
    text: str, lines: Sequence[Span], head_end: int, found: Identity
) -> Identity | None:
    """Give what a title tells on two lines, or at a path's end, that stands below one on a line: that is a link's."""
    end, office = found.facts["title"].end, found.facts.get("organization")
    below = [(start, stop) for start, stop in lines if start >= end and stop - start <= TITLE_SIZE]
    parts = [Identity() for _ in below]
    for (start, stop), part in zip(below, parts, strict=True):
        _read_part(text, start, stop, part)
    told = [*_any_titles(text, below, head_end), *parts] if below else []
    for one in told:
        named = one.facts.get("organization")
        is_same = office is not None and named is not None and named.value == office.value
        if named is not None and not (is_same and one.year == found.year):
            return one
    return None


def _title_places(text: str, lines: Sequence[Span], head_end: int) -> Iterator[Span]:
    """Give start and end of what may be a title: lines, lines with the next one, lines with those above."""
    backwards = lines[::-1]
    yield from backwards
    for start, end in backwards:
        low, high = next_line(text, end, head_end)
        # of a list of years none is the title's
        if not is_year_alone(text[low:high]) or not is_year_alone(
            text[slice(*next_line(text, high, head_end))]
        ):
            yield start, high
    for start, end in backwards:
        low, high = line_above(text, start)
        above = text[low:high]
        if is_year_alone(above):
            highest, top = line_above(text, low)
            if not is_year_alone(text[highest:top]):
                begin = low if office_line(text, highest, top) is None else highest
                yield begin, end
                yield begin, next_line(text, end, head_end)[1]
        elif office_line(text, low, high) is not None and is_year_alone(
            text[slice(*line_above(text, low))]
        ):
            yield line_above(text, low)[0], end
        elif _begins_within(text, start, above) or _is_headed(text, start, above):
            yield low, end
            yield low, next_line(text, end, head_end)[1]


def _begins_within(text: str, start: int, above: str) -> bool:
    """Tell whether a line goes on in the middle of 政府信息公开, or of a year, which began on the line above."""
    line = text[start : start + 8].lstrip(AROUND)
    if line.startswith(writing().date["year"]) and is_year_alone(above.rstrip()[-4:]):
        return True
    return any(line.startswith(end) and above.endswith(begin) for begin, end in _WORDS["halves"])


def _is_headed(text: str, start: int, above: str) -> bool:
    """Tell whether a title goes on below a line that ends in its middle: 2025年某县某局, 某局2025年, 某局关于."""
    bare = squeeze(above.strip(AROUND))
    if bare.endswith(identity_words().office["about"]):
        return True
    office = without_year(bare)
    if not text[start : start + 16].lstrip(AROUND).startswith(tuple(_WORDS["subjects"])):
        # 2022年栖梧县 | 农业农村局政府信息公开工作年度报告
        return office is not None and is_place(office)
    return office is not None and name_in(office) == (0, len(office))


def _read_part(text: str, start: int, end: int, identity: Identity) -> bool:
    """Find the title at a path's end, in a row of a page's facts (信息名称 | 某局2021年…), or between wide spaces."""
    before = ""
    start = max((mark.end() for mark in _path_marks().finditer(text, start, end)), default=start)
    cells = [cell for cell in text[start:end].split("|") if cell.strip()]
    # 某局2022年…年度报告 | 某市政府网
    is_first = len(cells) > 1 and not any(_WORDS["says"] in cell for cell in cells[1:])
    for part in _parts().finditer(text, start, end):
        if not part[0].strip():
            continue
        is_part = len(cells) == 1 or squeeze(before).rstrip("：:") in _WORDS["called"]
        is_part = is_part or (is_first and part[0] == text[start : part.end()])
        words = title_words(part[0]) if is_part and len(part[0]) <= 2 * TITLE_SIZE else None
        if words is not None:
            _take_title(text, part.start(), words, identity)
            return True
        before = part[0]
    return False


@cache
def _parts() -> Any:
    import regex

    # the cells of a row, or parts of a line that is run together
    return regex.compile(r"[^|\u3000\n\r]+")


@cache
def _path_marks() -> Any:
    import regex

    return regex.compile(_WORDS["path"])


def _take_untold(text: str, start: int, words: TitleWords, identity: Identity) -> None:
    """Take a title that names no year; with it the line above where that is an office, and the first of the copy."""
    begin, end = start + words.span[0], start + words.span[1]
    if words.office is not None:
        identity.facts["organization"] = _fact(text, start, words.office, "title")
    else:
        low, high = line_above(text, start)
        office = office_line(text, low, high)
        if office is not None and not text[:low].strip(AROUND):
            begin = office[0]
            identity.facts["organization"] = _fact(text, 0, office, "line_above_title")
    identity.facts["title"] = _fact(text, 0, (begin, end), "title")


def _take_title(
    text: str, start: int, words: TitleWords, identity: Identity, source: str = "title"
) -> None:
    """Take title, years and office out of a title line that begins at ``start``."""
    _take_words(text, start, words, identity, source)
    begin, end = start + words.span[0], start + words.span[1]
    before = text[start:begin].strip(AROUND) if words.office is None else ""
    if before.endswith(OFFICES) and is_placed(before):
        # a name that is not read: that of another line is another's
        low = text.index(before, start)
        identity.torn = _fact(text, 0, (low, low + len(before)), source)
    elif words.office is None:
        low, high = line_above(text, start)
        stop = end
        # the title again, as the page's and the document's own: the office stands above both
        if squeeze(text[low:high]) == squeeze(text[start:end]):
            stop = high
            low, high = line_above(text, low)
        above = _office_fact(text, (low, high), "line_above_title")
        # the office below its title, as a signature stands at the head
        line = next_line(text, line_end(text, end, len(text)), len(text))
        below = _office_fact(text, line, "line_below_title")
        if above is not None:
            begin, end = above.start, stop
        if above is None or below is None or str(above.value) in str(below.value):
            # of two others neither is surely the title's
            found = above or below
            identity.facts |= {"organization": found} if found is not None else {}
    identity.facts["title"] = _fact(text, 0, (begin, end), source)


def _office_fact(text: str, line: Span, source: str) -> Evidence | None:
    """Give the office that a line above or below a title is the name of."""
    office = office_line(text, *line, is_below=source == "line_below_title")
    return None if office is None else _fact(text, 0, office, source)


def _take_words(text: str, start: int, words: TitleWords, identity: Identity, source: str) -> None:
    """Take the years and the office that a title line itself names."""
    for (low, high), year in words.years:
        raw = text[start + low : start + high]
        identity.years.append(Evidence(year, raw, start + low, start + high, source))
    if words.office is not None:
        identity.facts["organization"] = _fact(text, start, words.office, source)


def _fact(text: str, start: int, span: Span, source: str) -> Evidence:
    raw = text[start + span[0] : start + span[1]]
    return Evidence(squeeze(raw), raw, start + span[0], start + span[1], source)
