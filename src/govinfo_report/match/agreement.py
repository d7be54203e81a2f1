"""What all explanations that are left agree in: the state, the number and the candidates of each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from attrs import define, field

from govinfo_report.match.doubts import Doubts
from govinfo_report.match.equivalents import Plain
from govinfo_report.match.lines import FormLine
from govinfo_report.match.options import Option
from govinfo_report.match.order import Order
from govinfo_report.match.printed import Raw, is_mark
from govinfo_report.match.tokens import GLUED, SPACES, TAB, UNREADABLE, Token
from govinfo_report.match.ways import Explanation, Way, cheapest, ways_of
from govinfo_report.model import Cell, Number, cell_path
from govinfo_report.model.cell import State
from govinfo_report.model.row import Span

# Ways to read a row that are kept.
_MOST_READINGS = 1_000


@define
class Agreed:
    """What the explanations of a table agree in.

    Attributes:
        cells: path to its cell.
        doubted: path of a stated cell to the damage that may have made it: a sum fails where another reading was
            possible; numbers run together that one sum alone cuts.
        reasons: path of a cell that is open to the damage that makes it so.
        readings: row to the ways to read it, where there are several.
        whole: the rows that print as many numbers as the form has cells.
        likeliest: path to the numbers that the cheapest explanations give it.
    """

    cells: dict[str, Cell] = field(factory=dict)
    doubted: dict[str, str] = field(factory=dict)
    reasons: dict[str, str] = field(factory=dict)
    readings: dict[str, tuple[tuple[Number | None, ...], ...]] = field(factory=dict)
    whole: set[str] = field(factory=set)
    likeliest: dict[str, set[Number | None]] = field(factory=dict)

    def doubt_all(self, damage: str) -> None:
        """Doubt every number that is stated, for a damage that no sum sees."""
        for path, cell in self.cells.items():
            if cell.value is not None:
                self.doubted.setdefault(path, damage)


def agree(
    plain: Plain, explanations: Sequence[Explanation], line_of: Callable[[int], int]
) -> Agreed:
    """Give each cell what all explanations agree in.

    Args:
        plain: the text that was read.
        explanations: those that are left.
        line_of: gives the line of an offset.
    """
    agreed = Agreed()
    ways = ways_of(explanations)
    doubts = Doubts(explanations)
    table_id = explanations[0].found.order.table.id
    may_lack = any(way.option and None in way.option.raws for _, mine in ways for way in mine)
    for line, mine in ways:
        every = tuple(dict.fromkeys(map(_printed, mine)))
        if 1 < len(every) <= _MOST_READINGS:
            agreed.readings[line.row] = every
        if all(way.option and len(way.option.strip) == line.form.width for way in mine):
            agreed.whole.add(line.row)
        likeliest = cheapest(mine)
        is_unproven = _is_cut_unproven(line, mine, may_lack)
        for column in range(line.form.width):
            path = cell_path(table_id, line.row, line.columns[column])
            if likeliest:
                agreed.likeliest[path] = {option.values[column] for option in likeliest}
            agreed.cells[path] = _cell(path, line, column, mine, plain, line_of, is_unproven)
            if agreed.cells[path].state in ("ambiguous", "inferred"):
                agreed.reasons[path] = _reason(line, mine)
            elif agreed.cells[path].value is not None:
                # the sign behind a number that is stated may be a mark, or another number's
                damage = doubts.of(line, mine) or ("cells_joined" if is_unproven else "")
                if damage:
                    agreed.doubted[path] = damage
    if "labels_shifted" in agreed.doubted.values():
        # the label that is lost may be that of any line whose label moved
        agreed.doubted |= {
            path: "labels_shifted"
            for path, cell in agreed.cells.items()
            if cell.state == "aligned" and path not in agreed.doubted
        }
    return agreed


def _printed(way: Way) -> tuple[Number | None, ...]:
    """Give the numbers that a row prints in one reading of it."""
    if way.option is None:
        return ()
    return tuple(
        value if raw is not None and any(map(str.isdigit, raw)) else None
        for value, raw in zip(way.option.values, way.option.raws, strict=True)
    )


def _cell(
    path: str,
    line: FormLine,
    column: int,
    ways: Sequence[Way],
    plain: Plain,
    line_of: Callable[[int], int],
    is_unproven: bool,
) -> Cell:
    is_money = column in line.form.money
    values = {way.option.values[column] if way.option else None for way in ways}
    raws = {way.option.raws[column] if way.option else None for way in ways}
    numbers = [value for value in values if value is not None]
    is_unreadable = raws == {UNREADABLE}
    is_open = len(values) > 1 or not (numbers or is_unreadable)
    if is_open or (is_unproven and not _ends_at_sign(line, column, ways)):
        candidates = tuple(sorted(Decimal(n) if is_money else n for n in numbers))
        return Cell(path, None, "ambiguous" if candidates else "lost", candidates=candidates)
    number = numbers[0] if numbers else 0
    number = Decimal(number) if is_money else number
    if None in raws or len({raw == "" for raw in raws}) > 1 or _is_by_chance(ways, column, plain):
        return Cell(path, None, "inferred", candidates=(number,))
    option = next(way for way in ways if way.option)
    assert option.option is not None
    parts, unit = _parts(option.order, option.option, column, plain)
    raw = option.option.raws[column] or ""
    is_placed = len(ways) == 1 and option.is_beside and len(parts) == 1
    state, value = _state(raw, raws, number, is_placed)
    if value is not None and any(_is_glued(way, parts, plain) for way in ways):
        state, value = "unreadable", None
    printed = "".join([plain.source[start:end] for start, end in parts])
    return Cell(path, value, state, printed, parts, line_of(parts[0][0]), unit=unit)


def _is_by_chance(ways: Sequence[Way], column: int, plain: Plain) -> bool:
    """Tell whether rows of other numbers print the same in a column: 247 69 6 3 3, or 140 3 0 3 41."""
    options = [(way.order, way.option) for way in ways if way.option]
    if len({option.strip for _, option in options}) == 1:
        return False
    rows = {"".join([order.texts[at] for at in option.strip]) for order, option in options}
    return len(rows) > 1 and len({_parts(*each, column, plain)[0] for each in options}) > 1


def _state(
    raw: str, raws: set[Raw], number: Number, is_placed: bool
) -> tuple[State, Number | None]:
    if raw == UNREADABLE:
        return "unreadable", None
    if any(each == "" for each in raws):
        return "blank", None
    if any(each is not None and is_mark(each) for each in raws):
        return "mark", None
    return ("printed" if is_placed else "aligned"), number


def _is_cut_unproven(line: FormLine, ways: Sequence[Way], may_lack: bool) -> bool:
    """Tell whether numbers that run together were cut, or broken ones joined, and no sum bears it out.

    000 is three zeros: there is no other way to cut it; so is 010, where no line may have lost a cell. Numbers with
    words among them may be more than one row's: 15 | 约若干 | 1 28. In 12 | 52 738 a blank may stand inside a number.
    """
    if line.form.summed:
        return False
    if any(_has_words_inside(way) or _is_unevenly_parted(way) for way in ways if way.option):
        return True
    if not may_lack and all(_has_digit_each(way, line) for way in ways if way.option):
        return False
    return any(
        _fewest_numbers(pieces) != line.form.width
        for pieces in (_pieces(way, line.form.width) for way in ways if way.option)
        if pieces
    )


def _ends_at_sign(line: FormLine, column: int, ways: Sequence[Way]) -> bool:
    """Tell whether all of a number stands between its label and the sign of the next cell: 行政许可214+31862."""
    options = [way.option for way in ways if way.option]
    return column == 0 and all(
        line.form.signed == 1 and (option.raws[1] or "")[:1] in tuple("+-") for option in options
    )


def _has_words_inside(way: Way) -> bool:
    assert way.option is not None
    gaps = [way.order.gaps[at] for at in way.option.strip[1:]]
    return any(gap.labels or gap.heads or gap.foreign for gap in gaps)


def _pieces(way: Way, width: int) -> list[str]:
    """Give what is printed, piece by piece; nothing where each piece is surely a cell.

    Where numbers of the table run together, a blank between two may stand inside one.
    """
    assert way.option is not None
    strip, order = way.option.strip, way.order
    texts = [order.texts[at] for at in strip]
    if order.joined and any(
        order.gaps[at].parted <= SPACES and not order.atoms[at - 1].unit for at in strip[1:]
    ):
        return ["".join(texts)]
    return [] if len(texts) == width else texts


def _is_unevenly_parted(way: Way) -> bool:
    assert way.option is not None
    gaps = [way.order.gaps[at].parted >= TAB for at in way.option.strip[1:]]
    return any(gaps) and not all(gaps)


def _has_digit_each(way: Way, line: FormLine) -> bool:
    assert way.option is not None
    pieces = [way.order.texts[at] for at in way.option.strip]
    return len(pieces) == 1 and len(pieces[0]) == line.form.width


def _fewest_numbers(pieces: Sequence[str]) -> int:
    """Give how many numbers the pieces of a row are at least: 000 is three zeros, and 002 ends in 2."""
    return sum(len(text) - len(text.lstrip("0")) + bool(text.lstrip("0")) for text in pieces)


def _is_glued(way: Way, parts: tuple[Span, ...], plain: Plain) -> bool:
    """Tell whether a number stands right beside words that are not the form's."""
    if way.option is None:
        return False
    glued = [way.order.atoms[at] for at in way.option.strip if way.order.atoms[at].note == GLUED]
    spans = [plain.span(token.start, token.end) for token in glued]
    return any(low < end and start < high for start, end in parts for low, high in spans)


def _reason(line: FormLine, ways: Sequence[Way]) -> str:
    """Give the damage that leaves a line open."""
    if len({way.order.arrangement for way in ways}) > 1:
        return "labels_apart"
    options = [way.option for way in ways if way.option is not None]
    if len(options) < len(ways) or not all(option.strip for option in options):
        return "numbers_lost"
    if len({option.strip for option in options}) > 1:
        return "label_away"
    if any(None in option.raws for option in options):
        return "cell_lost"
    return "cells_joined" if len(options[0].strip) < line.form.width else "number_broken"


def _parts(
    order: Order, option: Option, column: int, plain: Plain
) -> tuple[tuple[Span, ...], str | None]:
    """Give the characters that a cell was read from, and the unit behind them."""
    atoms = [order.atoms[at] for at in option.strip]
    low = option.offset + sum(len(raw) for raw in option.raws[:column] if raw)
    size = len(option.raws[column] or "")
    if not size:
        empty = _empty_atom(atoms, option.raws, column)
        at = plain.span(empty.start, empty.start)[0]
        return ((at, at),), None
    found: list[Span] = []
    unit = None
    for token, start in _with_places(atoms):
        first, last = max(low, start), min(low + size, start + len(token.text))
        if first < last:
            found.append(plain.span(*_inside(token, first - start, last - start)))
            unit = token.unit or None if last == start + len(token.text) else None
    return tuple(found), unit


def _with_places(atoms: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    at = 0
    for token in atoms:
        yield token, at
        at += len(token.text)


def _inside(token: Token, first: int, last: int) -> Span:
    """Give where characters of what a token says stand; a whole token may have marks inside."""
    if last - first == len(token.text):
        return token.start, token.end
    return token.start + first, token.start + last


def _empty_atom(atoms: Sequence[Token], raws: Sequence[Raw], column: int) -> Token:
    """Give the empty cell that a blank was read from."""
    rank = sum(1 for raw in raws[:column] if raw == "")
    empty = [token for token in atoms if not token.text]
    return empty[min(rank, len(empty) - 1)]
