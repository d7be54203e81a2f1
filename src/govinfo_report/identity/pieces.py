"""Tells whether the name of an office is whole, or goes on from the line above it: 某县 | 农业农村局."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs

from govinfo_report.identity.plain import squeeze
from govinfo_report.identity.wording import AROUND, OFFICES, name_in, without_year
from govinfo_report.model import Evidence
from govinfo_report.official import identity_words, writing

_WORDS = identity_words().pieces


@attrs.frozen
class Above:
    """What a line says of the name below it.

    Attributes:
        begins: it is the beginning of the name.
        is_torn: it may be, and how the name goes on is not told.
    """

    begins: bool = False
    is_torn: bool = False

    @property
    def is_part(self) -> bool:
        """Whether the name cannot be told without this line."""
        return self.begins or self.is_torn


_NOTHING = Above()


@cache
def _patterns() -> dict[str, Any]:
    import regex

    return {
        name: regex.compile(writing().pattern(_WORDS[name]))
        for name in (
            "placed",
            "place",
            "words",
            "page",
            "unnamed",
            "goes_on",
            "led",
            "below",
            "government",
        )
    }


def is_place(words: str) -> bool:
    """Tell whether words without white space are the name of a place and nothing else.

    Args:
        words: the words.
    """
    return _patterns()["place"].fullmatch(words) is not None


def is_placed(words: str) -> bool:
    """Tell whether words begin as the name of an office does that has its place.

    Args:
        words: the words.
    """
    return _patterns()["placed"].match(words) is not None


def is_unnamed(name: str) -> bool:
    """Tell whether a name is one that every office may have, or a part of one: 局办公室, 镇政府.

    Args:
        name: the name of an office, without white space.
    """
    return _patterns()["unnamed"].fullmatch(name) is not None


def is_led(office: Evidence, text: str) -> bool:
    """Tell whether words of a page may stand before a name: no place is as long, and nothing else of the copy has it.

    Args:
        office: the office.
        text: the whole copy.
    """
    is_long = _patterns()["led"].match(str(office.value)) is not None
    return is_long and text.count(office.raw) == 1


def read_above(name: str, above: str) -> Above:
    """Tell whether a name goes on from the line above it.

    Args:
        name: the name of an office, without white space.
        above: the line.
    """
    patterns, bare = _patterns(), squeeze(above.strip(AROUND))
    place = without_year(bare) or bare
    head = next((head for head in _WORDS["heads"] if bare.startswith(head)), None)
    if head is not None and not name.startswith(head):
        # 国家税务总局某市 | 某区税务局 may be cut inside of its place
        return Above(begins=bare == head, is_torn=bare != head)
    if _is_open(name, place):
        return Above(is_torn=True)
    if patterns["placed"].match(name) or patterns["words"].fullmatch(place) is None:
        return _NOTHING
    is_office = name_in(place) == (0, len(place)) and place.endswith(OFFICES)
    if is_office and is_place(place):
        # 栖梧县 | 县教育局 says its place twice, and a year stands in the middle of no name
        begins = bare == place and not name.startswith(place[-1])
        return Above(begins, is_torn=not begins)
    if not patterns["placed"].match(place) or patterns["page"].search(place):
        return _NOTHING
    last, shared = identity_words().title["shared"]
    goes_on = name.startswith(shared) and place.endswith(last)
    begins = bare == place and (goes_on or (is_office and name in _WORDS["inner"]))
    return Above(begins, is_torn=not begins)


def _is_open(name: str, above: str) -> bool:
    """Tell whether a name is a piece of one that the line above it may begin: 某彝族 | 自治州财政局."""
    patterns = _patterns()
    if patterns["page"].search(above):
        return False
    if above.endswith(tuple(_WORDS["open"])):
        return patterns["words"].match(above) is not None
    if patterns["below"].fullmatch(name):
        return patterns["government"].fullmatch(above) is not None
    if patterns["words"].fullmatch(above) is None or is_place(above):
        return False
    return patterns["goes_on"].match(name) is not None or _is_second(name, above)


def _is_second(name: str, above: str) -> bool:
    """Tell whether the line above names another office of the same place: a title of both of them."""
    shared = above[:2]
    is_office = above.endswith(OFFICES) and name_in(above) == (0, len(above))
    is_government = _patterns()["government"].fullmatch(above) is not None
    return is_office and not is_government and name.startswith(shared) and above not in name


def is_several(raw: str) -> bool:
    """Tell whether a name in parts is that of several offices: 某区教育局 某区体育局.

    The joint office of a party committee and a government is one: 中共某县委 某县人民政府信访局.

    Args:
        raw: the name, as it is printed.
    """
    for at, mark in enumerate(raw):
        # 住房和城乡建设局 is one
        if (
            mark in _WORDS["also"]
            and raw.endswith(OFFICES, 0, at)
            and raw.startswith(raw[:2], at + 1)
        ):
            return True
    first, *others = raw.split()
    if first.startswith(_WORDS["party"]) or len(first) == 1:
        return False
    before = first
    for part in others:
        is_office = before.endswith(OFFICES) and not is_place(before)
        is_like = before[-1] == part[-1] and not part.endswith(_WORDS["branch"])
        if is_office and (is_like or _patterns()["placed"].match(part)):
            return True
        before = part
    return False


def is_same(piece: Evidence, other: Evidence) -> bool:
    """Tell whether another place names the office that a piece of a name is of: 农村局 and 某县农业农村局.

    Args:
        piece: the piece, or several names in one line.
        other: what stands in the other place.
    """
    one, two = str(piece.value), str(other.value)
    return one.endswith(two) or two.endswith(one)
