"""Says in words why a cell has its state."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.model.cell import Cell
from govinfo_report.model.finding import Finding

_REASONS = {
    "en": {
        "printed": "the copy prints {raw!r} in its own place",
        "aligned": "the copy prints {raw!r}; order, sums or claims prove that it belongs here",
        "inferred": "the copy does not print it; every consistent reading gives {candidates}",
        "ambiguous": "more than one reading fits: {candidates}, or no number here",
        "blank": "the copy prints an empty cell here",
        "mark": "the copy prints the mark {raw!r}, which is neither a number nor nothing",
        "unreadable": "the copy prints {raw!r}, which is no number",
        "lost": "the form has this cell; the copy shows no trace of it",
        "absent": "another edition of the form has this cell; the copy's edition has not",
    },
    "zh": {
        "printed": "文本在该单元格本来的位置印有“{raw}”",
        "aligned": "文本印有“{raw}”，由次序、勾稽关系或文字陈述证明属于该单元格",
        "inferred": "文本未印出；所有相容的读法都得到 {candidates}",
        "ambiguous": "不止一种读法成立：{candidates}，或此处无数",
        "blank": "文本在此处印有空单元格",
        "mark": "文本印有符号“{raw}”，既不是数字也不是空白",
        "unreadable": "文本印有“{raw}”，不是数字",
        "lost": "表格有此单元格，文本中没有它的痕迹",
        "absent": "该单元格属于另一版本的表格，本文本所用版本没有",
    },
}
_PLACE = {
    "en": " (line {line}, characters {start} to {end})",
    "zh": "（第{line}行，字符{start}至{end}）",
}


def explain_cell(cell: Cell, findings: Sequence[Finding], lang: str, absent: bool = False) -> str:
    """Give the reason for a cell's state, where it was read, and the findings that list it.

    Args:
        cell: the cell.
        findings: the findings of its report.
        lang: ``zh`` or ``en``.
        absent: the report's edition has no such cell.
    """
    lang = "zh" if lang.lower().startswith("zh") else "en"
    candidates = ", ".join(map(str, cell.candidates))
    text = f"{cell.path}: {cell.state}: " + _REASONS[lang][
        "absent" if absent else cell.state
    ].format(raw=cell.raw, candidates=candidates)
    if cell.parts:
        text += _PLACE[lang].format(line=cell.line, start=cell.start, end=cell.end)
    lines = [text]
    lines += [f"{item.code}: {item.text(lang)}" for item in findings if cell.path in item.cells]
    return "\n".join(lines)
