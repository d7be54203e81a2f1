"""What a run of an Office document looks like, as far as that sets its text apart: raised, struck out, not shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from govinfo_report.source.package import Package
from govinfo_report.source.set_apart import HIDDEN, LOWERED, PALE, RAISED, STRUCK

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_STYLES = "word/styles.xml"
# Styles based on styles, deeper than any document has them.
DEEPEST = 20

# Of each property the ways in which its values set text apart; "" stands for any other value.
_OFF = {"0": "", "false": "", "off": ""}
_BY_STYLE: dict[str, str] = {"style": ""}
_SHADED: dict[str, str] = {"shade": ""}
_LOOKS = {
    "vertAlign": {"superscript": RAISED, "subscript": LOWERED},
    "vanish": {**_OFF, "": HIDDEN},
    "strike": {**_OFF, "": STRUCK},
    "dstrike": {**_OFF, "": STRUCK},
    # in half points
    "sz": dict.fromkeys(("0", "1", "2"), HIDDEN),
    "color": {"ffffff": PALE},
    "rStyle": _BY_STYLE,
    "shd": _SHADED,
}


def way_of(name: str, value: str) -> str:
    """Tell how a property with a value sets its text apart, by its local name; "" where it does not."""
    ways = _LOOKS.get(name, _BY_STYLE)
    return ways.get(value.lower(), ways.get("", ""))


class RunLooks:
    """Tells how runs are set apart.

    Args:
        package: the document.
        w: the namespace of its elements.
    """

    def __init__(self, package: Package, w: str) -> None:
        self._package = package
        self._w = w
        self._value = f"{w}val"
        self._looks = {f"{w}{name}": ways for name, ways in _LOOKS.items()}

    def way(self, properties: Element) -> str:
        """Tell how a run with such properties is set apart; "" where it is not (hot: each run)."""
        way = style = ""
        is_shaded = False
        for item in properties:
            ways = self._looks.get(item.tag)
            if ways is None:
                continue
            value = item.get(self._value, "true")
            if ways is _BY_STYLE:
                style = self._styles.get(value, "")
            elif ways is _SHADED:
                is_shaded = True
            else:
                way = max(way, ways.get(value.lower(), ways.get("", "")))
        way = max(way, style)
        return "" if way == PALE and is_shaded else way

    @cached_property
    def _styles(self) -> dict[str, str]:
        """The styles of characters that set their text apart, to the way."""
        w = self._w
        found: dict[str, str] = {}
        if _STYLES not in self._package.names:
            return found
        # a style names no style of characters; one that does anyway gets nothing from it
        self.__dict__["_styles"] = found
        based: dict[str, tuple[str, str]] = {}
        for style in self._package.xml(_STYLES).iterfind(f"{w}style"):
            properties, base = style.find(f"{w}rPr"), style.find(f"{w}basedOn")
            way = "" if properties is None else self.way(properties)
            on = "" if base is None else base.get(self._value, "")
            based[style.get(f"{w}styleId", "")] = way, on
        ways = {}
        for name, (way, on) in based.items():
            for _ in range(DEEPEST):
                if way or on not in based:
                    break
                way, on = based[on]
            if way:
                ways[name] = way
        return ways
