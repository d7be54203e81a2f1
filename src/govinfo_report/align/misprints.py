"""Says which labels were read although the copy misprints them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from govinfo_report.findings import finding
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow, Lexicon, Word
from govinfo_report.model import Finding, Span
from govinfo_report.official import Form


def misprint_findings(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    lexicon: Lexicon,
    form: Form,
    line_of: Callable[[int], int],
) -> list[Finding]:
    """Give a finding for each misprinted label that was read.

    Args:
        outcome: what the grammar said of the table.
        rows: the labelled rows that ``outcome`` speaks of.
        lexicon: the words of the table.
        form: gives the wording of labels.
        line_of: gives the line of an offset.
    """
    findings = []
    for index in outcome.misprinted:
        row = rows[index]
        for word in dict.fromkeys(row.kind):
            if isinstance(word, Word) and word.near and not word.noted:
                printed, span = _printed(row, word, lexicon)
                findings.append(
                    finding(
                        "label_misprinted",
                        cells=_cells(outcome, index, word),
                        span=span,
                        line=line_of(span[0]),
                        printed=printed,
                        label=_wording(outcome, word, form),
                    )
                )
    return findings


def _cells(outcome: Outcome, index: int, word: Word) -> list[str]:
    """Give the cells of the line that a word names in a row; a heading or a group has none."""
    table = outcome.table
    return [
        path
        for read in outcome.lines
        if read.row == index and table.lines[read.line].terminal in word.terminals
        for path in table.shape.paths[slice(*table.spans[read.line][:2])]
    ]


def _wording(outcome: Outcome, word: Word, form: Form) -> str:
    shape = outcome.table.shape
    names = [*map(str.lower, word.terminals), *word.columns]
    return form.wording(shape.edition, shape.table, names[0]) if names else word.text


def _printed(row: LabelledRow, word: Word, lexicon: Lexicon) -> tuple[str, Span]:
    """Give the text that a row prints for a word, and its place."""
    cells = list(zip(row.row.all_printed(), row.row.cells, strict=True))
    own = [printed for printed, cell in cells if lexicon.memo[cell] is word]
    if not own:
        # put together from several cells, or a piece: what stands before the numbers and is no label itself
        own = [
            printed
            for printed, cell in cells[: row.at]
            if printed[0] and not isinstance(lexicon.memo[cell], Word)
        ]
    own = own or [printed for printed, _ in cells]
    places = [place for _, parts in own for place in parts]
    text = "".join(raw for raw, _ in own)
    return "".join(text.split()), (places[0][0], places[-1][1])
