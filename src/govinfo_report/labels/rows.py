"""What each row of a table is: its labels, and where its numbers begin."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeAlias

from attrs import define

from govinfo_report.labels.columns_down import join_columns
from govinfo_report.labels.figures import DOUBTS, LONGEST, UNITS, Figure, is_begun_number
from govinfo_report.labels.headings import (
    mark_foreign_columns,
    shown_columns,
)
from govinfo_report.labels.lexicon import EMPTY, TEXT, VALUES, Code, Lexicon, Sign, Word
from govinfo_report.labels.normal import normal
from govinfo_report.labels.wrapped import join_wrapped, may_be_piece
from govinfo_report.model.row import LineRow, Row

Kind: TypeAlias = tuple[Word | Sign | int, ...]
"""What a row shows: its ``Word``s, then TEXT and VALUES where they apply. A row without a label shows the count of its
numbers and of its cells instead of VALUES, a row of empty cells EMPTY and their count. Rows of one kind are the same
to the grammar.

``（三）不予公开 | 1.属于国家秘密 | 0 | 0 | …`` is ``(denied, denied_state_secret, VALUES)``; the line of fifteen
numbers of table 四 is ``(15, 15)``; ``行政确认 | 0 | 0 | 0``, which the form does not have, is ``(TEXT, 3, 3)``. A line
of headings shows TEXT where one of them is no word of the form, and FOREIGN where it is a column that offices add."""


# What the numbers of a line that is remembered add up to at most: a request, or two, and the total.
FEW = 4
# The farthest label that a row is read for quickly: the headings of table 四 have fifteen cells.
FARTHEST_LABEL = 20
_PLAIN_OR_EMPTY = frozenset((int, Decimal, type(None)))


@define(eq=False)
class LabelledRow:
    """A row with its labels read (hot: one object a row).

    Attributes:
        row: as the layout found it.
        kind: its labels, see ``Kind``.
        after: index of the first cell behind the last label, from 0.
        at: index of the first cell of ``values``, from 0; cells between ``after`` and ``at`` are empty or TEXT.
        values: what the cells from the first number to the last one print.
        plain: every one of ``values`` is a plain number.
    """

    row: Row
    kind: Kind
    after: int
    at: int
    values: list[Any]
    plain: bool


def label_rows(rows: Iterable[Row], lexicon: Lexicon) -> list[LabelledRow]:
    """Read the labels of each row; rows of words that are no label, and lines without a cell, are left out.

    Args:
        rows: the rows of one table, as found.
        lexicon: the words of that table.
    """
    look_up = lexicon.memo.__getitem__
    found: list[LabelledRow] = []
    loose: list[int] = []
    keep = found.append
    known_lines = lexicon.known_lines
    for row in rows:
        line = ""
        if isinstance(row, LineRow):
            line = row.line
            if not line:
                continue
            known = known_lines.get(line)
            if known is not None:
                keep(LabelledRow(row, *known))
                continue
        codes = list(map(look_up, line.split("\t") if line else row.cells))
        kind: Kind = ()
        at = after = 0
        for code in codes:
            if code is not None:
                if code.__class__ is not Word:
                    break
                kind += (code,)
                after = at + 1
                if after > FARTHEST_LABEL:
                    break
            at += 1
        else:
            # no number: a heading, a group's line, an empty line
            if kind:
                keep(LabelledRow(row, kind, after, after, [], False))
                if may_be_piece(kind, lexicon):
                    loose.append(len(found) - 1)
                else:
                    lexicon.remember_line(line, (kind, after, after, [], False))
            elif at > 1:
                keep(LabelledRow(row, (EMPTY, at), 0, 0, [], False))
            continue
        if after > FARTHEST_LABEL:
            keep(_read_slowly(row, codes, lexicon))
            loose.append(len(found) - 1)
            continue
        values = codes[at:]
        while values[-1] is None:
            values.pop()
        plain = are_plain(values)
        # 5 | _ | _ | 0: only an empty cell is not plain, and there is nothing else to read
        if not plain and not _PLAIN_OR_EMPTY.issuperset(map(type, values)):
            read = _read_slowly(row, codes, lexicon)
            if not read.kind and found and _may_be_rest(found[-1], row, at):
                keep(LabelledRow(row, (1, len(codes)), 0, at, [codes[at]], False))
                continue
            keep(read)
            if any(map(_is_text, codes)):
                loose.append(len(found) - 1)
            continue
        kind += (VALUES,) if kind else (len(values), len(codes))
        keep(LabelledRow(row, kind, after, at, values, plain))
        if plain and sum(values) <= FEW:  # type: ignore[arg-type]  # they are plain
            lexicon.remember_line(line, (kind, after, at, values, True))
    if loose:
        mark_foreign_columns(found, loose, lexicon)
        found = join_wrapped(found, loose, lexicon, _read_slowly)
    return join_columns(found, lexicon) if lexicon.orders else found


def are_plain(codes: Iterable[Code]) -> bool:
    """Tell whether there is nothing but plain numbers: anything else does not add."""
    try:
        sum(codes)  # type: ignore[arg-type]  # that is the question
    except TypeError:
        return False
    return True


def _read_slowly(row: Row, codes: list[Code], lexicon: Lexicon) -> LabelledRow:
    """Read a row that is not plainly labels and then whole numbers; words that are no label get an empty kind."""
    if not any(map(_is_number, codes)):
        words = tuple([code for code in codes if isinstance(code, Word)])
        if not words:
            return LabelledRow(row, (), 0, 0, [], False)
        after = max(at for at, code in enumerate(codes) if isinstance(code, Word)) + 1
        at = next((i for i in range(after, len(codes)) if codes[i] is not None), len(codes))
        shown = any(
            _shows_digit(cell) and (_is_long(cell) or not lexicon.opening(cell)[0])
            for cell in row.cells[at:]
        )
        # 自然人 | 法人或其他组织 | 总计 | 见附件1: a remark in a line of headings
        is_head = any(word.columns and not word.terminals for word in words)
        if ((words[-1].terminals and not is_head) or row.glued) and shown:
            # 行政许可 | 52738①: no number, but printed in the place of one; 1.属于 goes on in the next row
            end = max(i for i, code in enumerate(codes) if code is not None) + 1
            return LabelledRow(row, (*words, VALUES), after, at, codes[at:end], False)
        names = [code if isinstance(code, Word) else None for code in codes]
        if any(word.columns for word in words):
            # 自然人 | 商业企 | 科研机, and their ends on the line below
            names = list(map(lexicon.begun_column, row.cells, codes))
        shows = shown_columns(row.cells, codes, names, lexicon)
        return LabelledRow(row, shows, len(codes), len(codes), [], False)
    codes = _join_split_labels(row, codes, lexicon)
    labels = [(at, code) for at, code in enumerate(codes) if isinstance(code, Word)]
    numbers = [at for at, code in enumerate(codes) if _is_number(code)]
    kind: Kind = tuple(word for _, word in labels)
    after = labels[-1][0] + 1 if labels else 0
    # numbers in front of the last label: two form rows on one line, or a column of serial numbers
    begin = min(numbers[0], after) if labels else numbers[0]
    end = max(at for at, code in enumerate(codes) if code is not None) + 1
    at = next(at for at in range(begin, end) if codes[at] is not None)
    text: int | None = None
    if labels:
        if _is_text(codes[at]) and at < numbers[-1]:
            scrap = row.cells[at]
            noted = lexicon.noted_word(row.cells[labels[-1][0]].strip() + scrap.strip())
            if noted is not None:
                # 规章 | （含修订） | 3
                kind = (*kind[:-1], noted)
            goes_on = _continues(scrap, labels[-1][1], lexicon, row.by_room)
            if noted is not None or _is_unit(scrap) or goes_on:
                after = at + 1
            else:
                text = at
            at = next(i for i in range(at + 1, end) if codes[i] is not None)
    else:
        text = next((index for index in range(begin) if _is_text(codes[index])), None)
        after = 0 if text is None else text + 1
        # 维持 纠正 结果 审结 | 10 | 1 | …: the end of the heading, not a label of the office's own; nor is 件 | 5
        is_alone = text is not None and not row.by_room and _is_unit(row.cells[text])
        if text is not None and (is_alone or lexicon.is_scraps(row.cells[text])):
            text = None
    values = codes[at:end]
    if text is not None:
        kind += (TEXT,)
    kind += (VALUES,) if labels else (len(values), len(codes) - after)
    plain = all(isinstance(code, int | Decimal) for code in values)
    return LabelledRow(row, kind, after, at, values, plain)


def _may_be_rest(above: LabelledRow, row: Row, at: int) -> bool:
    """Tell whether cell ``at``, the first of a row without a label, may go on with the last number of the row above.

    行政许可 | 52 above 738（含上年）: 52738, whatever stands behind it.
    """
    return (
        bool(above.values)
        and any(isinstance(word, Word) for word in above.kind)
        and not any(cell.strip() for cell in row.cells[at + 1 :])
        and is_begun_number(row.cells[at])
    )


def _shows_digit(cell: str) -> bool:
    return len(cell) <= LONGEST and any(map(str.isdecimal, cell))


def _is_long(cell: str) -> bool:
    """Tell whether a cell holds no word, and more digits than the number of a label: (10), where 1. may begin one."""
    return sum(map(str.isdecimal, cell)) > 1 and not any(map(str.isalpha, cell))


def _is_text(code: Code) -> bool:
    return code.__class__ is Figure and code.kind == "text"


def _is_number(code: Code) -> bool:
    if code.__class__ is Figure:
        return code.kind != "text"
    return isinstance(code, int | Decimal)


def _is_unit(scrap: str) -> bool:
    """Tell whether a cell between label and numbers holds the unit of the line: 行政许可 | 件 | 5."""
    return scrap.strip() in UNITS


def _continues(scrap: str, word: Word, lexicon: Lexicon, by_room: bool) -> bool:
    """Tell whether a scrap of text is a piece of the label before it: 部分公开 | （区分处理的，…）; or a mark: ：.

    In a cell of its own 三, ① or 3? is no number in the place of one; where room alone parts cells it may be anything.
    """
    piece = normal(scrap)
    if not piece and not by_room:
        return not any(sign.isalnum() or sign in DOUBTS for sign in scrap)
    return any(piece in lexicon.wordings.get(terminal, "") for terminal in word.terminals)


def _join_split_labels(row: Row, codes: list[Code], lexicon: Lexicon) -> list[Code]:
    """Read neighbouring scraps of text as one label where together they are one: 其他对外管理 | 服务事项."""
    joined = list(codes)
    cells = row.cells
    for at in range(len(codes) - 1):
        if _is_text(joined[at]) and _is_text(joined[at + 1]):
            word = lexicon.memo[cells[at].strip() + cells[at + 1].strip()]
            if isinstance(word, Word):
                joined[at], joined[at + 1] = None, word
    return joined
