"""Texts that were reports once, and texts that never were."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from govinfo_report.testing import LAYOUTS, generate, nasty_texts, render
from govinfo_report.testing.strategies import truths
from tests.paths import COPIES

NAMES = sorted(file.stem for file in COPIES.glob("*.txt"))

# What gets into copies: odd spaces, line ends, digits, pieces of labels and headings.
SCRAPS = (
    *(
        "\t",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\u3000",
        "\xa0",
        "\u200b",
        "\x00",
        "\ufeff",
        "\x0c",
        "\u2028",
        "\ud800",
    ),
    *(
        "0",
        "7",
        "１２",
        "+3",
        "1,143",
        "0 0",
        "4176.9529万元",
        "/",
        "—",
        "------",
        "1.5",
        "-2",
        "٣",
        "²",
        "Ⅳ",
    ),
    *(
        "规章",
        "其他",
        "3.其他",
        "总计",
        "（七）总计",
        "（一）予以公开",
        "信息内容",
        "结果维持",
        "行政诉讼",
    ),
    *("第二十条第（一）项", "[bookmark: _GoBack]", "2021年", "2022年1月5日", "统计期限"),
    *("一、总体情况\n", "\n二、主动公开政府信息情况\n", "\n三、收到和处理政府信息公开申请情况\n"),
    "某县2022年政府信息公开工作年度报告\n",
)

# What a text wears: white space, brackets, signs, digits, units.
WORN = (
    *SCRAPS,
    *"()（）[]【】<>{}|/%#*①、，。.:：-－+＋—0123456789０９元件年无  ",
    "万元",
    "&nbsp;",
    "\x85",
)
SEEDS = st.integers(0, 2**32 - 1)


def copy_text(name: str) -> str:
    """Give a sample copy, its line ends as they stand."""
    return (COPIES / f"{name}.txt").read_bytes().decode("utf-8")


def reports() -> SearchStrategy[str]:
    """Give whole reports: sample copies and rendered truths."""
    rendered = st.builds(
        render,
        truths(sums_hold=False, blanks=True, marks=True, mixed=True),
        st.sampled_from(list(LAYOUTS)),
    )
    return st.one_of(st.sampled_from(NAMES).map(copy_text), rendered)


@st.composite
def damaged_reports(draw: DrawFn) -> str:
    """Damage a report one to six times: cut, shuffle, repeat, delete, insert, replace."""
    text = draw(reports())
    for _ in range(draw(st.integers(1, 6))):
        text = _damaged(draw, text)
    return text


def _damaged(draw: DrawFn, text: str) -> str:
    way = draw(st.sampled_from(_WAYS))
    low = draw(st.integers(0, len(text)))
    high = min(len(text), low + draw(st.sampled_from([1, 2, 5, 30, 400])))
    if way == "cut":
        return text[:low] + text[high:]
    if way == "keep":
        return text[low : low + draw(st.integers(0, 3_000))]
    if way == "repeat":
        return text[:high] + text[low:high] * draw(st.integers(1, 3)) + text[high:]
    if way == "insert":
        return text[:low] + draw(st.sampled_from(SCRAPS)) + text[low:]
    if way == "move":
        rest = text[:low] + text[high:]
        to = draw(st.integers(0, len(rest)))
        return rest[:to] + text[low:high] + rest[to:]
    if way == "shuffle":
        lines = text[low:high].split("\n")
        return text[:low] + "\n".join(draw(st.permutations(lines))) + text[high:]
    old, new = draw(st.sampled_from(_REPLACED))
    # everywhere, or only in one stretch
    if draw(st.booleans()):
        return text.replace(old, new)
    return text[:low] + text[low:high].replace(old, new) + text[high:]


_WAYS = ("cut", "keep", "repeat", "insert", "move", "shuffle", "replace")
_REPLACED = (
    ("\t", ""),
    ("\t", " "),
    ("\t", "\n"),
    ("\t", "\t\t"),
    ("\n", ""),
    ("\n", "\r"),
    ("\n", "\r\n"),
    ("\n", "\n\n"),
    ("\n\t", "\t"),
    ("0", ""),
    ("0", "０"),
    ("0", " "),
    ("、", ""),
    ("（", "("),
    ("公开", "公 开"),
    ("2020", "2015"),
)


def worn_reports() -> SearchStrategy[str]:
    """Wear a report: many small changes, see ``worn``."""
    made_up = st.builds(render, st.builds(generate, SEEDS), st.sampled_from(list(LAYOUTS)))
    whole = st.one_of(st.sampled_from(NAMES).map(copy_text), made_up)
    return st.builds(worn, whole, SEEDS, st.sampled_from([1, 3, 10, 60]))


def worn(text: str, seed: int, steps: int) -> str:
    """Change characters, cells and lines of a text, each change a small one; the same ones for the same seed.

    Args:
        text: the text.
        seed: where the random numbers begin.
        steps: how many changes.
    """
    random = Random(seed)
    if random.random() < 0.2:
        # a scrap of a few lines is read in other ways than a whole report
        low = random.randrange(len(text) + 1)
        text = text[low : low + random.randrange(2_000)]
    for _ in range(steps):
        # characters, what stands between white space or bars, lines
        pieces = random.choice(_PIECES)(text)
        size = random.choice([1, 1, 2, 8])
        low = random.randrange(len(pieces) + 1)
        run = pieces[low : low + size]
        way = random.randrange(6)
        if way == 0:
            pieces[low : low + size] = []
        elif way == 1:
            pieces[low:low] = run
        elif way == 2:
            to = random.randrange(len(pieces) + 1)
            pieces[low : low + size], pieces[to:to] = [], run
        elif way == 3:
            pieces[low : low + size] = [piece[: len(piece) // 2] for piece in run]
        else:
            pieces.insert(low, random.choice(WORN))
        text = "".join(pieces)
    return text


def _cells(text: str) -> list[str]:
    return re.split(r"(\s+|\|)", text)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


_PIECES: tuple[Callable[[str], list[str]], ...] = (list, _cells, _lines)


def any_texts() -> SearchStrategy[str]:
    """Give texts that are no report, or scraps of one."""
    return st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(SCRAPS), max_size=80).map("".join),
        st.sampled_from(list(nasty_texts().values())),
    )
