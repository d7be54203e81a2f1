"""The numbers of a region and what stands between them, in one supposed order."""

from __future__ import annotations

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
    NOT_DUE,
    NUMBER,
    ONLY_BLANK,
    ONLY_NBSP,
    ONLY_TAB,
    PROSE,
    SPACE,
    SPACES,
    TAB,
    WIDE,
    WORD,
    Token,
)
from govinfo_report.match.vocabulary import GROUP, HEAD, ROW
from govinfo_report.official import writing

BEHIND, BEFORE, BETWEEN, APART = "behind", "before", "between", "apart"
"""Where the numbers stand: behind their labels, before them, now so and now so, in blocks of their own."""
ALONE = "alone"
"""The numbers stand in the form's order, wherever the labels are: sums must show it."""
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
# So large a share of empty totals is the office's way.
_EMPTY_SHARE = 4
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
        is_torn: the last label is only the beginning of one: words behind it may be its rest.
        is_parted: other words stand behind the last label, not close to it: the label of a row that the form has not.
        parted: the strength of what parts the atoms.
        before: the strength of what parts the atom before from the first words of the gap.
        behind: the same of the last words and the atom behind.
    """

    labels: list[int] = field(factory=list)
    heads: list[str] = field(factory=list)
    foreign: bool = False
    is_torn: bool = False
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
        unnamed_column: the one column that the headings do not name, where they name all others.
        is_headed: words of the form stand before the first heading of a column, so the copy does not begin there.
        empty_totals: many lines print numbers and no total.
        is_end: nothing follows in the copy.
        cut_row: the line that a copy which ends inside the table breaks off in, at least a cell short.
        is_whole_row: all groups of a shared line stand there whole, and nothing else.
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
    unnamed_column: int | None = None
    is_headed: bool = False
    empty_totals: bool = False
    is_end: bool = False
    cut_row: int | None = None
    is_whole_row: bool = False
    cost: float = 0.0

    def is_cut_off(self, line: int) -> bool:
        """Tell whether a line is not there with all before it; or all behind it, where the copy ends in the table."""
        if self.arrangement != BEHIND or self.table.is_shared:
            return False
        is_before = not any(other <= line for other in self.gaps_of)
        return is_before or (self.is_end and not any(other >= line for other in self.gaps_of))


def read_order(region: Region, table: FormTable, arrangement: str, empties: str) -> Order:
    """Give the atoms of a region and what stands between them.

    Args:
        region: the region.
        table: the table of an edition.
        arrangement: where the numbers are supposed to stand.
        empties: which empty cells are supposed to count.
    """
    order = Order(table, arrangement, empties, gaps=[Gap(parted=BLANK_LINE)], is_end=region.is_end)
    top, has_heads = -1, False
    every = stretch(region, arrangement)
    wide = _wide_cells(every, table, empties)
    for token in every:
        gap = order.gaps[-1]
        is_empty = token.kind == EMPTY and not (counts(token, empties) or id(token) in wide)
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
            has_heads = has_heads or bool(gap.heads)
            order.is_headed = order.is_headed or not has_heads
        elif len(token.text) > 2 and (token.kind == FOREIGN or not gap.labels):
            gap.foreign = True
            is_apart = token.parted >= SPACE and not gap.is_torn
            gap.is_parted = is_apart or writing().part in token.text
    order.texts = ["" if atom.kind == EMPTY else atom.text for atom in order.atoms]
    order.counts = [int(text) if text.isdigit() else -1 for text in order.texts]
    for at, gap in enumerate(order.gaps):
        for line in gap.labels:
            order.gaps_of.setdefault(line, set()).add(at)
    order.cut_row = _cut_row(order)
    order.row_parting = _row_parting(order)
    order.is_whole_row = _is_whole_row(order)
    _say_stub(order)
    _say_damage(order)
    return order


def stretch(region: Region, arrangement: str) -> Sequence[Token]:
    """Give the tokens of a region in which numbers may stand."""
    if arrangement == BEHIND:
        return [*region.inside, *region.after]
    if arrangement == BEFORE:
        return [*region.before, *region.inside]
    return [*region.before, *region.inside, *region.after]


def counts(token: Token, empties: str) -> bool:
    """Tell whether an empty cell counts."""
    if empties == NONE:
        return token.start < token.end
    if token.note in (FIELD, ONLY_NBSP):
        return True
    if token.note == NOT_DUE:
        return False
    if token.note == WIDE:
        return empties == BLANKS and token.parted >= NEWLINE
    return empties == BLANKS or (empties == TABS and token.note == ONLY_TAB)


def _wide_cells(every: Sequence[Token], table: FormTable, empties: str) -> set[int]:
    """Give the empty cells that room alone shows, where they are just as many as the line above lacks."""
    kept: set[int] = set()
    if not any(token.note == WIDE for token in every):
        return kept
    width = table.width * (len(table.lines) if table.is_shared else 1)
    wide: list[int] = []
    count = 0
    for token in (*every, None):
        if token is None or (token.kind == WORD and any(w.kind == ROW for w in token.words)):
            if wide and count + len(wide) == width:
                kept.update(wide)
            wide, count = [], 0
        elif token.note == WIDE:
            # between the headings and a line without a label a blank line parts rows
            if count or not table.is_shared:
                wide.append(id(token))
        elif token.kind in _ATOMS and (token.kind != EMPTY or counts(token, empties)):
            count += 1
    return kept


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
        gap.is_torn = all(word.core != token.text for word in token.words)
        top = max(top, row)
    elif any(word.kind == GROUP for word in token.words):
        gap.foreign = True
    gap.heads += [word.id for word in heads if word.id]
    return top


def _cut_row(order: Order) -> int | None:
    """Give the last line that has a label where the copy breaks off in it, so that its last cells are not there."""
    below = max(order.gaps_of, default=len(order.table.lines)) + 1
    if below >= len(order.table.lines) or not order.is_cut_off(below):
        return None
    line = below - 1
    first, width = max(order.gaps_of[line]), order.table.lines[line].form.width
    is_last = not any(gap.labels for gap in order.gaps[first + 1 :])
    return line if is_last and len(order.atoms) - first < width else None


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


def _is_whole_row(order: Order) -> bool:
    """Tell whether the groups of a shared line have exactly their cells, all on one line of the copy."""
    cells = sum(line.form.width for line in order.table.lines)
    lines = {atom.line for atom in order.atoms}
    return order.table.is_shared and len(order.atoms) == cells and len(lines) == 1


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
    order.empty_totals = _EMPTY_SHARE * _empty_totals(order) > len(order.gaps_of)
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
    if order.lost_column:
        columns = order.table.lines[0].columns
        # 总计 is a line, too
        first = min(map(min, order.gaps_of.values()), default=0)
        named = {head for gap in order.gaps[: first + 1] for head in gap.heads}
        unnamed = [at for at, column in enumerate(columns) if column not in named]
        order.unnamed_column = unnamed[0] if len(unnamed) == 1 and order.is_headed else None


def _empty_totals(order: Order) -> int:
    """Count the lines that print numbers and, where their total is due, an empty cell."""
    if order.table.is_shared or not order.table.is_summed:
        return 0
    starts = [at for at, gap in enumerate(order.gaps) if gap.labels]
    found = 0
    for start, end in pairwise([*starts, len(order.atoms)]):
        printed = [text for text in order.texts[start:end] if text]
        is_short = len(printed) == order.table.width - 1 and not order.texts[end - 1]
        found += is_short and any(text.strip("0") for text in printed)
    return found


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
