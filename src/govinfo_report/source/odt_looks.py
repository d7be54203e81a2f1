"""What the styles of an OpenDocument text say of the text under them, as far as that sets it apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govinfo_report.source.set_apart import HIDDEN, LOWERED, PALE, RAISED, STRUCK

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_OFF = ("", "none")
# Styles based on styles, deeper than any document has them.
DEEPEST = 20


def ways_of_styles(root: Element, known: dict[str, str]) -> dict[str, str]:
    """Give the styles that set their text apart, each with the way.

    Args:
        root: the part of the document that has styles.
        known: those of other parts, which its styles may be based on.
    """
    based: dict[str, tuple[str, str]] = {}
    for style in root.iter(f"{_STYLE}style"):
        if style.get(f"{_STYLE}family") in ("text", "paragraph"):
            looks = style.find(f"{_STYLE}text-properties")
            way = "" if looks is None else _way(looks)
            on = style.get(f"{_STYLE}parent-style-name", "")
            based[style.get(f"{_STYLE}name", "")] = way, on
    found = dict(known)
    for name, (way, on) in based.items():
        for _ in range(DEEPEST):
            if way or on not in based:
                break
            way, on = based[on]
        way = way or known.get(on, "")
        if way:
            found[name] = way
    return found


def _way(looks: Element) -> str:
    """Tell how the properties of a text set it apart; "" where they do not."""
    if looks.get(f"{_T}display") == "none" or looks.get(f"{_FO}font-size") in ("0pt", "0cm"):
        return HIDDEN
    lines = (looks.get(f"{_STYLE}text-line-through-{name}", "") for name in ("style", "type"))
    if any(line not in _OFF for line in lines):
        return STRUCK
    # "super 58%", "33% 58%": how high, and how large
    height, _, size = looks.get(f"{_STYLE}text-position", "").partition(" ")
    if height and size != "100%":
        if height == "super" or (height[0].isdigit() and height.strip("0.") != "%"):
            return RAISED
        if height == "sub" or height[0] == "-":
            return LOWERED
    is_white = looks.get(f"{_FO}color", "").lower() == "#ffffff"
    return PALE if is_white and f"{_FO}background-color" not in looks.attrib else ""
