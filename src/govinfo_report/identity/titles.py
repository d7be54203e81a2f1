"""Reads the title of a report, and the office and the year that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from attrs import define, field

from govinfo_report.model import Evidence
from govinfo_report.official import identity_words, writing

# The longest title met has 48 characters; a sentence that names the report is longer.
TITLE_SIZE = 70
_WORDS = identity_words().title
# How the name of an office ends.
OFFICES = tuple(identity_words().office["ends"])


@define
class Identity:
    """What a copy says of itself.

    Attributes:
        facts: ``title``, ``organization``, ``year``; those that were found.
        years: every place that tells the year, the strongest first.
    """

    facts: dict[str, Evidence] = field(factory=dict)
    years: list[Evidence] = field(factory=list)

    @property
    def year(self) -> int | None:
        """The year by its strongest place."""
        return int(self.years[0].value) if self.years else None


def with_year(pattern: str) -> str:
    """Put the pattern of a year, as the group ``year``, for ``{year}`` into a pattern of the data."""
    return writing().pattern(pattern.replace("{year}", "(?P<year>{year})"))


def year_of(printed: str) -> int:
    """Give a year as it is printed, in digits or numerals, as a number."""
    return int(printed.translate(writing().year_digits))


@cache
def _patterns() -> dict[str, Any]:
    import regex

    return {
        "title": regex.compile(with_year(_WORDS["named"])),
        "dated": regex.compile(with_year(_WORDS["dated"])),
        "untold": regex.compile(_WORDS["untold"]),
        "page": regex.compile(_WORDS["page"], regex.IGNORECASE),
        # the cells of a row, or parts of a line that is run together
        "parts": regex.compile(r"[^|\u3000\n\r]+"),
    }


def read_title(text: str, head_end: int, identity: Identity) -> None:
    """Find the title: a line of its own, else one that is broken in two (2024年某市…公开工作 | 年度报告), else a part.

    Of several lines the last before the first heading: a page's path and its links stand above the title. Where that
    one names no office and all others of its year name the same one, it is theirs.
    """
    lines = _title_lines(text, head_end)
    told = list(_told_titles(text, lines, head_end))
    if told:
        others = {one.facts["organization"].value: one for one in told[1:]}
        found = others.popitem()[1] if len(others) == 1 else told[0]
        identity.facts.update(found.facts)
        identity.years += found.years
        return
    if any(_read_part(text, start, end, identity) for start, end in lines):
        return
    for start, end in lines:
        found = _patterns()["untold"].fullmatch(text[start:end].strip())
        if found is not None and end - start <= TITLE_SIZE:
            _take_untold(text, text.find(found[0], start), found[0], identity)
            return


def _told_titles(text: str, lines: Sequence[tuple[int, int]], head_end: int) -> Iterator[Identity]:
    """Give what the strongest title tells; where that is no office, then those of its year that tell one."""
    first = None
    for start, stop in _title_places(text, lines, head_end):
        whole = text[start:stop].replace("\n", " ").replace("\r", " ")
        if len(whole) > TITLE_SIZE or _WORDS["mark"] not in whole or _NO_TITLE.intersection(whole):
            continue
        found = _patterns()["title"].match(whole)
        if found is None:
            continue
        told = Identity()
        _take_title(text, start, found, told)
        has_office = "organization" in told.facts
        if first is None:
            first = told
            yield told
            if has_office:
                return
        elif has_office and told.year == first.year:
            yield told


def _title_places(
    text: str, lines: Sequence[tuple[int, int]], head_end: int
) -> Iterator[tuple[int, int]]:
    """Give start and end of what may be a title: lines, lines with the next one, lines with the one above."""
    backwards = lines[::-1]
    yield from backwards
    for start, end in backwards:
        yield start, _next_line_end(text, end, head_end)
    for start, end in backwards:
        if _begins_within(text, start) or _is_headed(text, start):
            yield _line_above(text, start)[0], end


def _begins_within(text: str, start: int) -> bool:
    """Tell whether a line goes on in the middle of 政府信息公开, which began on the line above."""
    line = text[start : start + 8].lstrip(_AROUND)
    low, high = _line_above(text, start)
    above = text[low:high]
    return any(line.startswith(end) and above.endswith(begin) for begin, end in _WORDS["halves"])


def _is_headed(text: str, start: int) -> bool:
    """Tell whether a title goes on in a line with 政府信息公开, below one with year and office: 2025年某县某局."""
    if not text[start : start + 16].lstrip(_AROUND).startswith(tuple(_WORDS["subjects"])):
        return False
    low, high = _line_above(text, start)
    above = text[low:high].strip(_AROUND)
    return above.endswith(OFFICES) and _patterns()["dated"].fullmatch(above) is not None


def _read_part(text: str, start: int, end: int, identity: Identity) -> bool:
    """Find the title in a row of a page's facts (信息名称 | 某局2021年…年度报告), or between wide spaces."""
    before = ""
    for part in _patterns()["parts"].finditer(text, start, end):
        words = part[0].strip()
        if not words:
            continue
        is_part = "|" not in text[start:end] or squeeze(before).rstrip("：:") in _WORDS["called"]
        if is_part and len(words) <= TITLE_SIZE and not _NO_TITLE.intersection(words):
            found = _patterns()["title"].fullmatch(words)
            if found is not None:
                _take_title(text, part.start() + part[0].find(words), found, identity)
                return True
        before = words
    return False


def _take_untold(text: str, begin: int, title: str, identity: Identity) -> None:
    """Take a title that names no year; with it the line above where that is an office, and the first of the copy."""
    end = begin + len(title)
    if title.startswith(tuple(_WORDS["begins"])):
        low, high = _line_above(text, begin)
        name = text[low:high].strip(_AROUND)
        is_first = not text[:low].strip(_AROUND)
        if is_first and name.endswith(OFFICES) and not _NO_TITLE.intersection(name):
            begin = text.find(name, low)
            fact = Evidence(squeeze(name), name, begin, begin + len(name), "line_above_title")
            identity.facts["organization"] = fact
    raw = text[begin:end]
    identity.facts["title"] = Evidence(squeeze(raw), raw, begin, end, "title")


def _title_lines(text: str, head_end: int) -> list[tuple[int, int]]:
    """Give start and end of the lines before the first heading that speak of 公开."""
    lines = []
    says = _WORDS["says"]
    at = text.find(says, 0, head_end)
    while at >= 0:
        start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        end = _line_end(text, at, head_end)
        lines.append((start, end))
        at = text.find(says, end, head_end)
    return lines


def _line_end(text: str, at: int, head_end: int) -> int:
    ends = [end for mark in "\n\r" if (end := text.find(mark, at, head_end)) >= 0]
    return min(ends, default=head_end)


def _next_line_end(text: str, end: int, head_end: int) -> int:
    """Give the end of the next line that holds anything."""
    at = end
    while at < head_end and text[at].isspace():
        at += 1
    return _line_end(text, at, head_end)


# a sentence that names the report is no title, nor is a page's path
_NO_TITLE = frozenset("。，；>》《|/")


def _take_title(text: str, start: int, found: Any, identity: Identity) -> None:
    """Take title, year and organisation out of a title line.

    Args:
        text: the whole copy.
        start: offset of the line, from 0.
        found: the match of the title in it.
        identity: gets the facts.
    """
    at = start + found.start("year")
    raw = found["year"]
    identity.years.append(Evidence(year_of(raw), raw, at, at + len(raw), "title"))
    begin, end = start, start + found.end()
    # 标题：某区2020年…: an archive's own word before the name
    colon = max(text.rfind("：", start, at), text.rfind(":", start, at)) + 1
    begin = colon or start + _page_mark(found[0])
    source = "title"
    begin = _behind_notice(text, begin, at)
    name, low = text[begin:at].strip(_AROUND), begin
    if not name:
        name, low = found["between"].strip(_AROUND), at
        # 2023年某县人民政府信息公开…: the office's word and that of the title are one
        last, shared = _WORDS["shared"]
        if name.endswith(last) and name + shared in found[0]:
            name += shared
    if not name:
        low, high = _line_above(text, start)
        # the title again, as the page's and the document's own: the office stands above both
        if squeeze(text[low:high]) == squeeze(found[0]):
            end = high
            low, high = _line_above(text, low)
        name, source = text[low:high].strip(_AROUND), "line_above_title"
        # 发布时间:… 录入:某镇 is a line of the page
        if name.endswith(OFFICES) and not (_NO_TITLE | {":", "："}).intersection(name):
            begin = low
        else:
            name, end = "", start + found.end()
    if name:
        low = text.find(name, low)
        fact = Evidence(squeeze(name), name, low, low + len(name), source)
        identity.facts["organization"] = fact
    whole = text[begin:end].lstrip(_AROUND)
    identity.facts["title"] = Evidence(squeeze(whole), whole, end - len(whole), end, "title")


# what may stand around a name in a title line: spaces, Markdown marks, 《
_AROUND = " \t\xa0\u3000\ufeff#*|\n\r《"


def _behind_notice(text: str, begin: int, at: int) -> int:
    """Give where a title begins behind the words of the notice that it stands in: 关于印发某市2021年…."""
    notice = text.rfind(_WORDS["notice"], begin, at)
    if notice < 0:
        return begin
    behind = notice + len(_WORDS["notice"])
    words = (words for words in _WORDS["notices"] if text.startswith(words, behind, at))
    return behind + len(next(words, ""))


def _line_above(text: str, start: int) -> tuple[int, int]:
    """Give start and end of the last line that holds anything above ``start``, at most a title's length away."""
    low = max(0, start - TITLE_SIZE)
    end = low + len(text[low:start].rstrip())
    # parts of one line that wide spaces keep apart are lines of their own
    ends = "\n\r\u3000" if text[start - 1 : start] == "\u3000" else "\n\r"
    begin = max(text.rfind(mark, low, end) for mark in ends) + 1
    return (begin, end) if begin or not low else (end, end)


def _page_mark(title: str) -> int:
    """Give the length of a page's mark before a title (``Page 8 - ``), else 0."""
    if title.lstrip(_AROUND)[:1] not in tuple(_WORDS["page_begins"]):
        return 0
    found = _patterns()["page"].match(title)
    return found.end() if found else 0


def squeeze(text: str) -> str:
    """Give ``text`` without white space."""
    return "".join(text.replace("\ufeff", "").split())


def title_in(line: str) -> str | None:
    """Give what a line says that is the title of a report and nothing else, without white space; None for other lines.

    Args:
        line: one line.
    """
    bare = line.strip(_AROUND)
    bare = bare[_page_mark(bare) :]
    if len(bare) > TITLE_SIZE or _WORDS["says"] not in bare or _NO_TITLE.intersection(bare):
        return None
    found = _title_match(bare) or _patterns()["untold"].fullmatch(bare)
    return squeeze(found[0]) if found is not None else None


@lru_cache(16)
def _title_match(bare: str) -> Any:
    """Match a line as a title (remembered: of one line it is asked several times)."""
    return _patterns()["title"].match(bare)


def office_above(line: str, above: Sequence[str]) -> int:
    """Give how many characters above a title begin with the office that the title itself does not name, else 0.

    Args:
        line: the title.
        above: the lines before it, in order, with what ends them.
    """
    found = _title_match(line.strip(_AROUND))
    if found is None or found["before"].strip(_AROUND) or found["between"].strip(_AROUND):
        return 0
    length = 0
    for other in reversed(above):
        length += len(other)
        name = other.strip(_AROUND)
        if name:
            fits = len(name) <= TITLE_SIZE and name.endswith(OFFICES)
            return length if fits and not _NO_TITLE.intersection(name) else 0
    return 0


def tells_other(title: str, other: str) -> bool:
    """Tell whether two titles are of different reports: they name different years, or different offices.

    Args:
        title: a title as ``title_in`` gives it.
        other: another one.
    """
    (office, year), (office_2, year_2) = _whose(title), _whose(other)
    if year and year_2 and year != year_2:
        return True
    return bool(office and office_2) and not (office in office_2 or office_2 in office)


def tells_other_office(title: str, other: str) -> bool:
    """Tell whether two titles surely name different offices: more than one character tells these apart.

    Args:
        title: a title as ``title_in`` gives it.
        other: another one.
    """
    office, office_2 = _whose(title)[0], _whose(other)[0]
    if not office or not office_2 or office in office_2 or office_2 in office:
        return False
    misread = sum(one != two for one, two in zip(office, office_2, strict=False))
    return len(office) != len(office_2) or misread > 1


def _whose(title: str) -> tuple[str, str]:
    """Give the office and the year that a title names; "" for what it does not name."""
    found = _title_match(title)
    if found is None:
        found = _patterns()["untold"].fullmatch(title)
        return (found["before"] if found else "", "")
    return found["before"] or found["between"], found["year"].translate(writing().year_digits)
