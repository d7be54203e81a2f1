"""Finds the tables that a copy prints beside the sections of the form, or instead of them, by the words of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from attrs import frozen

from govinfo_report.labels.figures import UNIT
from govinfo_report.labels.normal import PART
from govinfo_report.model import Span
from govinfo_report.official import Form, Table, characters, kind_words
from govinfo_report.sections.headings import NUMERALS

# Labels that follow each other; fewer may be prose.
FEWEST = 4
# Labels of a copy that are looked at: a table has 65.
MOST_LABELS = 2_000
# Labels that a copy is looked through for first have so many characters.
LONG = 17
# What stands between two of them: the end of a label, its unit, its number, perhaps a label that is misprinted.
BETWEEN = 240
# What stands between the headings of a table and its first label.
HEADS = 60
_SPACES = re.compile(r"\s+")
_INNER_DIGIT = re.compile(r"([^\W\d])(\d)([^\W\d])")
_NOTE = re.compile(r"[（(][^（）()]*[）)]$")
_NUMBER = re.compile(rf"^(?:[（(][{NUMERALS}][）)]|[{NUMERALS}]、|\d[.．、])")
_BEFORE = re.compile(
    rf"(?:^|(?<=[\r\n]))?(?:[^\S\r\n]|[|｜])*(?:(?:[（(][{NUMERALS}][）)]|[{NUMERALS}、.．]|{PART}[:：])\s*){{0,3}}\Z"
)
_YEARS = kind_words().tables["years"]
# A row that lost its label below the last one: 人次 | 12
_MORE = re.compile(
    rf"(?:[\s|｜,，\"]*(?:{UNIT})[\s|｜,，\"]*\d[\d.,]*[^\S\r\n]*[|｜\"]*(?=[\r\n]|\Z))+"
)
_NEXT_NUMBER = re.compile(r"[\s|｜]*\d[\d.,]*[^\S\r\n]*[|｜]*(?=[\r\n]|\Z)")
_WRAPPED = re.compile(r"[ \t|]*(?:\r\n|\r|\n)[ \t|]*\d{1,9}(?![\d.]*[^\W\d]?\d)[ \t|]*")
# the unit and the number of the last row
_LAST = re.compile(r"[^\d。，；：]{0,80}+\d[^\r\n]*")


@frozen
class _Words:
    """The words that a table is found by.

    Attributes:
        longest: its long labels: the longer words are, the faster it is told that a text lacks them.
        gates: a copy without any of them does not print it, whatever befell it.
        labels: pattern of the labels of its rows.
        heads: pattern of the headings above them, one behind the other.
        last: the labels of its last row, in any edition.
        more: how many numbers that row has beside the first.
    """

    longest: tuple[str, ...]
    gates: tuple[str, ...]
    labels: re.Pattern[str]
    heads: re.Pattern[str]
    last: frozenset[str]
    more: int


@cache
def _words(form: Form) -> Mapping[str, _Words]:
    wordings = [words for edition in form.editions.values() for words in edition.wording.values()]
    columns = [found for edition in form.editions.values() for found in edition.columns.values()]
    more = max(map(len, columns)) - 1
    return {name: _words_of(table, wordings, more) for name, table in form.tables.items()}


def _words_of(table: Table, wordings: Iterable[str], more: int) -> _Words:
    rows = [_core(label.wording) for label in table.rows.values()]
    rows += [_core(words) for words in wordings]
    cores = dict.fromkeys([*rows, *(_core(label.wording) for label in table.groups.values())])
    columns = (words for column in table.columns.values() for words in column.words)
    heads = "|".join(re.escape(words) for words in (*table.heads, *table.foreign_columns, *columns))
    spread = (
        r"\s{0,4}".join(map(re.escape, core)) for core in sorted(cores, key=len, reverse=True)
    )
    return _Words(
        tuple(row for row in rows if len(row) >= LONG),
        table.anchors,
        re.compile("|".join(spread)),
        re.compile(rf"{_YEARS}(?:{heads})(?:[\s|｜,，]{{0,30}}(?:{heads}))+"),
        frozenset(map(_core, table.ends)),
        more,
    )


def _core(wording: str) -> str:
    """Give a label without its number and its note: 主动公开政府信息数."""
    return _NOTE.sub("", _NUMBER.sub("", wording)).removeprefix(f"{PART}：")


def annex_tables(
    text: str, forms: Sequence[Form], *, is_whole: bool = False
) -> list[dict[str, Span]]:
    """Give the tables of annexes that a copy prints: for each annex, table to start and end of its text.

    A table that several annexes have is that of which most labels are printed.

    Args:
        text: the whole copy.
        forms: the annexes.
        is_whole: look for long labels only (hot: ``benchmarks.run``); else for broken ones and traditional characters
            too.
    """
    found = [dict(_found(text, form, is_whole)) for form in forms]
    most: dict[str, int] = {}
    for tables in found:
        for name, (count, _) in tables.items():
            most[name] = max(count, most.get(name, 0))
    spans: list[dict[str, Span]] = []
    for tables in found:
        spans.append({})
        for name, (count, span) in tables.items():
            if count == most.get(name):
                spans[-1][name] = span
                del most[name]
    return spans


def _found(text: str, form: Form, is_whole: bool) -> Iterator[tuple[str, tuple[int, Span]]]:
    """Give the tables of one annex: how many different labels are printed, start and end."""
    for name, words in _words(form).items():
        plain = text
        if not is_whole and kind_words().traditional in text:
            plain = characters().simplified(text)
        if not any(gate in plain for gate in (words.longest if is_whole else words.gates)):
            continue
        places = _longest(plain, words.labels)
        if places:
            span = _start(plain, places[0][0], words), _end(plain, places[-1], words)
            yield name, (len({plain[start:end] for start, end in places}), span)
            continue
        heads = words.heads.search(plain)
        if heads is not None and any(gate in heads[0] for gate in words.gates):
            # labels that narrow columns break, beside their numbers
            yield name, (0, (_start(plain, heads.end(), words), _open_end(plain, heads.end())))


def _longest(text: str, labels: re.Pattern[str]) -> list[Span]:
    """Give the places of the most labels that follow each other; none where they are few."""
    runs: list[list[Span]] = [[]]
    for found in islice(labels.finditer(text), MOST_LABELS):
        run = runs[-1]
        if run and not _is_near(text, run[-1][1], found.start()):
            runs.append(run := [])
        run.append(found.span())
    best = max(runs, key=len)
    return best if len({text[start:end] for start, end in best}) >= FEWEST else []


def _is_near(text: str, end: int, start: int) -> bool:
    between = _SPACES.sub("", text[end : min(start, end + 20 * BETWEEN)])
    return len(between) <= BETWEEN and "。" not in between


def _start(text: str, first: int, words: _Words) -> int:
    """Give where a table begins whose first label stands at a place: with its headings, or the label's number."""
    low = max(0, first - HEADS)
    heads = [found.start() for found in words.heads.finditer(text, low, first)]
    at = heads[0] if heads else first
    before = _BEFORE.search(text[max(0, at - HEADS) : at])
    return at - len(before[0]) if before else at


def _end(text: str, place: Span, words: _Words) -> int:
    """Give where a table ends: behind the line of the number of its last row, or where a sentence begins."""
    start, end = place
    if "".join(text[start:end].split()) not in words.last:
        return _open_end(text, end)
    found = _LAST.match(text, end)
    if found:
        stop = found.end()
        for _ in range(words.more):
            # each number on a line of its own
            number = _NEXT_NUMBER.match(text, stop)
            stop = number.end() if number else stop
        # 92 above 4 may be 924
        wrapped = _WRAPPED.match(text, stop)
        stop = wrapped.end() if wrapped else stop
        more = _MORE.match(text, stop)
        return more.end() if more else stop
    line = re.compile(r"[^\r\n]*").match(text, end)
    return line.end() if line else end


def _open_end(text: str, at: int) -> int:
    """Give where the line of the first sentence behind a place begins; the end of the text where there is none."""
    stop = text.find("。", at)
    if stop < 0:
        return len(text)
    return max(at, text.rfind("\n", at, stop), text.rfind("\r", at, stop))


def without_digits_of_labels(text: str, form: Form) -> str:
    """Give a text in which the digits inside of labels are no digits: 相同信息计1条 counts nothing.

    Args:
        text: the stretches of an annex.
        form: the annex.
    """
    return _digits(form).sub(lambda found: re.sub(r"\d", NUMERALS[0], found[0]), text)


@cache
def _digits(form: Form) -> re.Pattern[str]:
    """Give the pattern of digits inside of labels, with what stands before and behind them."""
    wordings = (row.wording for table in form.tables.values() for row in table.rows.values())
    found = {place for wording in wordings for place in _INNER_DIGIT.findall(wording)}
    inner = (rf"(?:(?<={before})\s*){digit}(?:\s*(?={behind}))" for before, digit, behind in found)
    return re.compile("|".join(inner) or r"(?!)")


def around(spans: Iterable[Span], end: int) -> list[Span]:
    """Give what stands between stretches of a text, before and behind them."""
    places = sorted(spans)
    return list(
        zip((0, *(stop for _, stop in places)), (*(at for at, _ in places), end), strict=True)
    )


def without(text: str, spans: Iterable[Span]) -> str:
    """Give a text with some stretches blanked out, so that places stay."""
    for start, end in spans:
        text = f"{text[:start]}{chr(10) * (end - start)}{text[end:]}"
    return text
