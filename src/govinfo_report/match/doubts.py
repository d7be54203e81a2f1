"""Which damage may have made a number that all explanations of a table agree in."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from govinfo_report.match.lines import FormLine
from govinfo_report.match.options import Option
from govinfo_report.match.order import BEHIND, Order
from govinfo_report.match.tokens import EMPTY, TAB
from govinfo_report.match.ways import Explanation, Way

# Of an explanation that is dearer, lines that have lost cells are doubted.
_DEAR = 10.0
# The same for labels away from their numbers, where nothing parts these.
_DEAR_LABELS = 4.0


@define
class Doubts:
    """What speaks against numbers of a table that are stated.

    Attributes:
        explanations: those that are left of the table.
    """

    explanations: Sequence[Explanation]
    _owners: dict[tuple[int, int], set[str]] = field(init=False)
    _lone: dict[str, str] = field(init=False)
    _is_dear: bool = field(init=False)
    _are_labels_away: bool = field(init=False)
    _is_unproved: bool = field(init=False)
    _repeats: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._owners = _owners(self.explanations)
        self._lone = _lone_sums(self.explanations)
        self._is_dear = min(each.found.best for each in self.explanations) > _DEAR
        self._are_labels_away = all(map(_are_labels_away, self.explanations))
        self._is_unproved = any(map(_is_unproved, self.explanations))
        self._repeats = any(map(_repeats_merged, self.explanations))

    def of(self, line: FormLine, ways: Sequence[Way]) -> str:
        """Give the damage that may have made the numbers of a line; "" where there is none."""
        return (
            _blamed(line, ways)
            or ("label_away" if self._are_labels_away else "")
            or self._lone.get(line.row)
            or self._left_over(line, ways)
            or ("sum_fails" if self._is_unproved and _is_cut(line, ways) else "")
            or _padded(ways)
            or (_short(ways) if self._is_dear else "")
        )

    def _left_over(self, line: FormLine, ways: Sequence[Way]) -> str:
        """Tell of numbers beside those of a line that no sum binds, up to the next words: they may be its own.

        A line of marks and zeros is bound by no sum of its own; and where one stands between a label and the numbers of
        its line, sums prove little: other lines are open.
        """
        for way in ways:
            order, option = way.order, way.option
            if not option or not option.strip or order.arrangement != BEHIND:
                continue
            first = option.strip[0]
            before = first - 1
            if first and order.counts[before] > 0 and self._is_beside(order, before, first, line):
                return "number_foreign"
            if line.form.summed and (order.table.sums or any(option.values)):
                continue
            at = _next_number(order, option)
            is_again = self._repeats and _is_again(order, option)
            if at is not None and not is_again and self._is_beside(order, at, at, line):
                return "number_foreign"
        return ""

    def _is_beside(self, order: Order, atom: int, gap: int, line: FormLine) -> bool:
        """Tell whether no words part an atom from a line, and no other line has it.

        Where no sum binds the line, only one that has lost its label may have a number behind another's.
        """
        between = order.gaps[gap]
        is_apart = between.labels or between.heads or between.foreign
        owners = self._owners.get((id(order), atom), set()) - {line.row}
        has_owner = any(
            line.form.summed or not order.gaps_of.get(order.table.index[row]) for row in owners
        )
        return not is_apart and not has_owner


def _are_labels_away(each: Explanation) -> bool:
    """Tell whether much is damaged where numbers run together, and some label has no numbers or stands nowhere.

    Each line between it and numbers too many may print those of its neighbour.
    """
    order = each.found.order
    if not order.joined or not order.table.sums or each.found.best <= _DEAR_LABELS:
        return False
    lost = [at for at, options in enumerate(each.settled.options) if not options[0].strip]
    return bool(lost) and len(order.gaps_of) < len(order.table.lines)


def _is_unproved(each: Explanation) -> bool:
    """Tell whether every sum down the columns had to be given up."""
    table = each.found.order.table
    return bool(table.sums) and len(each.settled.failing) == len(table.sums) * table.width


def _is_cut(line: FormLine, ways: Sequence[Way]) -> bool:
    """Tell whether a line prints more or fewer pieces than it has cells, so that its own sum alone cuts them."""
    return any(way.option and len(way.option.strip) != line.form.width for way in ways)


def _next_number(order: Order, option: Option) -> int | None:
    """Give the next atom behind a line's that is no empty cell; None where there is none."""
    at = option.strip[-1] + 1
    while at < len(order.atoms) and order.atoms[at].kind == EMPTY:
        at += 1
    return at if at < len(order.atoms) else None


def _is_again(order: Order, option: Option) -> bool:
    """Tell whether the last number of a line is printed again behind it, in a cell of its own."""
    at = _next_number(order, option)
    if at is None:
        return False
    return order.gaps[at].parted >= TAB and order.texts[at] == order.texts[option.strip[-1]]


def _repeats_merged(each: Explanation) -> bool:
    """Tell whether most narrow lines print their last number again: a cell merged over several columns."""
    order = each.found.order
    narrow = [
        option
        for line, options in zip(order.table.lines, each.settled.options, strict=True)
        for option in options
        if line.form.width < order.table.width and option.strip
    ]
    return 2 * sum(_is_again(order, option) for option in narrow) > len(narrow)


def _blamed(line: FormLine, ways: Sequence[Way]) -> str:
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


def _short(ways: Sequence[Way]) -> str:
    """Tell of cells that a line has lost, or may have: where much is damaged, sums repair what they should not."""
    every = [way.option.raws for way in ways if way.option and way.option.strip]
    is_short = any(None in raws or "" in (raws[0], raws[-1]) for raws in every)
    return "cell_lost" if is_short else ""


def _padded(ways: Sequence[Way]) -> str:
    """Tell of empty cells at an end of a line that no sum binds: a lost cell may have moved the others.

    Before the numbers they may be the label's, where that is lost.
    """
    for way in ways:
        if not way.option or way.order.table.is_summed or not way.option.strip:
            continue
        raws = way.option.raws
        is_padded = raws[-1] == "" or (raws[0] == "" and not way.is_beside)
        if is_padded and any(raw and raw[-1].isdigit() for raw in raws):
            return "cell_lost"
    return ""


def _owners(explanations: Sequence[Explanation]) -> dict[tuple[int, int], set[str]]:
    """Give the lines that own each atom, which goes by the id of its order and its place."""
    owners: dict[tuple[int, int], set[str]] = {}
    for each in explanations:
        order = each.found.order
        for line, options in zip(order.table.lines, each.settled.options, strict=True):
            for atom in {atom for option in options for atom in option.strip}:
                owners.setdefault((id(order), atom), set()).add(line.row)
    return owners


def _lone_sums(explanations: Sequence[Explanation]) -> dict[str, str]:
    """Give the damage of each line that its own sum binds and no other crosses.

    A line without a label of its own has the damage of any other: what one lost may have moved the next.
    """
    damage: dict[str, str] = {}
    anchored: set[str] = set()
    for each in explanations:
        order = each.found.order
        if order.table.sums or not order.table.is_summed or _has_digit_each(each):
            return {}
        for at, options in enumerate(each.settled.options):
            row = order.table.lines[at].row
            for option in options:
                damage[row] = damage.get(row) or _misfit(option, order.table.lines[at])
                if option.strip and order.gaps[option.strip[0]].labels == [at]:
                    anchored.add(row)
    spread = next(filter(None, damage.values()), "")
    return {row: own if row in anchored else spread for row, own in damage.items()}


def _has_digit_each(each: Explanation) -> bool:
    """Tell whether a line that all rows share prints as many digits and marks as they have cells: 0000010001/////."""
    order, options = each.found.order, each.settled.options
    printed = {atom for mine in options for option in mine for atom in option.strip}
    digits = "".join(order.texts[atom] for atom in printed)
    cells = sum(line.form.width for line in order.table.lines)
    return order.table.is_shared and len(digits) == cells


def _misfit(option: Option, line: FormLine) -> str:
    """Give what befell a line that prints more or fewer pieces than it has cells; "" where it prints as many."""
    if option.offset or 0 < len(option.strip) < line.form.width - option.raws.count(None):
        return "cells_joined"
    return "" if len(option.strip) == line.form.width else "cell_lost"
