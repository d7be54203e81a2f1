"""Reads whose report this is and of which year, and where each fact stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from attrs import define, field

from govinfo_report.model import Evidence

# The title stands before the first heading; a page's menus may stand before the title.
HEAD_SIZE = 4_000
# The signature stands at the end; an address or a page's footer may follow it.
TAIL_SIZE = 600
# The office signs right above the date.
SIGNED = 120
# The longest title met has 48 characters; a sentence that names the report is longer.
TITLE_SIZE = 70
_HAN_DIGITS = str.maketrans(
    "〇○零Ｏ一二三四五六七八九０１２３４５６７８９", "00001234567890123456789"
)


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


@cache
def _patterns() -> dict[str, Any]:
    import regex

    year = r"(?P<year>(?:19|20|１９|２０)[\d０-９]{2}|二[〇○零Ｏ0][〇○零Ｏ一二三四五六七八九]{2})"
    return {
        "title": regex.compile(
            rf"(?P<before>[^\n\r]{{0,40}}?)(?<![\d０-９]){year}\s*年?度?\s*(?P<between>[^\n\r]{{0,30}}?)"
            r"(?:政府|政务)?\s*信息\s*公开[^\n\r]{0,12}?(?:报\s*告|年\s*报)"
        ),
        "untold": regex.compile(
            r"(?P<before>[^\n\r]{0,40}?)(?:政府|政务)信息公开[^\n\r]{0,8}?(?:年度报告|年报)"
        ),
        "period": regex.compile(rf"{year}\s*年\s*[\d０-９]{{1,2}}\s*月"),
        "date": regex.compile(
            rf"[^\S\n\r]*[（(]?{year}\s*年\s*[\d０-９一二三四五六七八九十]{{1,3}}\s*月"
            r"\s*[\d０-９一二三四五六七八九十]{1,3}\s*日"
        ),
        "publisher": regex.compile(
            r"(?:发布机构|公开机构|发文机关)[：:\s]{1,4}(?P<name>[\p{Han}（）()]{2,40})"
        ),
        "office": regex.compile(
            r"(?<![^\n\r])[^\S\n\r]*"
            r"(?P<name>[\p{Han}（）()]{2,40}(?:政府|委员会|办公室|办公厅|办事处|局|厅|委|部|院|处|中心))"
            r"[^\S\n\r]*(?=[\n\r]|\Z)"
        ),
        "prose": regex.compile(r"由(?P<name>[\p{Han}]{2,30}?)(?:编制|制作|发布)"),
        "lines": regex.compile(r"[^\n\r]+"),
    }


def read_identity(text: str, first_heading: int | None) -> Identity:
    """Read title, organisation and year.

    Args:
        text: the whole copy.
        first_heading: offset of the first heading, from 0; None where there is none.
    """
    head_end = min(HEAD_SIZE, len(text) if first_heading is None else first_heading)
    identity = Identity()
    _read_title(text, head_end, identity)
    _read_period(text, identity)
    dated = _read_signature_date(text, identity)
    if "organization" not in identity.facts:
        _read_office(text, dated, head_end, identity)
    if identity.years:
        identity.facts["year"] = identity.years[0]
    return identity


def _read_title(text: str, head_end: int, identity: Identity) -> None:
    """Find the title: a line of its own, else one that is broken in two (2024年上海市…公开工作 | 年度报告).

    Of several lines the last before the first heading: a page's path and its links stand above the title.
    """
    lines = _title_lines(text, head_end)
    for broken in (False, True):
        for start, end in reversed(lines):
            stop = _next_line_end(text, end, head_end) if broken else end
            whole = text[start:stop].replace("\n", " ").replace("\r", " ")
            if len(whole) > TITLE_SIZE or "报" not in whole or _NO_TITLE.intersection(whole):
                continue
            found = _patterns()["title"].match(whole)
            if found is not None:
                _take_title(text, start, found, identity)
                return
    for start, end in lines:
        found = _patterns()["untold"].fullmatch(text[start:end].strip())
        if found is not None and end - start <= TITLE_SIZE:
            begin = text.find(found[0], start)
            end = begin + len(found[0])
            identity.facts["title"] = Evidence(_squeeze(found[0]), found[0], begin, end, "title")
            return


def _title_lines(text: str, head_end: int) -> list[tuple[int, int]]:
    """Give start and end of the lines before the first heading that speak of 公开."""
    lines = []
    at = text.find("公开", 0, head_end)
    while at >= 0:
        start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        end = _line_end(text, at, head_end)
        lines.append((start, end))
        at = text.find("公开", end, head_end)
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
    year = int(raw.translate(_HAN_DIGITS))
    identity.years.append(Evidence(year, raw, at, at + len(raw), "title"))
    begin, end = start, start + found.end()
    # 标题：某区2020年…: an archive's own word before the name
    colon = max(text.rfind("：", start, at), text.rfind(":", start, at)) + 1
    begin = colon or start
    source = "title"
    # 关于印发某市2021年…: the words of the notice that the title stands in
    notice = text.rfind("关于", begin, at)
    if notice >= 0:
        begin = notice + 2 + 2 * text[notice + 2 : at].startswith(_NOTICES)
    name, low = text[begin:at].strip(_AROUND), begin
    if not name:
        name, low = found["between"].strip(_AROUND), at
    if not name:
        low, high = _line_above(text, start)
        name, source = text[low:high].strip(_AROUND), "line_above_title"
        if name.endswith(_OFFICES) and not _NO_TITLE.intersection(name):
            begin = low
        else:
            name = ""
    if name:
        low = text.find(name, low)
        fact = Evidence(_squeeze(name), name, low, low + len(name), source)
        identity.facts["organization"] = fact
    whole = text[begin:end].lstrip(_AROUND)
    identity.facts["title"] = Evidence(_squeeze(whole), whole, end - len(whole), end, "title")


# what may stand around a name in a title line: spaces, Markdown marks, 《
_AROUND = " \t\xa0\u3000\ufeff#*|\n\r《"
_NOTICES = ("印发", "公布", "发布", "报送", "公开")
# how the name of an office ends; a page's 首页 or 正文 above the title does not
_OFFICES = tuple("府局委办厅镇乡村道院心处队会司校区县市省州旗部社所站团馆室厂")


def _line_above(text: str, start: int) -> tuple[int, int]:
    """Give start and end of the last line that holds anything above ``start``, at most a title's length away."""
    low = max(0, start - TITLE_SIZE)
    end = low + len(text[low:start].rstrip())
    begin = max(text.rfind("\n", low, end), text.rfind("\r", low, end)) + 1
    return (begin, end) if begin or not low else (end, end)


def _squeeze(text: str) -> str:
    return "".join(text.replace("\ufeff", "").split())


def _read_period(text: str, identity: Identity) -> None:
    """统计期限自2020年1月1日起: the year of the numbers."""
    at = text.find("统计")
    while at >= 0:
        if text[at : at + 4].endswith(_PERIOD):
            found = _patterns()["period"].search(text, at, at + 60)
            if found:
                year = int(found["year"].translate(_HAN_DIGITS))
                identity.years.append(
                    Evidence(year, found[0], found.start(), found.end(), "period")
                )
                return
        at = text.find("统计", at + 1)


# 统计期限, 统计时限, 统计周期, 统计期间
_PERIOD = ("期限", "时限", "周期", "期间")


def _read_signature_date(text: str, identity: Identity) -> tuple[int, int] | None:
    """A report is signed in the year after the one it is of."""
    low = max(0, len(text) - TAIL_SIZE)
    at, found = text.rfind("日", low), None
    while at >= 0 and found is None:
        line = max(text.rfind("\n", low, at), text.rfind("\r", low, at)) + 1
        found = _patterns()["date"].match(text, line, at + 1)
        if found is not None and text[at + 1 : at + 2].strip(" \t\xa0\u3000\r\n"):
            found = None
        at = text.rfind("日", low, at)
    if found is None:
        return None
    raw = found[0].strip()
    start = found.start() + found[0].find(raw)
    year = int(found["year"].translate(_HAN_DIGITS)) - 1
    identity.years.append(Evidence(year, raw, start, start + len(raw), "signature"))
    return start, start + len(raw)


def _read_office(
    text: str, dated: tuple[int, int] | None, head_end: int, identity: Identity
) -> None:
    """The office by its signature, by 发布机构, or by the first place where it names itself."""
    patterns = _patterns()
    found, source = None, "signature"
    if dated is not None:
        signed = list(patterns["office"].finditer(text, max(0, dated[0] - SIGNED), dated[0]))
        found = signed[-1] if signed else None
    if found is None:
        found, source = patterns["publisher"].search(text, 0, head_end), "publisher"
    if found is None:
        found, source = patterns["prose"].search(text, 0, head_end), "prose"
    if found is not None:
        start, end = found.span("name")
        identity.facts["organization"] = Evidence(
            found["name"], text[start:end], start, end, source
        )


def title_in(line: str) -> str | None:
    """Give what a line says that is the title of a report and nothing else, without white space; None for other lines.

    Args:
        line: one line.
    """
    bare = line.strip(_AROUND)
    if len(bare) > TITLE_SIZE or "公开" not in bare or _NO_TITLE.intersection(bare):
        return None
    found = _title_match(bare) or _patterns()["untold"].fullmatch(bare)
    return _squeeze(found[0]) if found is not None else None


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
            fits = len(name) <= TITLE_SIZE and name.endswith(_OFFICES)
            return length if fits and not _NO_TITLE.intersection(name) else 0
    return 0
