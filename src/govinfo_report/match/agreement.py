"""What all explanations that are left agree in: the state, the number and the candidates of each cell."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from decimal import Decimal

from attrs import define, field, frozen

from govinfo_report.match.alignment import Alignment
from govinfo_report.match.equivalents import Plain
from govinfo_report.match.lines import FormLine
from govinfo_report.match.options import Option
from govinfo_report.match.order import BEHIND, Order
from govinfo_report.match.printed import Raw, is_mark
from govinfo_report.match.proof import Settled
from govinfo_report.match.tokens import EMPTY, GLUED, TAB, UNREADABLE, Token
from govinfo_report.model import Cell, Number
from govinfo_report.model.cell import State
from govinfo_report.model.row import Span

# Of an explanation that is dearer, lines that have lost cells are doubted.
_DEAR = 10.0
# Ways to read a row that are kept.
_MOST_READINGS = 1_000


@frozen
class Explanation:
    """One way to read a table that is left: the order that it supposes, and its lines' readings."""

    found: Alignment
    settled: Settled


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


@frozen
class _Way:
    """One way to read a line: whether its numbers stand beside its label, or beside that of another."""

    option: Option | None
    order: Order
    has_failing: bool
    is_beside: bool
    is_shifted: bool


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
    ways: dict[str, tuple[FormLine, list[_Way]]] = {}
    for each in explanations:
        table = each.found.order.table
        for at, (line, options) in enumerate(zip(table.lines, each.settled.options, strict=True)):
            mine = ways.setdefault(line.row, (line, []))[1]
            failing = bool(each.settled.failing or each.settled.odd)
            found: Sequence[Option | None] = options or [None]
            mine += [_way(each.found, at, option, failing) for option in found]
    ways = {row: (line, _distinct(mine)) for row, (line, mine) in ways.items()}
    owned = _owned(explanations)
    single = _single_sum(explanations)
    is_dear = min(each.found.best for each in explanations) > _DEAR
    table_id = explanations[0].found.order.table.id
    may_lack = any(
        way.option and None in way.option.raws for _, mine in ways.values() for way in mine
    )
    for line, mine in ways.values():
        every = tuple(dict.fromkeys(map(_printed, mine)))
        if 1 < len(every) <= _MOST_READINGS:
            agreed.readings[line.row] = every
        if all(way.option and len(way.option.strip) == line.form.width for way in mine):
            agreed.whole.add(line.row)
        cheapest = _cheapest(mine)
        for column in range(line.form.width):
            path = f"{table_id}.{line.row}.{line.columns[column]}"
            agreed.likeliest[path] = {option.values[column] for option in cheapest}
            agreed.cells[path] = _cell(path, line, column, mine, plain, line_of, may_lack)
            if agreed.cells[path].state in ("ambiguous", "inferred"):
                agreed.reasons[path] = _reason(line, mine)
            elif agreed.cells[path].value is not None:
                blamed = _blamed(line, mine) or single or _left_over(line, mine, owned)
                blamed = blamed or _padded(mine) or (_short(mine) if is_dear else "")
                if blamed:
                    agreed.doubted[path] = blamed
    if "labels_shifted" in agreed.doubted.values():
        # the label that is lost may be that of any line whose label moved
        agreed.doubted |= {
            path: "labels_shifted"
            for path, cell in agreed.cells.items()
            if cell.state == "aligned" and path not in agreed.doubted
        }
    return agreed


def _cheapest(ways: Sequence[_Way]) -> list[Option]:
    """Give the readings of a line that the cheapest explanations have."""
    options = [way.option for way in ways if way.option is not None]
    least = min([option.cost for option in options], default=0.0)
    return [option for option in options if option.cost <= least]


def _way(found: Alignment, line: int, option: Option | None, has_failing: bool) -> _Way:
    order = found.order
    if option is None or not option.strip or order.arrangement != BEHIND or order.table.is_shared:
        return _Way(option, order, has_failing, is_beside=True, is_shifted=False)
    labels = order.gaps[found.lead[option.strip[0]]].labels
    is_beside = line in labels
    return _Way(option, order, has_failing, is_beside, bool(labels) and not is_beside)


def _distinct(ways: Sequence[_Way]) -> list[_Way]:
    """Drop ways that read the same characters alike: several orders may."""
    kept: dict[object, _Way] = {}
    for way in ways:
        key: object = None
        if way.option is not None:
            places = tuple([way.order.atoms[at].start for at in way.option.strip])
            key = way.option.raws, way.option.values, places, way.option.offset, way.has_failing
        kept.setdefault(key, way)
    return list(kept.values())


def _printed(way: _Way) -> tuple[Number | None, ...]:
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
    ways: Sequence[_Way],
    plain: Plain,
    line_of: Callable[[int], int],
    may_lack: bool,
) -> Cell:
    is_money = column == line.form.money
    values = {way.option.values[column] if way.option else None for way in ways}
    raws = {way.option.raws[column] if way.option else None for way in ways}
    numbers = [value for value in values if value is not None]
    if len(values) > 1 or not numbers or _is_cut_unproven(line, ways, may_lack):
        candidates = tuple(sorted(Decimal(n) if is_money else n for n in numbers))
        return Cell(path, None, "ambiguous" if candidates else "lost", candidates=candidates)
    number: Number = Decimal(numbers[0]) if is_money else numbers[0]
    if None in raws or len({raw == "" for raw in raws}) > 1:
        return Cell(path, None, "inferred", candidates=(number,))
    option = next(way for way in ways if way.option)
    assert option.option is not None
    parts, unit = _parts(option.order, option.option, column, plain)
    raw = option.option.raws[column] or ""
    is_placed = len(ways) == 1 and option.is_beside
    state, value = _state(raw, raws, number, is_placed)
    if value is not None and any(_is_glued(way, parts, plain) for way in ways):
        state, value = "unreadable", None
    printed = "".join([plain.source[start:end] for start, end in parts])
    return Cell(path, value, state, printed, parts, line_of(parts[0][0]), unit=unit)


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


def _is_cut_unproven(line: FormLine, ways: Sequence[_Way], may_lack: bool) -> bool:
    """Tell whether numbers that run together were cut, or broken ones joined, and no sum bears it out.

    000 is three zeros: there is no other way to cut it; so is 010, where no line may have lost a cell.
    """
    if line.form.summed:
        return False
    if not may_lack and all(_count_digits(way) == line.form.width for way in ways if way.option):
        return False
    return any(
        len(way.option.strip) != line.form.width and _fewest_numbers(way) != line.form.width
        for way in ways
        if way.option
    )


def _count_digits(way: _Way) -> int:
    assert way.option is not None
    return sum(len(way.order.texts[at]) for at in way.option.strip)


def _fewest_numbers(way: _Way) -> int:
    """Give how many numbers the pieces of a row are at least: 000 is three zeros, and 002 ends in 2."""
    assert way.option is not None
    texts = [way.order.texts[at] for at in way.option.strip]
    return sum(len(text) - len(text.lstrip("0")) + bool(text.lstrip("0")) for text in texts)


def _is_glued(way: _Way, parts: tuple[Span, ...], plain: Plain) -> bool:
    """Tell whether a number stands right beside words that are not the form's."""
    if way.option is None:
        return False
    glued = [way.order.atoms[at] for at in way.option.strip if way.order.atoms[at].note == GLUED]
    spans = [plain.span(token.start, token.end) for token in glued]
    return any(low < end and start < high for start, end in parts for low, high in spans)


def _blamed(line: FormLine, ways: Sequence[_Way]) -> str:
    """Give the damage that may have made a number that is stated; "" where there is none."""
    way = ways[0]
    if way.option is None:
        return ""
    *parts, total = way.option.values
    if line.form.summed and sum(part or 0 for part in parts) != (total or 0):
        return "sum_fails"
    if way.has_failing and len(ways) > 1:
        return "sum_fails"
    return "labels_shifted" if all(each.is_shifted for each in ways) else ""


def _short(ways: Sequence[_Way]) -> str:
    """Tell of cells that a line has lost: where much is damaged, sums repair what they should not."""
    is_short = any(way.option and way.option.strip and None in way.option.raws for way in ways)
    return "cell_lost" if is_short else ""


def _padded(ways: Sequence[_Way]) -> str:
    """Tell of empty cells behind the numbers of a line that no sum binds: a lost cell may have moved the others."""
    raws = [way.option.raws for way in ways if way.option and not way.order.table.is_summed]
    is_padded = any(
        each[-1] == "" and any(raw and raw[-1].isdigit() for raw in each) for each in raws
    )
    return "cell_lost" if is_padded else ""


def _owned(explanations: Sequence[Explanation]) -> set[tuple[int, int]]:
    """Give the atoms that lines own, each with the id of its order."""
    return {
        (id(each.found.order), atom)
        for each in explanations
        for options in each.settled.options
        for option in options
        for atom in option.strip
    }


def _left_over(line: FormLine, ways: Sequence[_Way], owned: Container[tuple[int, int]]) -> str:
    """Tell of numbers beside those of a line that no sum binds, up to the next words: they may be its own.

    A line of marks and zeros is bound by no sum of its own.
    """
    for way in ways:
        order, option = way.order, way.option
        if not option or not option.strip or order.arrangement != BEHIND:
            continue
        if line.form.summed and (order.table.sums or any(option.values)):
            continue
        at = option.strip[-1] + 1
        while at < len(order.atoms) and order.atoms[at].kind == EMPTY:
            at += 1
        if at == len(order.atoms) or (id(order), at) in owned:
            continue
        gap = order.gaps[at]
        # a merged cell may be printed again
        is_again = gap.parted >= TAB and order.texts[at] == order.texts[option.strip[-1]]
        if not (gap.labels or gap.heads or gap.foreign or is_again):
            return "number_foreign"
    return ""


def _single_sum(explanations: Sequence[Explanation]) -> str:
    """Give the damage of a table whose lines each have one sum that no other crosses; "" where it is whole."""
    for each in explanations:
        table = each.found.order.table
        if table.sums or not table.is_summed:
            return ""
        for line, options in zip(table.lines, each.settled.options, strict=True):
            for option in options:
                if option.offset or 0 < len(option.strip) < line.form.width - option.raws.count(
                    None
                ):
                    return "cells_joined"
                if len(option.strip) != line.form.width:
                    return "cell_lost"
    return ""


def _reason(line: FormLine, ways: Sequence[_Way]) -> str:
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
