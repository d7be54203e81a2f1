"""Reads lines of headings: columns that no form has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from govinfo_report.labels.figures import MARKS, Figure, is_unit
from govinfo_report.labels.lexicon import FOREIGN, MEMO_CELL, TEXT, Code, Lexicon, Sign, Word
from govinfo_report.labels.normal import normal, without_unit

if TYPE_CHECKING:
    from govinfo_report.labels.rows import Kind, LabelledRow


def shown_columns(
    cells: Sequence[str], codes: Sequence[Code], words: Sequence[Word | None], lexicon: Lexicon
) -> Kind:
    """Give what a line of headings shows: its words, and where it names a column that no form has.

    ``TEXT`` where one may be reworded: 科研单位 between 商业企业 and 公益组织; ``FOREIGN`` where offices add it: 小计.

    Args:
        cells: its cells.
        codes: what each is.
        words: the word of each, those included of which it prints a piece.
        lexicon: the words of the table.
    """
    first = next((at for at, code in enumerate(codes) if _is_head(code)), len(codes))
    if first < len(codes) and not cells[0].strip():
        # the columns begin behind the empty cell above the labels: 国有企业 | 科研机构
        first = 0
    shown: list[Word | Sign] = []
    for at, (cell, code, word) in enumerate(zip(cells, codes, words, strict=True)):
        if word is not None:
            shown.append(word)
        elif at > first and isinstance(code, Figure) and code.kind == "text":
            shown += _foreign(cell, lexicon)
    return tuple(shown)


def mark_foreign_columns(
    rows: Sequence[LabelledRow], loose: Iterable[int], lexicon: Lexicon
) -> None:
    """Mark a heading above a column that no form has, where each stands on a line of its own: 其他, 小计, 总计.

    Args:
        rows: the rows of a table; the heading shows ``TEXT`` or ``FOREIGN`` then.
        loose: indices of the rows with words that are no label, among others.
        lexicon: the words of the table.
    """
    for at in loose:
        cells = rows[at].row.cells
        if rows[at].kind or len(cells) > 1 or not 0 < at < len(rows) - 1:
            continue
        above, below = rows[at - 1], rows[at + 1]
        if not _is_one_head(above):
            continue
        shown = _foreign(cells[0], lexicon)
        # 总计, 备注 above the first label: other words there are a column or a note
        if shown == (FOREIGN,) or _is_one_head(below) or below.kind:
            above.kind = (*above.kind, *shown)


def is_foreign(cell: str, lexicon: Lexicon) -> bool:
    """Tell whether a cell prints words that are neither of the form nor a piece of its words, nor a unit.

    Args:
        cell: what it prints.
        lexicon: the words of the table.
    """
    words = "".join(cell.split())
    if len(words) <= 1 or is_unit(words) or isinstance(lexicon.memo[cell], Word):
        return False
    return bool(_foreign(cell, lexicon))


def _is_one_head(row: LabelledRow) -> bool:
    return len(row.row.cells) == 1 and len(row.kind) == 1 and _is_head(row.kind[0])


def _is_head(shown: object) -> bool:
    return isinstance(shown, Word) and bool(shown.columns or shown.is_head)


def _foreign(cell: str, lexicon: Lexicon) -> tuple[Sign, ...]:
    """Give what a cell shows that names what no heading does: no unit of money, no pieces of labels, no NaN NaN."""
    form = normal(without_unit(cell)[0]) if len(cell) <= MEMO_CELL else ""
    if form in lexicon.foreign_columns:
        return (FOREIGN,)
    pieces = [normal(piece) for piece in cell.split() if piece not in MARKS] if form else []
    is_text = any(map(str.isalpha, form)) and not all(
        _is_of_labels(each, lexicon) for each in pieces
    )
    return (TEXT,) if is_text else ()


def _is_of_labels(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a text is a piece of a label, or labels and such pieces: 科研机, 商业企业科研机."""
    for form in sorted(lexicon.meanings, key=len, reverse=True):
        if len(form) > 1:
            text = text.replace(form, " ")
    return all(any(part in form for form in lexicon.meanings) for part in text.split())
