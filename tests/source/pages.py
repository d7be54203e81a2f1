"""Web pages for tests: a report as editors, portals and Word leave it, and the same broken anywhere."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from attrs import evolve

from govinfo_report.testing import Truth, generate
from govinfo_report.testing.documents import html_of

MENU = (
    '<div class="nav"><ul>'
    + "".join(f'<li><a href="/{n}">年报{n}</a></li>' for n in range(30))
    + '</ul></div><script>var a="<td>1</td>"; if (a<b) document.write("<tr><td>规章</td><td>9</td></tr>")</script>'
    "<style>td>p{color:red}</style><!-- <table><tr><td>规章</td><td>8</td></tr></table> -->"
    '<div class="path">首页 &gt; 政务公开 &gt; 年报</div>'
)
FOOT = (
    "<div><table><tr><td>主办：漪岚市人民政府</td><td>备案号：12345678</td></tr><tr><td>电话</td><td>0510-7654321</td>"
    '</tr></table></div><script src="x.js"></script>'
)


def some_truth(edition: str, seed: int) -> Truth:
    """Make a report up in which every third zero is an empty cell."""
    truth = generate(seed, edition, 60)
    zeros = [path for path, text in truth.cells.items() if text == "0"]
    return evolve(truth, cells={**truth.cells, **dict.fromkeys(zeros[seed % 3 :: 3], "")})


def body_of(page: str) -> str:
    """Give what stands between <body> and </body>."""
    return page[page.index("<body>") + 6 : page.index("</body>")]


def cut_in_two(page: str) -> str:
    """Cut the table of requests in two behind its first rows."""
    rows = page.split("</tr>\n")
    at = next(i for i, row in enumerate(rows) if "三、本年度办理结果" in row) + 3
    head, tail = "</tr>\n".join(rows[:at]), "</tr>\n".join(rows[at:])
    return f"{head}</tr>\n</table>\n<p>&nbsp;</p><table>\n{tail}"


def numbers(page: str, write: Callable[[str], str]) -> str:
    """Write each number anew."""
    return re.sub(r">(\d+)</td>", lambda found: f">{write(found[1])}</td>", page)


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": lambda page: page,
    "in a portal": lambda page: f"<html><body>{MENU}{body_of(page)}{FOOT}</body></html>",
    "a table lays the page out": lambda page: (
        f"<table width=100%><tr><td width=200>{MENU}</td><td><div>{body_of(page)}</div></td></tr>"
        f"<tr><td colspan=2>{FOOT}</td></tr></table>"
    ),
    "tables in tables": lambda page: (
        f"<table><tr><td><table><tr><td>{body_of(page)}</td></tr></table></td></tr></table>"
    ),
    "nothing is closed": lambda page: re.sub("</(td|tr|p)>", "", page),
    "capitals": lambda page: re.sub(r"<[^!][^>]*>", lambda found: found[0].upper(), page),
    "paragraphs in cells, > in attributes": lambda page: re.sub(
        r"(<td[^>]*>)(.*?)</td>",
        r'\1<p class="a>b" title="x > y"><span>\2</span></p><p>&nbsp;</p></td>',
        page,
    ),
    "conditional comments": lambda page: re.sub(
        r"(<td[^>]*>)",
        r"\1<!--[if gte mso 9]><xml><w:x>3</w:x></xml><![endif]--><![if !supportEmptyParas]><o:p></o:p><![endif]>",
        page,
    ),
    "a table cut in two": cut_in_two,
    "no-break spaces": lambda page: page.replace("></td>", ">&nbsp;</td>"),
    "an empty column at the end": lambda page: page.replace(
        "</tr>", '<td style="width:1px">&nbsp;</td></tr>'
    ),
    "digits in elements of their own": lambda page: numbers(
        page, lambda number: "".join(f"<span>{digit}</span>" for digit in number)
    ),
    "digits as entities": lambda page: numbers(
        page, lambda number: "".join(f"&#{ord(digit)};" for digit in number)
    ),
    "a box around each number": lambda page: re.sub(
        r"(<td[^>]*>)(\d+)</td>", r"\1<table><tr><td>\2</td></tr></table></td>", page
    ),
    "stray rowspans": lambda page: page.replace("<td>1", '<td rowspan="2">1', 2),
    "tables alone are HTML": lambda page: re.sub(
        r"</?(p|html|body|head|title|meta|!DOC)[^>]*>", "", page
    ),
}

PIECES = (
    "<td>", "</td>", "<tr>", "</tr>", "<table>", "</table>", "<p>", "<br>", '"', "'", "<", ">", "&", "&nbsp;", "&#9;",
    "&#10;", "\t", "\n", "\r", "<!--", "-->", "<script>", "</script>", "<td rowspan=3>", "<td colspan=4>",
    "<td rowspan=0>", "<pre>", "</pre>", "9", "\x00", "\u200b",
)  # fmt: skip


def broken_page(seed: int, way: str | None = None) -> str:
    """Give a page that is broken in up to twenty places; written in one of ``WAYS``, or mostly as it is."""
    chance = random.Random(seed)
    page = html_of(some_truth(chance.choice(["2019", "2021"]), seed % 5))
    if way is not None:
        page = WAYS[way](page)
    elif chance.random() < 0.3:
        page = WAYS["tables alone are HTML"](page)
    for _ in range(chance.choice([1, 3, 20])):
        at = chance.randrange(len(page))
        what = chance.random()
        if what < 0.5:
            page = page[:at] + chance.choice(PIECES) + page[at:]
        elif what < 0.8:
            page = page[:at] + page[at + chance.choice([1, 5, 100]) :]
        else:
            end = at + chance.choice([5, 300])
            page = page[:end] + page[at:end] + page[end:]
    return page
