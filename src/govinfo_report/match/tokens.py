"""A plain text as tokens: the form's words wherever they stand, and numbers, marks and empty cells between them.

Nothing here knows an order or a layout. How strongly two tokens are parted is kept; what that means is for
``orders`` to find out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from attrs import define, field

from govinfo_report.match.equivalents import VOID
from govinfo_report.match.fields import empty_fields, marks_around
from govinfo_report.match.numbered import printed_number
from govinfo_report.match.vocabulary import CHINESE, GROUP, ROW, SECTION, FormWord, Vocabulary
from govinfo_report.official import units, writing

WORD, NUMBER, MARK, EMPTY, FOREIGN, PIECE = "word", "number", "mark", "empty", "foreign", "piece"
"""Kinds of tokens; a piece is nothing but pieces of the form's words."""
NOTHING, SPACE, SPACES, TAB, NEWLINE, BLANK_LINE = range(6)
"""What parts two tokens, the strongest last."""
FIELD, ONLY_BLANK, ONLY_TAB, ONLY_NBSP = "field", "blank", "tab", "nbsp"
"""What shows an empty cell: two tabs, bars or commas; or a line of nothing, of tabs, of fixed blanks."""
WIDE = "wide"
"""An empty cell that room alone shows."""
NOT_DUE = "not due"
"""An empty cell where no number is due: on a line of headings, or outside the columns of the table."""
PROSE, GLUED = "prose", "glued"
"""A number of a date or a name; one right beside words that are not the form's: 约3 is no 3."""
UNREADABLE = "?"
"""The text of a number whose point went astray, or that is too long for one: nobody knows what it is."""

_LETTER = re.compile(f"[{CHINESE}]")
_NUMERAL = f"[{writing().numerals}]"
# 十一、 has two characters, and so has 三三、 which a copy printed twice.
_LISTED = re.compile(
    rf"[（(]\s*({_NUMERAL})\s*[）)]|(?<![{CHINESE}])({_NUMERAL})\s*[.．]|({_NUMERAL}{{1,2}})\s*、"
)
_ATOM = re.compile(
    r"(?P<number>[+\-−－–]?\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?"
    r"|[+\-−–]?\d+(?:\.\d+|(?:[-+]\d+)+)?)"
    r"|(?P<mark>[—–-]{2}(?=\s|$)|[/／\\—–-])"
    rf"|(?P<void>{VOID})"
)
_PAGE = re.compile(
    r"^[ \t\xa0]*[-—–]+[ \xa0]*\d{1,3}[ \xa0]*[-—–]+[ \t\xa0]*$"
    rf"|^[ \xa0]*{writing().page['before']}[ \xa0]*\d+[ \xa0]*{writing().page['behind']}.*$",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"[A-Za-z]+:/{2,}\S*")
_DRAWN = re.compile(r"-{4,}|—{4,}|–{4,}|={4,}")
_COMMA_FIELD = re.compile(rf"[{CHINESE}）”\"],\"?\d")
# 31914,824,511, 277'730.28 and 0.00.1393 are two numbers, and nobody knows where the first ends; 1*01 is none.
_TORN_NUMBER = re.compile(
    r"(?<![\d.,])(?:\d{4,}(?:,\d{3})+|\d{1,3},\d{4,}|\d+\.\d+(?=\.\d)|\d+(?:['’*…#]+[A-Z!]*\d+)+)(?:\.\d+)?(?!\d)"
)
_BARS = re.compile(r"[|│┃║]")
_UNIT = re.compile(rf"\s?(?:{'|'.join(units().words)})")
_CURRENCY = tuple(units().currency)
_LOST_POINT = re.compile(rf"\s*(?:{'|'.join(units().money)})?\s*\.(?!\d)")
_NO_COUNT = frozenset(["%", *"".join(writing().date.values())])
# A remark in brackets, with others inside: its numbers are no cells. 行政许可（指第4类事项）23
_REMARK = re.compile(
    rf"(?<!\d)[（(](?=[^（()）]*[{CHINESE}])[^（()）|\s\ufffd]{{0,60}}(?:[（(][^（()）|\s]{{0,20}}[）)][^（()）|\s\ufffd]{{0,60}})?[）)]"
)
_NOTE_MARK = re.compile(rf"(?<=\d){writing().note_mark}")
# 5 at least, 5 or so, 5 perhaps: no number; nor 5 in brackets.
_BOUNDS = "≥≤≧≦<>≈~?？"
_BEHIND = "?？"
_BRACKETS = {"(": ")", "（": "）", "[": "]", "〔": "〕", "【": "】"}
_SIGNS = str.maketrans("−–－", "---")
_SIGN_ENDS = frozenset(word[-1] for word in writing().signs)
_SIGN_WORD = re.compile(rf"({writing().sign_words})[ \xa0:：]?$")
_FIRST_NUMBER = re.compile(r"^[ \t|\"\[({]{0,8}(\d{1,3})(?=[ \t|,\":])", re.MULTILINE)
# Longer numbers are none.
_LONGEST_NUMBER = 40
# 3.0 is 3.
_ZEROS = re.compile(r"\.0+$")
# So many rows in a row are numbered by no accident.
_MANY_SERIALS = 8
# So many commas behind words and before digits are no accident.
_MANY_COMMAS = 8
# Torn words: how much of one must be there, and of a title.
_TORN, _TORN_TITLE = 3, 6
_SPACE_LIKE = " \xa0"


@define
class Token:
    """A piece of a text.

    Attributes:
        kind: see above.
        start: its first character in the plain text, from 0.
        end: behind its last.
        text: what it says: plain digits with their sign and point; the characters of a word.
        words: what a word can be.
        parted: what stands between it and the token before.
        note: of an empty cell what shows it; of a number what it may be; of a word the number before it, if any.
        line: the line that it begins on, from 0.
        unit: the unit behind a number.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    words: tuple[FormWord, ...] = ()
    parted: int = BLANK_LINE
    note: str = ""
    line: int = 0
    unit: str = ""
    places: list[int] = field(factory=list, repr=False)


def tokens(text: str, known: Vocabulary) -> list[Token]:
    """Give the tokens of a plain text, in order.

    Args:
        text: the plain text.
        known: the form's words.
    """
    found = list(_words(text, known))
    taken = _taken(text, found)
    has_commas = len(_COMMA_FIELD.findall(text)) > _MANY_COMMAS
    every = [*found, *_atoms(text, taken, found, has_commas), *_empty_cells(text, has_commas)]
    every.sort(key=lambda token: (token.start, token.end))
    return _parted(text, list(_merged(text, every)))


def _words(text: str, known: Vocabulary) -> Iterator[Token]:
    """Find the form's words, the longest first, whatever stands between their characters but other characters."""
    places, numbers = _letters(text)
    letters = "".join([text[at] for at in places])
    at = foreign = 0
    while at < len(letters):
        # 不属于本机关职责 is no label that begins with 本机关
        goes_on = at > 0 and foreign == at and places[at - 1] == places[at] - 1
        use, size = _longest(text, letters, at, places, known, not goes_on)
        token = Token(WORD, places[at], places[at + size - 1] + 1, letters[at : at + size], use)
        if use:
            token.note = numbers.get(at, "")
            token.places = places[at : at + size]
        else:
            pair = letters[at : at + 2] in known.pieces or letters[at - 1 : at + 1] in known.pieces
            token.kind = PIECE if pair else FOREIGN
            foreign = at + size
        yield token
        at += size


def _letters(text: str) -> tuple[list[int], dict[int, str]]:
    """Give the places of Chinese characters, numbers of lists left out, and which of them such a number precedes."""
    masked = bytearray(len(text))
    behind: dict[int, str] = {}
    for found in _NOTE_MARK.finditer(text):
        masked[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    for found in _LISTED.finditer(text):
        masked[found.start() : found.end()] = b"\1" * (found.end() - found.start())
        behind[found.end()] = found[1] or found[2] or found[3]
    places = [found.start() for found in _LETTER.finditer(text) if not masked[found.start()]]
    # of several numbers before a character the last one
    last = {bisect_right(places, end - 1): end for end in behind}
    numbers = {
        at: behind[end]
        for at, end in last.items()
        if at < len(places) and not any(map(str.isdigit, text[end : places[at]]))
    }
    return places, numbers


def _longest(
    text: str, letters: str, at: int, places: list[int], known: Vocabulary, begins: bool
) -> tuple[tuple[FormWord, ...], int]:
    """Give the longest word from a character on, or the beginning of one, with its length; else none and 1.

    Only where a word ``begins`` can it be torn.
    """
    whole: list[FormWord] = []
    size, begun, end = 1, 0, at + 1
    while end <= len(letters) and letters[at:end] in known.begun:
        begun = end - at
        if letters[at:end] in known.whole:
            whole, size = known.whole[letters[at:end]], begun
        end += 1
    length = size if whole else 0
    is_torn = begins and begun > length and not (whole and begun - length < 2 and length > _TORN)
    if is_torn:
        kinds = (ROW, GROUP, SECTION)
        starts = [word for word in known.begun[letters[at : at + begun]] if word.kind in kinds]
        names_row = begun >= length + 2 and any(word.kind == ROW for word in starts)
        if starts and _may_be_torn(text, places[at], starts, begun) and (not whole or names_row):
            return tuple(starts), begun
    return tuple(whole), size


def _may_be_torn(text: str, at: int, starts: list[FormWord], begun: int) -> bool:
    enough = begun >= _TORN or printed_number(text, at, starts) is not None
    return enough and (begun >= _TORN_TITLE or starts[0].kind != SECTION)


def _taken(text: str, found: list[Token]) -> bytearray:
    """Tell which characters belong to words, their numbers, lists, marks of pages, addresses and drawn rules."""
    taken = bytearray(len(text))
    for token in found:
        if token.kind != WORD:
            taken[token.start] = 1
            continue
        low = token.places[0]
        for at in token.places[1:]:
            if not any(sign.isdigit() or sign == "\n" for sign in text[low:at]):
                taken[low:at] = b"\1" * (at - low)
            low = at
        taken[low] = 1
        number = printed_number(text, token.start, token.words)
        if number is not None:
            taken[number : token.start] = b"\1" * (token.start - number)
            token.start = number
            token.note = token.note or "#"
    marks = [
        mark.span()
        for pattern in (_LISTED, _PAGE, _ADDRESS, _DRAWN, _NOTE_MARK, _REMARK)
        for mark in pattern.finditer(text)
    ]
    for start, end in (*marks, *_serials(text)):
        taken[start:end] = b"\1" * (end - start)
    return taken


def _serials(text: str) -> Iterator[tuple[int, int]]:
    """Give the numbers of rows that programs print: at the beginnings of lines, each one more than the last."""
    run: list[tuple[int, int]] = []
    last = None
    for found in _FIRST_NUMBER.finditer(text):
        number = int(found[1])
        if last is None or number != last + 1:
            yield from run if len(run) >= _MANY_SERIALS else ()
            run = []
        run.append(found.span(1))
        last = number
    yield from run if len(run) >= _MANY_SERIALS else ()


def _atoms(text: str, taken: bytearray, words: list[Token], has_commas: bool) -> Iterator[Token]:
    """Give numbers, marks and the cells that programs print as empty."""
    loose = {word.start for word in words if word.kind != WORD}
    alien = {word.start for word in words if word.kind == FOREIGN}
    left = "".join(["\1" if used else sign for used, sign in zip(taken, text, strict=True)])
    if not has_commas:
        for found in _TORN_NUMBER.finditer(left):
            yield Token(MARK, *found.span(), UNREADABLE)
        left = _TORN_NUMBER.sub(lambda found: "\1" * len(found[0]), left)
    for found in _ATOM.finditer(left):
        low, high = found.span()
        if found.lastgroup == "void":
            yield Token(EMPTY, low, high, note=FIELD)
        elif found.lastgroup == "mark":
            if not _is_beside_latin(text, low, high):
                yield Token(MARK, low, high, found[0])
        elif "," in found[0] and has_commas:
            at = low
            for part in found[0].split(","):
                number = _number(text, at, at + len(part), alien)
                _sign(text, number, loose)
                yield number
                at += len(part) + 1
        else:
            number = _number(text, low, high, alien)
            _sign(text, number, loose)
            yield number


def _number(text: str, low: int, high: int, alien: set[int]) -> Token:
    printed = text[low:high].translate(_SIGNS).replace(",", "").lstrip("+")
    token = Token(NUMBER, low, high, _ZEROS.sub("", printed))
    before, after = text[max(0, low - 1) : low], text[high : high + 1]
    unit = _UNIT.match(text, high)
    if unit is not None:
        token.unit = unit[0].strip()
    elif text[max(0, low - 5) : low].rstrip().endswith(_CURRENCY):
        token.unit = units().base
    has_lost_point = _LOST_POINT.match(text[high : high + 12]) and "." not in token.text
    if has_lost_point or len(token.text) > _LONGEST_NUMBER:
        token.kind, token.text = MARK, UNREADABLE
    end = unit.end() if unit is not None else high
    is_doubted = (before and before in _BOUNDS) or (after and after in _BEHIND)
    if is_doubted or (after and after == _BRACKETS.get(before)):
        token.note = GLUED
    elif after in _NO_COUNT or _is_beside_latin(text, low, high):
        token.note = PROSE
    elif (low - 1 in alien and before not in _SIGN_ENDS) or end in alien:
        token.note = GLUED
    return token


def _sign(text: str, token: Token, loose: set[int]) -> None:
    """Read a sign in words that is no part of a word of the form: 减2 is -2, 增5 is 5."""
    found = _SIGN_WORD.search(text, max(0, token.start - 4), token.start)
    if found is None or found.start() not in loose or not token.text.isdigit():
        return
    token.start, token.note = found.start(), ""
    if writing().signs[found[1]] < 0:
        token.text = "-" + token.text


def _is_beside_latin(text: str, low: int, high: int) -> bool:
    before, after = text[max(0, low - 1) : low], text[high : high + 1]
    return (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())


def _empty_cells(text: str, has_commas: bool) -> Iterator[Token]:
    """Give the empty cells that are shown: between two tabs, bars or commas of a line; a line of nothing but blanks."""
    at = 0
    around = marks_around(text)
    for line in text.split("\n"):
        mark = "\t" if "\t" in line else "|" if line.count("|") > 1 else ""
        mark = mark or ("," if has_commas and line.count(",") > 1 else "")
        if not line.strip(" \t\xa0"):
            note = ONLY_NBSP if "\xa0" in line else ONLY_TAB if "\t" in line else ONLY_BLANK
            yield Token(EMPTY, at, at, note=note)
        elif mark:
            outside = around if mark == "\t" else (mark == "|",) * 2
            for place, is_shown in empty_fields(line, mark, outside):
                yield Token(EMPTY, at + place, at + place, note=FIELD if is_shown else ONLY_NBSP)
        at += len(line) + 1


def _merged(text: str, every: list[Token]) -> Iterator[Token]:
    """Put characters that are no word of the form together where no digit parts them."""
    last: Token | None = None
    for token in every:
        if token.kind in (FOREIGN, PIECE):
            between = text[last.end : token.start] if last is not None else ""
            if last is not None and not any(sign.isdigit() or sign == "\n" for sign in between):
                if FOREIGN in (last.kind, token.kind):
                    last.kind = FOREIGN
                last.text += token.text
                last.end = token.end
                continue
            last = token
        else:
            last = None
        yield token


def _parted(text: str, every: list[Token]) -> list[Token]:
    """Say of each token what parts it from the one before, and its line."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    end = 0
    label: Token | None = None
    for token in every:
        if label is not None:
            # it may go on below the numbers beside it
            last = label.places[bisect_right(label.places, token.start) - 1]
            end = max(end, last + 1)
        if end:
            token.parted = _strength(text[end : token.start])
        token.line = bisect_right(starts, token.start) - 1
        if token.places:
            label = token
        else:
            end = max(end, token.end)
    return every


def _strength(gap: str) -> int:
    lines = gap.count("\n")
    if lines:
        return NEWLINE if lines == 1 else BLANK_LINE
    if "\t" in gap or "," in gap or _BARS.search(gap):
        return TAB
    blanks = sum(gap.count(blank) for blank in _SPACE_LIKE)
    return SPACES if blanks > 1 else SPACE if blanks else NOTHING
