"""How elements and styles of a page set text apart: raised, struck out, not shown; and where such an element ends."""

from __future__ import annotations

import re
from functools import lru_cache

from govinfo_report.source.set_apart import GLOSS, HIDDEN, LOWERED, PALE, RAISED, STRUCK

_ELEMENTS = {
    **dict.fromkeys(("del", "s", "strike"), STRUCK),
    **dict.fromkeys(("rt", "rp", "rtc"), GLOSS),
    "sup": RAISED,
    "sub": LOWERED,
}
# Elements without text.
_EMPTY = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr")
_ATTRIBUTE = re.compile(
    r"([^\s=\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?", re.ASCII
)
_END = r"\s*(?:[;!]|$)"
_ZERO = rf"0(?:\.0*)?(?:px|pt|em|rem|%)?{_END}"
_WHITE = rf"(?:white|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)){_END}"
# Of any element; and of one inside a line: pages are laid out with these in blocks and cells.
_ANYWHERE = (
    (HIDDEN, r"\b(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)"),
    (STRUCK, r"\btext-decoration(?:-line)?\s*:[^;]*line-through"),
)
_IN_LINE = (
    (HIDDEN, rf"\bfont-size\s*:\s*{_ZERO}"),
    (RAISED, r"\bvertical-align\s*:\s*super"),
    (LOWERED, r"\bvertical-align\s*:\s*sub"),
    # on a ground of its own it shows
    (PALE, rf"\A(?!.*background)(?:.*[;\s])?color\s*:\s*{_WHITE}"),
)
_PATTERNS = [
    (way, re.compile(look, re.DOTALL), looks is _IN_LINE)
    for looks in (_ANYWHERE, _IN_LINE)
    for way, look in looks
]
_SHEET = re.compile(r"<style(?![a-z])[^<>]*+>", re.IGNORECASE)
_END_OF_SHEET = re.compile(r"</style", re.IGNORECASE)
_REMARK = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)|<!--|-->")
# what holds on paper, on a small screen
_ON_TERMS = re.compile(r"@[^@{};]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}")
_CLASS = re.compile(r"\s*+[a-z]*+\.([\w-]++)\s*+")
# How much of a style and of a style sheet is read, in characters, and the most classes of one.
LONGEST_STYLE = 2_000
LONGEST_SHEET = 500_000
MOST_CLASSES = 200


def way_of_tag(name: str, attributes: str, in_line: bool) -> str:
    """Tell how an element sets its text apart.

    Args:
        name: its name, in lower case.
        attributes: what stands in its tag behind that.
        in_line: it is part of a line: no block, no part of a table.

    Returns:
        The way; "" for none.
    """
    way = _ELEMENTS.get(name, "")
    lower = attributes.lower()
    if not any(word in lower for word in ("hidden", "style", "color")) or name in _EMPTY:
        return way
    for attribute, *values in _ATTRIBUTE.findall(lower):
        value = "".join(values)
        if attribute == "hidden" and value not in ("false", "until-found"):
            way = HIDDEN
        elif attribute in ("style", "color"):
            style = value if attribute == "style" else f"color:{value}"
            way = max(way, way_of_style(style, in_line))
    return way


def way_of_style(style: str, in_line: bool) -> str:
    """Tell how a style, in lower case, sets the text of an element apart; "" where it does not."""
    style = style[:LONGEST_STYLE]
    return max(
        (way for way, look, of_lines in _PATTERNS if look.search(style) and in_line >= of_lines),
        default="",
    )


def classes_of(text: str) -> dict[str, str]:
    """Give the classes that the style sheets in a page set apart, each with its style."""
    found: dict[str, str] = {}
    for piece in _SHEET.split(text)[1:]:
        found.update(_classes_of_sheet(_END_OF_SHEET.split(piece, 1)[0][:LONGEST_SHEET]))
    return found


@lru_cache(maxsize=64)
def _classes_of_sheet(sheet: str) -> dict[str, str]:
    """Give those of one style sheet; remembered, since pages of a site share it."""
    found: dict[str, str] = {}
    rules = _ON_TERMS.sub("", _REMARK.sub("", sheet.lower()))
    for rule in rules.split("}"):
        names, _, style = rule.partition("{")
        if style and way_of_style(style, True) not in ("", PALE):
            for name in names.split(","):
                of_class = _CLASS.fullmatch(name)
                if of_class and len(found) < MOST_CLASSES:
                    found[of_class[1]] = style
    return found


def style_of_classes(attributes: str, classes: dict[str, str]) -> str:
    """Give what the classes in a tag say, of those that a page sets apart."""
    lower = attributes.lower()
    if "class" not in lower:
        return ""
    own = ["".join(values) for name, *values in _ATTRIBUTE.findall(lower) if name == "class"]
    return ";".join([classes.get(name, "") for name in " ".join(own).split()])


_PARTS_OF_TABLES = "table|t[dhr]|tbody|thead|tfoot"
_ROWS = ("table", "tbody", "thead", "tfoot")
# Elements that the next one of their kind ends.
_ENDED = {"p": "p", "tr": "tr", **dict.fromkeys(("rt", "rp", "rtc"), "r(?:t|p|b|tc|uby)")}


@lru_cache(maxsize=256)
def _ends(name: str) -> re.Pattern[str]:
    own = _ENDED.get(name, re.escape(name))
    return re.compile(rf"<(/?)({own}|{_PARTS_OF_TABLES})(?=[\s/>])", re.IGNORECASE)


def end_of_element(text: str, name: str, start: int) -> int:
    """Find where an element ends: with its end tag, or with what ends it where it has none.

    Args:
        text: the page.
        name: the name of the element.
        start: the offset behind its tag, from 0.

    Returns:
        The offset of the tag that ends it; -1 where none does.
    """
    depth, tables = 1, 0
    for found in _ends(name).finditer(text, start):
        closes, other = bool(found[1]), found[2].lower()
        if other == "table" and name != "table":
            tables += -1 if closes else 1
            if tables < 0:
                return found.start()
        elif tables:
            continue
        elif other == name or name in ("rt", "rp", "rtc"):
            depth += -1 if closes else 1
            if not depth or name in _ENDED:
                return found.start()
        elif name not in _ROWS and not (name == "tr" and other in ("td", "th")):
            # a cell ends what begins in it
            return found.start()
    return -1
