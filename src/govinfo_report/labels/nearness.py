"""The label that a misprinted text is nearest to: 法律行政法规禁土公开 is 法律行政法规禁止公开.

A text is taken for a misprinted label only where nothing else can have been meant: it is within few slips of one label;
every other label that is known is more than twice as far; no character is added or left out that turns a label into
its opposite; and the text is no piece of a label, since then a layout cut it and the other piece stands somewhere
too. Slips are counted as edit distance, a character that is often mistaken for another (``official/characters.toml``)
being none; where the copy prints a number before the text, a label that has another number on the form is two slips
farther.

Own code, since its cost has to be known beforehand (``docs/decisions/0009-misprinted-labels.md``): a text that is no
label costs a few bit operations for each label of about its length, and only where a label has nearly the same
characters is the distance worked out, in one step a character.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from itertools import chain

from attrs import define, field

from govinfo_report.official import characters

# Characters of a label for each slip that it may hold: one in 予以公开, two in 属于行政执法案卷. One in three would
# make 行政处罚 of 行政许可.
CHARACTERS_A_SLIP = 4
# 法律行政止公开 lacks three characters; the longest labels need no more than one more.
MOST_SLIPS = 4
# What another number on the form counts: （一）予公开 is 予以公开, for （三）不予公开 is three slips away.
MISNUMBERED = 2
# In a shorter label no character may be lost or added where its number does not speak for it: 公开组织 and 予公开 could
# be anything.
SHORTEST_LOSS = 6
# The shortest piece of a label that is read as the label where its number does not speak for it: 本机关不掌, 行政规范.
SHORTEST_PIECE = 4


@define(eq=False)
class _Target:
    """A label that texts are compared with.

    Attributes:
        text: its normal form, look-alikes made one.
        meaning: what it means; None for a label that the table does not have.
        number: the number that the form prints before it, else None.
        slips: how many it may be misprinted with.
        mask: its characters, a bit each.
        places: character to the places where it stands, a bit each.
    """

    text: str
    meaning: Hashable | None
    number: int | None
    slips: int
    mask: int
    places: dict[str, int] = field(repr=False)

    def distance(self, text: str) -> int:
        """Count the characters to change, add or leave out to make ``text`` of it.

        The differences between neighbouring fields of the usual table are kept a bit each, so a step is a column of it
        (Myers 1999, for whole texts Hyyrö 2003).
        """
        distance = len(self.text)
        last, full = 1 << (distance - 1), (1 << distance) - 1
        rises, falls = full, 0
        for character in text:
            same = self.places.get(character, 0)
            kept = same | falls
            same |= ((same & rises) + rises) ^ rises
            up = falls | ~(same | rises) & full
            down = rises & same
            distance += bool(up & last) - bool(down & last)
            up = up << 1 | 1
            rises = (down << 1 | ~(kept | up)) & full
            falls = up & kept & full
        return distance


class Nearest:
    """Finds the label that a text is a misprint of.

    Args:
        labels: the normal form of each label of a table, to what it means; labels of one meaning do not rival.
        numbers: the normal form of a label to the number that the form prints before it.
        foreign: the normal forms of labels that the table does not have.
    """

    def __init__(
        self,
        labels: Mapping[str, Hashable],
        numbers: Mapping[str, int],
        foreign: Iterable[str] = (),
    ) -> None:
        self._numbers = numbers
        known: dict[str, Hashable | None] = dict.fromkeys(map(_folded, foreign))
        known |= labels
        letters = sorted(set(chain.from_iterable(known)))
        self._bits = {character: 1 << at for at, character in enumerate(letters)}
        targets = [self._target(text, known[text]) for text in sorted(known, key=len)]
        self._targets = {target.text: target for target in targets}
        longest = max((len(text) + MOST_SLIPS for text in labels), default=0)
        # by the length of a text: the labels that it can be a misprint of
        self._possible = [
            [target for target in targets if abs(len(target.text) - length) <= target.slips]
            for length in range(longest + 1)
        ]

    def _target(self, text: str, meaning: Hashable | None) -> _Target:
        places: dict[str, int] = {}
        for at, character in enumerate(text):
            places[character] = places.get(character, 0) | 1 << at
        slips = 0 if meaning is None else min(len(text) // CHARACTERS_A_SLIP, MOST_SLIPS)
        number = self._numbers.get(text)
        return _Target(text, meaning, number, slips, self._mask(text)[0], places)

    def _mask(self, text: str) -> tuple[int, int]:
        """Give the characters of a text, a bit each, and how many there are that no label has."""
        mask = strange = 0
        for character in set(text):
            bit = self._bits.get(character)
            if bit is None:
                strange += 1
            else:
                mask |= bit
        return mask, strange

    def misprint(self, text: str, number: int | None = None) -> str | None:
        """Give the label that a text, itself no label, is a misprint of.

        Args:
            text: the normal form of what the copy prints.
            number: the number that the copy prints before it.

        Returns:
            The normal form of the label; None where there is none, or where it could be another.
        """
        text = _folded(text)
        same = self._targets.get(text)
        if same is not None:
            return same.text if same.meaning is not None else None
        if len(text) >= len(self._possible) or any(map(str.isdigit, text)):
            return None
        mask, strange = self._mask(text)
        nearest, slips = None, MOST_SLIPS + 1
        for target in self._possible[len(text)]:
            # each character that only one of the two has takes a slip
            if (
                (target.mask & ~mask).bit_count() <= target.slips
                and (mask & ~target.mask).bit_count() + strange <= target.slips
                and (distance := target.distance(text) + _misnumbered(target, number))
                <= min(target.slips, slips - 1)
                and not _is_short(target, text, number)
                # a label with something added names something else, or two cells ran together
                and target.text not in text
            ):
                nearest, slips = target, distance
        if nearest is None or _turns(text, number, nearest):
            return None
        if any(
            target.text in text and len(target.text) >= len(nearest.text)
            for target in self._possible[len(text)]
            if target.meaning == nearest.meaning
        ):
            # 其他对外管理服务事项约 is no 其它对外管理服务事项 either
            return None
        return None if self._has_rival(text, number, nearest, 2 * slips) else nearest.text

    def _has_rival(self, text: str, number: int | None, nearest: _Target, reach: int) -> bool:
        """Tell whether a text is a piece of a label, or another label is within ``reach`` slips."""
        mask, strange = self._mask(text)
        for target in self._targets.values():
            apart = _misnumbered(target, number)
            if target.meaning is not None and not apart and text in target.text:
                return True
            left = reach - apart
            if (
                target.meaning != nearest.meaning
                and abs(len(target.text) - len(text)) <= left
                and (target.mask & ~mask).bit_count() <= left
                and (mask & ~target.mask).bit_count() + strange <= left
                and target.distance(text) <= left
            ):
                return True
        return False

    def piece(self, text: str, number: int | None = None) -> str | None:
        """Give the label that a text is the beginning or the end of, at least half of it.

        Args:
            text: the normal form of what the copy prints.
            number: the number that the copy prints before it.

        Returns:
            The normal form of the label; None where there is none, or where it can be a piece of another.
        """
        text = _folded(text)
        if not SHORTEST_PIECE - (number is not None) <= len(text) < len(self._possible):
            return None
        whole = [
            target
            for target in self._targets.values()
            if text in target.text and not _misnumbered(target, number)
        ]
        if len({target.meaning for target in whole}) != 1:
            return None
        for target in whole:
            lost = target.text.removesuffix(text)
            # 正当理由大量反复申请 is the opposite, 4.正当理由大量反复申请 a misprint
            is_end = lost != target.text and (number is not None or not _turning(lost))
            if 2 * len(text) >= len(target.text) and (is_end or target.text.startswith(text)):
                return target.text if target.meaning is not None else None
        return None


def _misnumbered(target: _Target, number: int | None) -> int:
    return MISNUMBERED if number is not None and number != target.number else 0


def _is_short(target: _Target, text: str, number: int | None) -> bool:
    """Tell whether a label is too short to have lost a character, or to have one more."""
    return (
        len(target.text) < SHORTEST_LOSS
        and len(target.text) != len(text)
        and (number is None or number != target.number)
    )


def _folded(text: str) -> str:
    return text.translate(characters().lookalikes)


def _turning(text: str) -> Counter[str]:
    return Counter(character for character in text if character in characters().turning)


def _turns(text: str, number: int | None, label: _Target) -> bool:
    """Tell whether a text may mean the opposite of a label: 不 or 上 is added to it, or left out of it.

    That something is left out is a misprint where the number speaks for the label: 4.正当理由大量反复申请.
    """
    printed, meant = _turning(text), _turning(label.text)
    if printed - meant:
        return True
    is_numbered = number is not None and number == label.number
    return bool(meant - printed) and len(text) < len(label.text) and not is_numbered
