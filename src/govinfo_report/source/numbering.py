"""The numbers that Word writes in front of paragraphs by itself (numbering.xml): 三、 so stays 三、."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from govinfo_report.source.attributes import whole
from govinfo_report.source.package import Package

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NUMERALS = "〇一二三四五六七八九"
# fmt: off
_CHINESE = frozenset((
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
    "japaneseCounting", "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanCounting",
))
# fmt: on
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PLACEHOLDER = re.compile(r"%([1-9])")
# Styles based on styles, deeper than any document has them.
DEEPEST = 20
# The last level of a list, from 0; the largest number of one; the longest words around it.
LAST_LEVEL = 8
LARGEST = 99_999_999
LONGEST = 300
# Up to here Word repeats a letter (27 is AA, 53 is AAA); beyond, digits are written.
LAST_IN_LETTERS = 26 * 30


@define
class Level:
    """How one level of a list is numbered.

    Attributes:
        start: its first number.
        form: the kind of number (``chineseCounting``, ``decimal`` …).
        text: the number in its surroundings: ``%1、``.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""


@define
class Numbering:
    """The lists of a document, and how far each has counted.

    Attributes:
        w: the namespace of the document.
        lists: id of a list to the list that it counts with and its levels.
        styles: id of a style to the list and level that it numbers with.
    """

    w: str
    lists: dict[str, tuple[str, dict[int, Level]]] = field(factory=dict)
    styles: dict[str, tuple[str, int]] = field(factory=dict)
    _counts: dict[str, dict[int, int]] = field(factory=dict)
    _begun: set[str] = field(factory=set)
    _overrides: dict[str, dict[int, int]] = field(factory=dict)

    def number(self, properties: Element) -> str:
        """Give what Word writes in front of a paragraph with these properties; "" where it writes nothing."""
        w = self.w
        style = properties.find(f"{w}pStyle")
        known = self.styles.get(style.get(f"{w}val", "")) if style is not None else None
        name, at = known or ("0", 0)
        own = properties.find(f"{w}numPr")
        if own is not None:
            level, chosen = own.find(f"{w}ilvl"), own.find(f"{w}numId")
            if level is not None:
                at = whole(level.get(f"{w}val"), 0, LAST_LEVEL)
            if chosen is not None:
                name = chosen.get(f"{w}val", "0")
        return self.next(name, at)

    def next(self, name: str, at: int) -> str:
        """Count one on in a list and give the number; "" for a list that is not known and for bullets.

        Args:
            name: id of the list.
            at: the level, from 0.
        """
        if name == "0" or name not in self.lists:
            return ""
        family, levels = self.lists[name]
        counts = self._counts.setdefault(family, {})
        if name not in self._begun:
            self._begun.add(name)
            for level_at, start in self._overrides.get(name, {}).items():
                counts[level_at] = start - 1
        level = levels.get(at, Level())
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [key for key in counts if key > at]:
            del counts[deeper]
        if len(level.text) > LONGEST:
            return ""
        if level.form in ("bullet", "none"):
            return "" if level.form == "bullet" else _PLACEHOLDER.sub("", level.text)

        def written(found: re.Match[str]) -> str:
            other = int(found[1]) - 1
            its = levels.get(other, Level())
            return write_number(counts.get(other, its.start), its.form)

        return _PLACEHOLDER.sub(written, level.text)


def write_number(number: int, form: str) -> str:
    """Write a number in a form that ``numbering.xml`` names; in digits for a form that is not known."""
    if form in _CHINESE:
        return _chinese(number)
    if form == "decimalEnclosedCircle" or form == "decimalEnclosedCircleChinese":
        return chr(0x245F + number) if 1 <= number <= 20 else str(number)
    if form == "decimalEnclosedParen":
        return chr(0x2473 + number) if 1 <= number <= 20 else f"({number})"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return "".join(_LEGAL[int(digit)] for digit in str(abs(number)))
    if form == "ideographTraditional":
        return _STEMS[(number - 1) % 10]
    if form == "ideographZodiac":
        return _BRANCHES[(number - 1) % 12]
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= LAST_IN_LETTERS:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 1 <= number < 4000:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    return str(number)


def _chinese(number: int) -> str:
    if number < 0 or number > 99:
        return "".join(_NUMERALS[int(digit)] for digit in str(abs(number)))
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else _NUMERALS[tens] + "十")
    return head + (_NUMERALS[ones] if ones or not tens else "")


def _roman(number: int) -> str:
    out = ""
    for worth, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while number >= worth:
            out += letters
            number -= worth
    return out


def read_numbering(package: Package, w: str) -> Numbering:
    """Read the lists of a document and the styles that number paragraphs.

    Args:
        package: the document.
        w: its namespace.
    """
    numbering = Numbering(w)
    if "word/numbering.xml" not in package.names:
        return numbering
    root = package.xml("word/numbering.xml")
    families = {
        family.get(f"{w}abstractNumId", ""): {
            whole(level.get(f"{w}ilvl"), 0, LAST_LEVEL): _level(level, w)
            for level in family.iter(f"{w}lvl")
        }
        for family in root.iter(f"{w}abstractNum")
    }
    for entry in root.findall(f"{w}num"):
        family = entry.find(f"{w}abstractNumId")
        name = "" if family is None else family.get(f"{w}val", "")
        levels = dict(families.get(name, {}))
        number = entry.get(f"{w}numId", "")
        for override in entry.findall(f"{w}lvlOverride"):
            at = whole(override.get(f"{w}ilvl"), 0, LAST_LEVEL)
            level, start = override.find(f"{w}lvl"), override.find(f"{w}startOverride")
            if level is not None:
                levels[at] = _level(level, w)
            if start is not None:
                first = whole(start.get(f"{w}val"), 1, LARGEST)
                numbering._overrides.setdefault(number, {})[at] = first
        numbering.lists[number] = (name, levels)
    if "word/styles.xml" in package.names:
        numbering.styles = _styles(package.xml("word/styles.xml"), w)
    return numbering


def _level(level: Element, w: str) -> Level:
    start, form, text = (level.find(f"{w}{name}") for name in ("start", "numFmt", "lvlText"))
    return Level(
        whole(None if start is None else start.get(f"{w}val"), 1, LARGEST),
        "decimal" if form is None else form.get(f"{w}val", "decimal"),
        "" if text is None else text.get(f"{w}val", ""),
    )


def _styles(root: Element, w: str) -> dict[str, tuple[str, int]]:
    """Give the styles that number paragraphs, by themselves or by the style that they are based on."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in root.findall(f"{w}style"):
        name = style.get(f"{w}styleId", "")
        base = style.find(f"{w}basedOn")
        if base is not None:
            based[name] = base.get(f"{w}val", "")
        number = style.find(f"{w}pPr/{w}numPr/{w}numId")
        if number is not None:
            level = style.find(f"{w}pPr/{w}numPr/{w}ilvl")
            at = 0 if level is None else whole(level.get(f"{w}val"), 0, LAST_LEVEL)
            own[name] = (number.get(f"{w}val", "0"), at)
    for name in based:
        base_name = name
        for _ in range(DEEPEST):
            if base_name in own:
                own[name] = own[base_name]
                break
            if base_name not in based:
                break
            base_name = based[base_name]
    return own
