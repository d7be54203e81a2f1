"""The source as it is, as HTML: every character that a cell was read from is marked with the cell's number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field, frozen

from govinfo_report.evidence.escaping import shown_source
from govinfo_report.evidence.flow import Block, FlowView
from govinfo_report.evidence.wording import both
from govinfo_report.model import Span
from govinfo_report.source.native_rows import NativeRow

# A page that shows more lines and rows than this leaves out those far from every cell.
MOST_BLOCKS = 3_000
NEAR = 40
# Lines and rows of a finding that are marked; one of a whole table has some thirty.
MOST_OF_FINDING = 60
# A line with more characters is none that points anywhere: a whole report that runs together.
LONGEST_LINE = 400
# A text of more characters is cut where no cell stands in so many of them; so many are kept at each end.
MOST_CHARACTERS = 300_000
LONGEST_PIECE, KEPT = 4_000, 1_000
# Spans that browsers take.
_WIDEST, _TALLEST = 1_000, 65_534


@frozen
class Original:
    """The source as it is shown.

    Attributes:
        html: the lines and tables, or the pages.
        note: says how they are shown, as HTML in both languages.
        findings: for each finding the ids of the elements that it speaks of.
    """

    html: str
    note: str
    findings: Sequence[Sequence[str]]


@define
class Anchors:
    """The runs of text that cells were read from, and those that findings speak of in long lines.

    Args:
        parts: (start, end, number of the cell), in order; -1 less its index for a finding.
        is_cut: long stretches without a cell are shortened.

    Attributes:
        findings: index of a finding to the ids of its elements, as far as they were written.
    """

    parts: list[tuple[int, int, int]]
    is_cut: bool = False
    findings: dict[int, list[str]] = field(factory=dict, init=False)
    _starts: list[int] = field(init=False)
    _longest: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._starts = [start for start, _, _ in self.parts]
        self._longest = max((end - start for start, end, _ in self.parts), default=0)

    def within(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Give those that a stretch of the text has a part of, or an empty one in it."""
        low = bisect_left(self._starts, start - self._longest)
        high = bisect_right(self._starts, end)
        return [
            part
            for part in self.parts[low:high]
            if part[1] > start or (part[0] == part[1] and part[0] >= start)
        ]

    def html(self, text: str, start: int, end: int) -> str:
        """Give a stretch of the text as HTML, the runs in it marked."""
        parts = self.within(start, end)
        if not parts:
            return self._plain(text[start:end])
        bounds = {start, end}
        for first, last, _ in parts:
            bounds |= {min(max(first, start), end), min(max(last, start), end)}
        out = []
        marks = sorted(bounds)
        for at, low in enumerate(marks):
            empty = [number for first, last, number in parts if first == last == low]
            if empty:
                out.append(self._marked(empty, "", "empty"))
            if at + 1 == len(marks):
                break
            high = marks[at + 1]
            here = [number for first, last, number in parts if first <= low and last >= high]
            piece = text[low:high]
            out.append(self._marked(here, shown_source(piece)) if here else self._plain(piece))
        return "".join(out)

    def _marked(self, numbers: Sequence[int], text: str, kind: str = "num") -> str:
        cells = [str(number) for number in numbers if number >= 0]
        attributes = f' class="{kind}" data-c="{" ".join(cells)}"' if cells else ""
        about = [-1 - number for number in numbers if number < 0]
        if about:
            name = f"f{about[0]}-{len(self.findings.get(about[0], ()))}"
            attributes += f' id="{name}"'
            for finding in about:
                self.findings.setdefault(finding, []).append(name)
        return f"<span{attributes}>{text}</span>"

    def _plain(self, text: str) -> str:
        """Give a stretch without a cell as HTML."""
        if not self.is_cut or len(text) <= LONGEST_PIECE:
            return shown_source(text)
        note = both("page.cut", characters=len(text) - 2 * KEPT)
        return (
            f'{shown_source(text[:KEPT])}<i class="left-out">{note}</i>{shown_source(text[-KEPT:])}'
        )


def show_flow(view: FlowView, numbers: Mapping[str, int]) -> Original:
    """Show the lines and tables of a text.

    Args:
        view: the text.
        numbers: path of each cell to its number on the page.
    """
    parts = [(*part, numbers[path]) for path, found in view.cells.items() for part in found]
    blocks = list(view.blocks())
    starts = [block.start for block in blocks]
    parts += [
        (*span, -1 - at)
        for at, span in enumerate(view.findings)
        if span is not None and not _elements(blocks, starts, span)
    ]
    anchors = Anchors(sorted(parts), len(view.text) > MOST_CHARACTERS)
    wanted = _wanted(blocks, anchors)
    out = list(_html(view, blocks, wanted, anchors))
    findings = [
        _elements(blocks, starts, span) or anchors.findings.get(at, [])
        for at, span in enumerate(view.findings)
    ]
    return Original(
        "".join(out), both("page.text_kept" if view.is_source else "page.flow_kept"), findings
    )


def _wanted(blocks: Sequence[Block], anchors: Anchors) -> set[int] | None:
    """Give the blocks that are shown; None for all."""
    if len(blocks) <= MOST_BLOCKS:
        return None
    wanted = set(range(NEAR))
    for at, block in enumerate(blocks):
        if anchors.within(block.start, block.end):
            wanted.update(range(at - NEAR, at + NEAR))
    return wanted


def _html(
    view: FlowView, blocks: Sequence[Block], wanted: set[int] | None, anchors: Anchors
) -> Iterator[str]:
    table: Grid | None = None
    pages = list(view.pages)
    skipped = 0
    for at, block in enumerate(blocks):
        if wanted is not None and at not in wanted:
            skipped += 1
            continue
        row = block.row
        new_page = bool(pages) and pages[0][0] <= block.start
        if table is not None and (row is None or not table.goes_on(row) or skipped or new_page):
            yield "</tbody></table></div>\n"
            table = None
        if skipped:
            yield f'<p class="left-out">{both("page.left_out", lines=skipped)}</p>\n'
            skipped = 0
        while pages and pages[0][0] <= block.start:
            yield f'<h3 class="page-mark">{both("page.page_number", number=pages.pop(0)[1])}</h3>\n'
        if row is None:
            number = f' data-n="{at + 1}"' if view.is_source else ""
            inner = anchors.html(view.text, block.start, block.end)
            yield f'<div class="line" id="l{at}"{number}>{inner}</div>\n'
            continue
        if table is None:
            table = Grid(row.page, row.table)
            yield '<div class="scroll"><table class="native"><tbody>\n'
        yield f'<tr id="l{at}">{"".join(table.cells(row, view.text, anchors))}</tr>\n'
    if table is not None:
        yield "</tbody></table></div>\n"
    if skipped:
        yield f'<p class="left-out">{both("page.left_out", lines=skipped)}</p>\n'


@define
class Grid:
    """A table of the source while its rows are written: which columns cells from above still cover."""

    page: int | None
    table: int
    _covered: dict[int, int] = field(factory=dict)

    def goes_on(self, row: NativeRow) -> bool:
        """Tell whether a row is of the same table."""
        return (row.page, row.table) == (self.page, self.table)

    def cells(self, row: NativeRow, text: str, anchors: Anchors) -> Iterator[str]:
        """Give the cells of a row as HTML; where columns are missing, an empty one for them."""
        column = 0
        covered = {at: left - 1 for at, left in self._covered.items() if left > 1}
        for cell in row.cells:
            gap = sum(at not in self._covered for at in range(column, min(cell.column, _WIDEST)))
            if gap:
                yield f'<td class="gap" colspan="{gap}"></td>'
            width, height = min(cell.width, _WIDEST), min(cell.height, _TALLEST)
            if height > 1:
                covered |= dict.fromkeys(range(cell.column, cell.column + width), height - 1)
            spans = f' colspan="{width}"' if width > 1 else ""
            spans += f' rowspan="{height}"' if height > 1 else ""
            yield f"<td{spans}>{anchors.html(text, cell.start, cell.end)}</td>"
            column = cell.column + width
        self._covered = covered


def _elements(blocks: Sequence[Block], starts: Sequence[int], span: Span | None) -> list[str]:
    """Give the ids of the lines and rows that a stretch of the text stands in."""
    if span is None or not blocks:
        return []
    first = max(bisect_right(starts, span[0]) - 1, 0)
    last = max(bisect_left(starts, span[1]) - 1, first)
    found = range(first, min(last, first + MOST_OF_FINDING) + 1)
    return [f"l{at}" for at in found if blocks[at].end - blocks[at].start <= LONGEST_LINE]
