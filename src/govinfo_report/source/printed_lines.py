"""Characters on a page to lines, and lines to paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from attrs import define

from govinfo_report.source.pdf_page import Character
from govinfo_report.source.places import OnPage
from govinfo_report.source.set_apart import END

# Characters stand on one line where their middles are nearer than this part of their size.
SAME_LINE = 0.45
# A gap of more than this part of a character's size is a space; one of more than COLUMN parts columns.
SPACE = 0.45
COLUMN = 1.6
# Between two digits less is one: the space of most fonts is a quarter of their size, and digits set apart by it are
# two numbers as often as one.
DIGIT_SPACE = 0.15
# Lines of a label between two rows of numbers, in a column two characters wide.
MOST_BETWEEN = 20


@define
class PrintedLine:
    """A line as printed.

    Attributes:
        text: its text; columns that stand apart are set apart by as many spaces.
        left: its left edge, in points.
        right: its right edge.
        middle: half way between its bottom and its top; y grows upwards.
        unit: the size of its characters.
        has_columns: some of it stands apart.
        printed: its characters as they stand on the page.
    """

    text: str
    left: float
    right: float
    middle: float
    unit: float
    has_columns: bool
    printed: list[OnPage]

    def printed_at(self, offset: int) -> list[OnPage]:
        """Give its characters where the line stands behind ``offset`` characters."""
        if not offset:
            return self.printed
        return [OnPage(at + offset, page, box) for at, page, box in self.printed]


def print_lines(characters: Iterable[Character], page: int = 1) -> list[PrintedLine]:
    """Give the lines of characters, from top to bottom.

    Args:
        characters: the characters of a page, or of a cell on it.
        page: its number, from 1.
    """
    return [_line(row, page) for row in _rows(characters)]


def columns_of(characters: Iterable[Character]) -> int:
    """Count the columns that lines of characters may need, counted from the left edge of the page.

    A line is as many columns long as its smallest character fits twice between that edge and the line's end.
    """
    return sum(
        round(
            2 * max(character.right for character in row) / min(character.size for character in row)
        )
        for row in _rows(characters)
    )


def _rows(characters: Iterable[Character]) -> list[list[Character]]:
    rows: list[list[Character]] = []
    for character in sorted(characters, key=lambda character: -character.middle):
        if rows:
            first = rows[-1][0]
            if first.middle - character.middle <= SAME_LINE * min(first.size, character.size):
                rows[-1].append(character)
                continue
        rows.append([character])
    return rows


def _line(row: list[Character], page: int) -> PrintedLine:
    row.sort(key=lambda character: character.left)
    unit = median(character.size for character in row)
    out: list[str] = []
    printed: list[OnPage] = []
    at = 0
    has_columns = False
    last: Character | None = None
    for character in row:
        if last is not None:
            if (
                character.text == last.text
                and character.left - last.left < 0.25 * unit
                # two narrow letters beside each other are not one (ll, 11 in a condensed font)
                and character.left < (last.left + last.right) / 2
                and character.right - last.right < 0.25 * unit
            ):
                # a letter set twice to look bold
                continue
            gap = character.left - last.right
            if gap > COLUMN * unit:
                has_columns = True
                out.append(" " * max(2, round(2 * gap / unit)))
                at += len(out[-1])
            elif gap > (DIGIT_SPACE if _are_digits(last, character) else SPACE) * unit:
                out.append(" ")
                at += 1
        way = last.way if last is not None else ""
        if character.way != way:
            out.append((way and END) + character.way)
            at += len(out[-1])
        printed.append(OnPage(at, page, character.box))
        out.append(character.text)
        at += len(character.text)
        last = character
    if last is not None and last.way:
        out.append(END)
    left, right = row[0].left, max(character.right for character in row)
    middle = sum(character.middle for character in row) / len(row)
    return PrintedLine("".join(out), left, right, middle, unit, has_columns, printed)


def _are_digits(one: Character, other: Character) -> bool:
    """Tell whether both are digits of one kind: a raised one stands closer."""
    return one.text.isdecimal() and other.text.isdecimal() and one.way == other.way


def join_lines(lines: Sequence[PrintedLine]) -> Iterator[tuple[str, list[OnPage]]]:
    """Give paragraphs, and the lines of tables without rulings, with their characters as they stand on pages.

    A line that ends at the right margin goes on in one that begins at the left margin. Lines with columns, and short
    ones between them (the rest of a wrapped label), are indented as they stand on the page.
    """
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    tabular = _tabular(lines, right)
    text = ""
    printed: list[OnPage] = []
    for at, line in enumerate(lines):
        if at in tabular:
            if text:
                yield text, printed
                text, printed = "", []
            indent = " " * round(2 * (line.left - left) / line.unit)
            yield indent + line.text, line.printed_at(len(indent))
            continue
        before = lines[at - 1] if at and text else None
        goes_on = (
            before is not None
            and before.right > right - 1.6 * before.unit
            and line.left < left + 1.2 * line.unit
        )
        if text and not goes_on:
            yield text, printed
            text, printed = "", []
        printed += line.printed_at(len(text))
        text += line.text
    if text:
        yield text, printed


def _tabular(lines: Sequence[PrintedLine], right: float) -> set[int]:
    """Give the lines that have columns, and those between two of them that do not reach the right margin."""
    found: set[int] = set()
    last: int | None = None
    for at, line in enumerate(lines):
        if not line.has_columns:
            continue
        between = range(at if last is None else last + 1, at)
        found.add(at)
        if len(between) <= MOST_BETWEEN and all(
            lines[index].right < right - 1.6 * lines[index].unit for index in between
        ):
            found.update(between)
        last = at
    return found
