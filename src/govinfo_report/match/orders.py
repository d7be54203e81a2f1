"""In which order a region's labels and numbers may stand: the suppositions for ``alignment``, the likeliest first."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, field

from govinfo_report.match.damage import damages
from govinfo_report.match.lines import FormLine, FormTable
from govinfo_report.match.readings import readings
from govinfo_report.match.regions import Region
from govinfo_report.match.tokens import (
    BLANK_LINE,
    EMPTY,
    FIELD,
    FOREIGN,
    MARK,
    NEWLINE,
    NUMBER,
    ONLY_BLANK,
    ONLY_NBSP,
    ONLY_TAB,
    PROSE,
    SPACE,
    SPACES,
    TAB,
    WORD,
    Token,
)
from govinfo_report.match.vocabulary import GROUP, HEAD, ROW

BEHIND, BEFORE, BETWEEN, APART = "behind", "before", "between", "apart"
"""Where the numbers stand: behind their labels, before them, now so and now so, in blocks of their own."""
_ARRANGEMENTS = (BEHIND, BEFORE, BETWEEN, APART)
FIELDS, NONE, TABS, BLANKS = "fields", "none", "tabs", "blanks"
"""Which empty cells count: those between two marks; none; lines of tabs too; every empty line too."""
UNKNOWN = 99
"""Nothing parts rows otherwise than cells."""
_ATOMS = (EMPTY, NUMBER, MARK)
_price = damages().price
# A region whose lines mostly show one damage shows it everywhere.
_MOST_LOST_ONE, _JOINED_SHARE = 0.6, 3
# What parts rows is known where so large a share of the lines has the form's width by it.
_SHARE_BY_PARTING = 0.4
# What is so of nearly all.
_MOST = 0.9
# The form's 其他 and 总计 head columns too; as rows they are expected so near to the end, and not far behind the last.
_NEAR_END = 5


@define
class Gap:
    """What stands before an atom.

    Attributes:
        labels: lines of the form whose labels stand there, in order.
        heads: columns whose headings stand there.
        foreign: other words stand there, or the label of a group.
        is_parted: other words stand behind the last label, not close to it: the label of a row that the form has not.
        parted: the strength of what parts the atoms.
        before: the strength of what parts the atom before from the first words of the gap.
        behind: the same of the last words and the atom behind.
    """

    labels: list[int] = field(factory=list)
    heads: list[str] = field(factory=list)
    foreign: bool = False
    is_parted: bool = False
    parted: int = 0
    before: int = -1
    behind: int = 0


@define
class Order:
    """The numbers of a region, and what stands between them, in one supposed order.

    Attributes:
        table: the table of an edition.
        arrangement: where the numbers stand.
        empties: which empty cells count.
        atoms: numbers, marks and empty cells.
        texts: what each prints.
        counts: the number of each that is all digits; -1 for others.
        gaps: what stands before each, and behind the last.
        gaps_of: line to the gaps with its label.
        row_parting: what parts rows where no label does; ``UNKNOWN`` where nothing does.
        stub: empty cells that stand between a label and its numbers in most lines.
        stub_ends: for each atom the one behind those that stand so behind the label before it.
        joined: numbers run together in most lines.
        joined_lines: the lines that can be read whole if numbers run together.
        lost_column: most lines have a cell less than the form.
        cost: what the supposition costs.
    """

    table: FormTable
    arrangement: str
    empties: str
    atoms: list[Token] = field(factory=list)
    texts: list[str] = field(factory=list)
    counts: list[int] = field(factory=list)
    gaps: list[Gap] = field(factory=list)
    gaps_of: dict[int, set[int]] = field(factory=dict)
    row_parting: int = UNKNOWN
    stub: int = 0
    stub_ends: list[int] = field(factory=list)
    joined: bool = False
    joined_lines: int = 0
    lost_column: bool = False
    cost: float = 0.0


@define
class Orders:
    """The orders that a region may be in, the likeliest first; each is read when it is asked for.

    Attributes:
        region: the region.
        table: the table of an edition.
        is_joined: other tables of the copy have numbers run together.
    """

    region: Region
    table: FormTable
    is_joined: bool
    _read: dict[str, list[Order]] = field(factory=dict, init=False)

    def up_to(self, most: float) -> Iterator[Order]:
        """Give the orders whose supposition costs no more than ``most``."""
        arrangements = (BEHIND, APART) if self.table.is_shared else _ARRANGEMENTS
        for arrangement in arrangements:
            if _arrangement_price(arrangement, self.table) <= most:
                if arrangement not in self._read:
                    self._read[arrangement] = list(self._in(arrangement))
                yield from (order for order in self._read[arrangement] if order.cost <= most)

    def _in(self, arrangement: str) -> Iterator[Order]:
        counts = set()
        by_blank_lines = False
        atoms = [token for token in _stretch(self.region, arrangement) if token.kind in _ATOMS]
        every = (FIELDS, NONE) if _tabs_part_cells(self.region) else (FIELDS, NONE, TABS, BLANKS)
        for empties in every:
            count = sum(1 for token in atoms if token.kind != EMPTY or _counts(token, empties))
            if count in counts or (empties == BLANKS and by_blank_lines):
                continue
            counts.add(count)
            order = read_order(self.region, self.table, arrangement, empties)
            # what parts rows is no cell
            by_blank_lines = by_blank_lines or order.row_parting == BLANK_LINE
            if order.atoms:
                order.joined = order.joined or (self.is_joined and order.joined_lines > 0)
                order.cost = _cost(order)
                yield order


def _arrangement_price(arrangement: str, table: FormTable) -> float:
    """Give the least that it costs to suppose an arrangement."""
    if arrangement == BEFORE:
        summed = table.is_summed
        return _price("numbers_before_labels" if summed else "numbers_before_unsummed_labels")
    return {BEHIND: 0.0, BETWEEN: _price("labels_between"), APART: _price("labels_apart")}[
        arrangement
    ]


def _tabs_part_cells(region: Region) -> bool:
    """Tell whether lines of a tab alone stand between most numbers, and so are no cells."""
    parted = numbers = 0
    last = ""
    for token in region.inside:
        if token.kind in (NUMBER, MARK):
            numbers += 1
            parted += last == ONLY_TAB
        if token.note != ONLY_BLANK:
            last = token.note if token.kind == EMPTY else ""
    return 2 * parted > numbers


def _cost(order: Order) -> float:
    cost = _arrangement_price(order.arrangement, order.table)
    if order.table.is_shared and order.empties in (TABS, BLANKS):
        cost += _price("blank_lines_as_cells")
    if order.arrangement == APART:
        between = 0 if order.table.is_shared else sum(1 for gap in order.gaps[1:-1] if gap.labels)
        cost += _price("labels_apart_mixed") * between
        cost += _price("label_of_another") * _out_of_order(order)
    return cost


def _out_of_order(order: Order) -> int:
    """Count the labels that stand out of the form's order: beside no numbers, nothing else says whose those are."""
    if order.table.is_shared:
        return 0
    longest: list[int] = []
    labels = list(dict.fromkeys(label for gap in order.gaps for label in gap.labels))
    for label in labels:
        at = bisect_left(longest, label)
        longest[at : at + 1] = [label]
    return len(labels) - len(longest)


def read_order(region: Region, table: FormTable, arrangement: str, empties: str) -> Order:
    """Give the atoms of a region and what stands between them.

    Args:
        region: the region.
        table: the table of an edition.
        arrangement: where the numbers are supposed to stand.
        empties: which empty cells are supposed to count.
    """
    order = Order(table, arrangement, empties, gaps=[Gap(parted=BLANK_LINE)])
    top = -1
    for token in _stretch(region, arrangement):
        gap = order.gaps[-1]
        is_empty = token.kind == EMPTY and not _counts(token, empties)
        parted = BLANK_LINE if is_empty and token.note == ONLY_BLANK else token.parted
        gap.parted = max(gap.parted, parted)
        if is_empty:
            continue
        gap.behind = token.parted
        if token.kind not in _ATOMS and gap.before < 0:
            gap.before = gap.parted
        if token.kind in _ATOMS:
            if token.note != PROSE:
                order.atoms.append(token)
                order.gaps.append(Gap())
        elif token.kind == WORD:
            top = _place_word(token, gap, order, top)
        elif len(token.text) > 2 and (token.kind == FOREIGN or not gap.labels):
            gap.foreign = True
            gap.is_parted = token.parted >= SPACE
    order.texts = ["" if atom.kind == EMPTY else atom.text for atom in order.atoms]
    order.counts = [int(text) if text.isdigit() else -1 for text in order.texts]
    for at, gap in enumerate(order.gaps):
        for line in gap.labels:
            order.gaps_of.setdefault(line, set()).add(at)
    order.row_parting = _row_parting(order)
    _say_stub(order)
    _say_damage(order)
    return order


def _stretch(region: Region, arrangement: str) -> Sequence[Token]:
    if arrangement == BEHIND:
        return [*region.inside, *region.after]
    if arrangement == BEFORE:
        return [*region.before, *region.inside]
    return [*region.before, *region.inside, *region.after]


def _counts(token: Token, empties: str) -> bool:
    """Tell whether an empty cell counts."""
    if empties == NONE:
        return token.start < token.end
    if token.note in (FIELD, ONLY_NBSP):
        return True
    return empties == BLANKS or (empties == TABS and token.note == ONLY_TAB)


def _place_word(token: Token, gap: Gap, order: Order, top: int) -> int:
    """Put a word into the gap that it stands in; give the furthest line named so far."""
    table = order.table
    rows = [
        table.index[word.id]
        for word in token.words
        if word.kind == ROW and word.id in table.index and word.table == table.id
    ]
    heads = [word for word in token.words if word.kind == HEAD]
    if rows and heads and not order.table.is_shared:
        # 其他 and 总计 are columns, too
        end = len(table.lines)
        rows = [
            row
            for row in rows
            if token.note
            or (row == end - 2 and top >= end - _NEAR_END)
            or (row < end - 2 and top >= row - 1)
        ]
    if rows:
        row = rows[0] if len(set(rows)) == 1 else next((r for r in rows if r > top), rows[0])
        gap.labels.append(row)
        gap.is_parted = False
        top = max(top, row)
    elif any(word.kind == GROUP for word in token.words):
        gap.foreign = True
    gap.heads += [word.id for word in heads if word.id]
    return top


def _row_parting(order: Order) -> int:
    """Give what parts rows: the strength at which most groups of cells have the form's width."""
    width = order.table.width
    whole = {width, width * len(order.table.lines)} if order.table.is_shared else {width}
    most, best = 0, UNKNOWN
    for strength in (SPACES, TAB, NEWLINE, BLANK_LINE):
        sizes: Counter[int] = Counter()
        size = 0
        for at in range(len(order.atoms)):
            gap = order.gaps[at]
            if (gap.parted >= strength or gap.labels) and size:
                sizes[size] += 1
                size = 0
            size += 1
        sizes[size] += 1
        right = sum(count for size, count in sizes.items() if size in whole)
        if right > most:
            most, best = right, strength
    if most >= len(order.table.lines) * _SHARE_BY_PARTING:
        return best
    return _label_parting(order)


def _label_parting(order: Order) -> int:
    """Give what parts rows where hardly any has the form's width: what stands before labels, and not between cells."""
    inner: list[int] = []
    above: list[int] = []
    parted, has_label = 0, False
    for gap, text in zip(order.gaps, [*order.texts, ""], strict=True):
        # empty cells stand between a row and the label of the next, too
        parted, has_label = max(parted, gap.parted), has_label or bool(gap.labels)
        if text:
            (above if has_label else inner).append(parted)
            parted, has_label = 0, False
    for strength in (NEWLINE, BLANK_LINE):
        apart = sum(1 for parted in above if parted >= strength)
        torn = sum(1 for parted in inner if parted >= strength)
        if above and apart >= _MOST * len(above) and torn <= (1 - _MOST) * len(inner):
            return strength
    return UNKNOWN


def _say_stub(order: Order) -> None:
    """Tell how many empty cells stand between a label and its numbers, by the lines that are whole behind them."""
    widths: Counter[int] = Counter()
    starts = [at for at, gap in enumerate(order.gaps) if gap.labels]
    for start, end in pairwise([*starts, len(order.atoms)]):
        width = order.table.lines[order.gaps[start].labels[-1]].form.width
        extra = end - start - width
        if extra >= 0 and not any(order.texts[start : start + extra]):
            widths[extra] += 1
    order.stub = widths.most_common(1)[0][0] if widths else 0
    if order.stub:
        order.stub_ends = [0] * len(order.atoms)
        for start, end in pairwise([*starts, len(order.atoms)]):
            stop = min(end, start + order.stub)
            order.stub_ends[start:end] = [stop] * (end - start)


def _say_damage(order: Order) -> None:
    """Tell which damage most lines show: numbers that run together, or one cell lost."""
    joined = short = seen = 0
    for line, group in _labelled(order):
        seen += 1
        if len(group) >= line.form.width:
            continue
        if any(None not in each.raws for each in readings(group, line.form)):
            joined += 1
        elif len(group) == line.form.width - 1:
            short += 1
    order.joined_lines = joined
    order.joined = joined * _JOINED_SHARE > seen
    order.lost_column = bool(order.table.sums) and short > _MOST_LOST_ONE * seen


def _labelled(order: Order) -> Iterator[tuple[FormLine, tuple[str, ...]]]:
    """Give each line whose label is there, with what is printed up to the next label."""
    line: FormLine | None = None
    group: list[str] = []
    for at, gap in enumerate(order.gaps):
        if gap.labels or at == len(order.atoms):
            if line is not None and group:
                yield line, tuple(group)
            group = []
            line = order.table.lines[gap.labels[-1]] if gap.labels else None
        if at < len(order.atoms) and order.atoms[at].kind != EMPTY:
            group.append(order.texts[at])
