"""Says in words why a cell has its state."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.errors import language
from govinfo_report.model.cell import COUNTS_ZERO, Cell, State
from govinfo_report.model.cells import TableCells
from govinfo_report.model.finding import Claim, Finding
from govinfo_report.model.proof import How

_REASONS = {
    "en": {
        "printed": "the copy prints {raw!r} in its own place",
        "aligned": "the copy prints {raw!r}; order or sums prove that it belongs here",
        "inferred": "the copy does not print it, or not surely here; every reading left gives {candidates}",
        "ambiguous": "more than one reading fits: {candidates}, or no number here",
        "blank": "the copy prints an empty cell here",
        "mark": "the copy prints the mark {raw!r}, which is neither a number nor nothing",
        "unreadable": "the copy prints {raw!r}, which is no number",
        "lost": "the form has this cell; the copy shows no trace of it",
        "absent": "another edition of the form has this cell; the copy's edition has not",
        "unread": "which edition of the form the copy is printed on is not known, so this cell was not looked for",
    },
    "zh": {
        "printed": "文本在该单元格本来的位置印有“{raw}”",
        "aligned": "文本印有“{raw}”，由次序或勾稽关系证明属于该单元格",
        "inferred": "文本未印出，或不能确定印在此处；所余读法都得到 {candidates}",
        "ambiguous": "不止一种读法成立：{candidates}，或此处无数",
        "blank": "文本在此处印有空单元格",
        "mark": "文本印有符号“{raw}”，既不是数字也不是空白",
        "unreadable": "文本印有“{raw}”，不是数字",
        "lost": "表格有此单元格，文本中没有它的痕迹",
        "absent": "该单元格属于另一版本的表格，本文本所用版本没有",
        "unread": "不能辨别文本所用的表格版本，未查找该单元格",
    },
}
HOW_WORDS: dict[str, dict[How, str]] = {
    "en": {
        "order": "the row prints as many numbers as the form has cells",
        "own_sum": "settled by the row's own sum alone",
        "all_sums": "settled by all sums of the table together",
        "fewest_failing": "some sum fails in any reading; left are the readings that make the fewest fail",
    },
    "zh": {
        "order": "该行数字个数与表格单元格个数相同",
        "own_sum": "仅由本行合计确定",
        "all_sums": "由全表勾稽关系共同确定",
        "fewest_failing": "任何读法都有合计不符，仅留不符最少的读法",
    },
}
# States of a cell that is still open; what settles others of its row is said otherwise of it.
OPEN: frozenset[State] = frozenset(["ambiguous", "lost"])
OPEN_WORDS: dict[str, dict[How, str]] = {
    "en": {
        "own_sum": "the row's own sum leaves this cell open",
        "all_sums": "all sums of the table together leave this cell open",
    },
    "zh": {
        "own_sum": "本行合计不足以确定该单元格",
        "all_sums": "全表勾稽关系不足以确定该单元格",
    },
}
_HOLDS: dict[str, dict[bool | None, str]] = {
    "en": {True: "", False: " (does not hold)", None: " (does not hold in every reading)"},
    "zh": {True: "", False: "（不成立）", None: "（并非在每种读法中都成立）"},
}
_PLACE = {
    "en": " (line {line}, characters {start} to {end})",
    "zh": "（第{line}行，字符{start}至{end}）",
}


# A claim settles nothing: offices' own places disagree. It may help who looks the number up.
_CLAIMED = {
    "en": "claim: the prose states {raw!r}, which may be of this cell (characters {start} to {end})",
    "zh": "陈述：正文称“{raw}”，可能指该单元格（字符{start}至{end}）",
}


def explain_cell(
    cell: Cell,
    findings: Sequence[Finding],
    lang: str,
    table: TableCells | None,
    claims: Sequence[Claim] = (),
) -> str:
    """Give the reason for a cell's state, where it was read, what the prose says of an open one, and its findings.

    Args:
        cell: the cell.
        findings: the findings of its report.
        lang: ``zh`` or ``en``.
        table: the cell's table; None where its edition is not known.
        claims: the claims of its report.
    """
    lang = language(lang)
    reason: str = cell.state
    if table is None or cell.path not in table.shape.index:
        reason = "unread" if table is None else "absent"
        table = None
    candidates = ("、" if lang == "zh" else ", ").join(map(str, cell.candidates))
    words = _REASONS[lang][reason].format(raw=cell.raw, candidates=candidates)
    text = f"{cell.path}: {cell.state}: {words}"
    if cell.parts:
        text += _PLACE[lang].format(line=cell.line, start=cell.start, end=cell.end)
    if cell.place is not None:
        words = cell.place.text(lang)
        text += f"（{words}）" if lang == "zh" else f" ({words})"
    lines = [text]
    if table is not None:
        lines += _proof_lines(cell, table, lang)
        if cell.state in OPEN:
            lines += [
                _CLAIMED[lang].format(raw=claim.raw, start=claim.start, end=claim.end)
                for claim in claims
                if (cell.path,) in claim.meanings
            ]
    lines += [f"{item.code}: {item.text(lang)}" for item in findings if cell.path in item.cells]
    return "\n".join(lines)


def _proof_lines(cell: Cell, table: TableCells, lang: str) -> list[str]:
    """Say what settled the row of a cell, and write out each sum that the cell stands in."""
    proof = table.proofs.get(cell.path.split(".")[1])
    if proof is None:
        return []
    at = table.shape.index[cell.path]
    words = HOW_WORDS[lang]
    if cell.state in OPEN:
        words = words | OPEN_WORDS[lang]
    lines = [words[proof.how]]
    for entry in proof.sums:
        if at in entry.parts or at in entry.equals:
            left, right = (
                "+".join(_worth(table, index) for index in side)
                for side in (entry.parts, entry.equals)
            )
            lines.append(f"{entry.code}: {left} = {right}{_HOLDS[lang][entry.holds]}")
    return lines


def _worth(table: TableCells, at: int) -> str:
    """Write what a cell counts: its number, what the sums make of it in brackets, or ? where that is open."""
    value = table.values[at]
    if value is not None:
        return str(value)
    cell = table.cell(at)
    if len(cell.candidates) == 1:
        return f"[{cell.candidates[0]}]"
    return "[0]" if cell.state in COUNTS_ZERO else "?"
