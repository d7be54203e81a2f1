"""Soup: what copies of the form are made of, in any order, amount and spelling."""

from __future__ import annotations

from functools import cache
from random import Random

import govinfo_report as gr
from govinfo_report.testing import nasty_texts
from tests.strategies import WORN

LONGEST = 99_000
"""Bytes of what is repeated."""
_BETWEEN = (
    "\t", "\t", "\t", " ", "  ", "    ", "|", " | ", "||", ",", "，", "\n", "\n\n", "\r\n", "\r", "\u3000", "\t\n",
    " \t ", "", "、", "：", "</td><td>", "<td>", "<br>", "\\n", '","', "', '",
)  # fmt: skip
_ENDS = (
    "\n", "\n", "\n", "\n\n", "\r\n", "\r", "\n\t", "|\n|", "\n| ", "", " ", "</tr><tr><td>",
)  # fmt: skip
_PLAIN = ("0", "0", "0", "1", "7", "12", "100", "1143")
_NUMBERS = (
    *_PLAIN, "", " ", "3 1", "1 143", "0 0", "00", "1,143", "１２", "-3", "+5", "1.5", "0.50", "12.3万元", "5件", "/",
    "—", "-", "无", "不适用", "约3", "≥5", "…", "20¹", "²", "٣", "三", "Ⅳ", "①", "(2)", "[3]", "nan", "None",  "1e5",
    "9" * 30, "0" * 60, "2021", "2021年",
)  # fmt: skip
_ASIDE = (
    "------", "|---|---|---|", "———", "+--+--+", "\x0c", "- 3 -", "续表", "（单位：万元）", "附件：统计表",
    "申请人情况", "某县2022年政府信息公开工作年度报告", "漪岚市2019年政府信息公开年报", "2022年1月20日",
    "行政复议\t行政诉讼",
    "本年新收政府信息公开申请12件，上年结转3件，予以公开5件。统计期限为2021年1月1日至12月31日。",
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
)  # fmt: skip


@cache
def _words() -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Give the headings of the form, and for each of its tables the labels, groups and columns."""
    headings: dict[str, None] = {}
    tables = []
    for edition in gr.form().editions.values():
        for table in edition.tables.values():
            headings[table.heading] = None
            words = [
                word
                for line in table.lines
                for word in (*line.groups, line.label, *(cell.column_label for cell in line.cells))
            ]
            tables.append(tuple(dict.fromkeys(words)))
    return (
        *headings,
        "一、总体情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ), tuple(tables)


def soup(rng: Random) -> str:
    """Make a text up: mostly some tables that look like the form's, and what is found around them."""
    if rng.random() < 0.05:
        return str(rng.choice(list(nasty_texts().values())))
    if rng.random() < 0.04:
        # what takes long for its length shows in what is long
        run = "".join(_piece(rng)[: rng.choice([3, 30, 300])] for _ in range(rng.choice([1, 2])))
        size = len(run.encode("utf-8", "surrogatepass"))
        return rng.choice(_words()[0]) + "\n" + run * (LONGEST // (size + 1))
    pieces = [_piece(rng) for _ in range(rng.choice([1, 2, 3, 5, 8, 20]))]
    for _ in range(rng.choice([0, 0, 1, 3, 10])):
        pieces.insert(rng.randrange(len(pieces) + 1), rng.choice(WORN))
    return "".join(pieces)


def _piece(rng: Random) -> str:
    headings, tables = _words()
    kind = rng.random()
    if kind < 0.2:
        return rng.choice(headings) + rng.choice(_ENDS)
    if kind < 0.3:
        return rng.choice(_ASIDE) + rng.choice(_ENDS)
    if kind < 0.35:
        return "".join(rng.choice(WORN) for _ in range(rng.choice([1, 5, 40])))
    heading = rng.choice([*headings, "", ""])
    return heading + rng.choice(_ENDS) + _table(rng, rng.choice(tables))


def _table(rng: Random, words: tuple[str, ...]) -> str:
    """Make a table up: words of the form in their order or in none, each with some numbers or with none."""
    rows = list(words)
    if rng.random() < 0.3:
        rng.shuffle(rows)
    if rng.random() < 0.5:
        low = rng.randrange(len(rows))
        rows = rows[low : low + rng.choice([1, 2, 5, 15])]
    between, end = rng.choice(_BETWEEN), rng.choice(_ENDS)
    width = rng.choice([0, 1, 1, 3, 3, 5, 7, 7, 8, 14, 15])
    odd = rng.choice([0.0, 0.02, 0.2, 0.7])
    opened = "<table><tr><td>" if "td>" in between + end and rng.random() < 0.8 else ""
    out = [opened, "|" * (between.strip() == "|")]
    for word in rows:
        if rng.random() < odd:
            between, end = rng.choice(_BETWEEN), rng.choice(_ENDS)
        count = width if rng.random() > odd else rng.randrange(17)
        numbers = [rng.choice(_PLAIN if rng.random() > odd else _NUMBERS) for _ in range(count)]
        if rng.random() < odd:
            word = _worn(rng, word)
        cells = [word, *numbers] if rng.random() > odd else [*numbers, word]
        line = between.join(cells) + end
        if rng.random() < odd:
            line *= rng.choice([2, 3, 40])
        if rng.random() < odd:
            line += rng.choice(_ASIDE) + end
        out.append(line)
    return "".join(out)


def _worn(rng: Random, word: str) -> str:
    """Cut a label, break it, or write something into it."""
    at = rng.randrange(len(word) + 1)
    other: str = rng.choice(["", "", "\n", " ", "\t", rng.choice(WORN), word])
    return word[:at] + other + word[at + rng.choice([0, 0, 1]) :]
