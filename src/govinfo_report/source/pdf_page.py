"""What stands on a page of a PDF: characters with their boxes, and ruled lines. ``pypdfium2`` opens the file."""

from __future__ import annotations

import ctypes
import itertools
from statistics import median
from typing import Any, NamedTuple

from govinfo_report.source.ruled import Line
from govinfo_report.source.set_apart import PALE

# Thinner than this, in points, a filled shape is a line.
THIN = 3.0
# Shorter than this a line is a dash of a letter or of a dotted rule.
SHORT = 4.0
# Characters and drawn objects of a page beyond which it is no page of text.
MOST_CHARACTERS = 60_000
MOST_OBJECTS = 40_000
# Shapes of a page beyond which they may be letters rather than the lines of a table.
MOST_SHAPES = 200
# A character this many times as large as the usual one is none.
GIANT = 4
# Of 255, from here on a colour is white.
WHITE = 250
# The largest page that the format knows, and how far off its page a character may stand to be read, in points.
LARGEST_PAGE = 14_400.0
BLEED = 72.0
# Shapes inside shapes: a program puts what it imports into a form of its own.
DEEPEST = 6


class Character(NamedTuple):
    """A character on a page, in points; y grows upwards.

    Attributes:
        text: the character.
        left: its left edge.
        right: its right edge.
        middle: half way between its bottom and its top.
        size: from its bottom to its top.
        way: how it is set apart; "" where it is not.
    """

    text: str
    left: float
    right: float
    middle: float
    size: float
    way: str = ""


class Turn(NamedTuple):
    """How a page is turned for display.

    Attributes:
        quarters: quarters clockwise.
        left: left edge of what is shown of it, before it is turned.
        bottom: its lower edge.
        width: its width.
        height: its height.
    """

    quarters: int
    left: float
    bottom: float
    width: float
    height: float

    @classmethod
    def of(cls, page: Any) -> Turn:
        """Tell how a page is turned."""
        left, bottom, right, top = page.get_bbox()
        return cls(page.get_rotation() // 90, left, bottom, right - left, top - bottom)

    def holds(self, character: Character) -> bool:
        """Tell whether a character, as it is displayed, stands on the page or near its edge."""
        width, height = min(self.width, LARGEST_PAGE), min(self.height, LARGEST_PAGE)
        if self.quarters % 2:
            width, height = height, width
        return (
            character.left >= -BLEED
            and character.right <= width + BLEED
            and -BLEED <= character.middle <= height + BLEED
        )

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Give a box as it is displayed, counted from the corner of the page."""
        left, right = left - self.left, right - self.left
        bottom, top = bottom - self.bottom, top - self.bottom
        if self.quarters == 1:
            return bottom, self.width - right, top, self.width - left
        if self.quarters == 2:
            return self.width - right, self.height - top, self.width - left, self.height - bottom
        if self.quarters == 3:
            return self.height - top, left, self.height - bottom, right
        return left, bottom, right, top


def read_characters(page: Any, turn: Turn) -> list[Character]:
    """Give the characters of a page, in the order of the file, without white space and what stands off the page."""
    import pypdfium2.raw as raw

    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        count = min(text_page.count_chars(), MOST_CHARACTERS)
        box = raw.FS_RECTF()
        pointer = ctypes.byref(box)
        unicode_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
        found: list[Character] = []
        places: list[int] = []
        high = 0
        for at in range(count):
            code = unicode_at(handle, at)
            if 0xD800 <= code < 0xDC00:
                # a character beyond the first 65,536, in two halves
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
            high = 0
            if code <= 32 or code == 0xA0 or code == 0x3000 or code == 0xFFFE:
                continue
            if not box_at(handle, at, pointer):
                continue
            left, bottom, right, top = turn.box(box.left, box.bottom, box.right, box.top)
            found.append(
                Character(chr(code), left, right, (bottom + top) / 2, max(top - bottom, 1.0))
            )
            places.append(at)
        found = _without_giants(_pale_apart(found, places, handle), places, text_page, turn)
        return [character for character in found if turn.holds(character)]
    finally:
        text_page.close()


def _pale_apart(found: list[Character], places: list[int], handle: Any) -> list[Character]:
    """Give characters, those that are white or not drawn as such, where some digits are that and others are not."""
    digits = {at for character, at in zip(found, places, strict=True) if character.text.isdecimal()}
    pale = {at for at in digits if _is_pale(handle, at)}
    if not pale or pale == digits:
        return found
    return [
        character._replace(way=PALE) if at in pale or _is_pale(handle, at) else character
        for character, at in zip(found, places, strict=True)
    ]


def _is_pale(handle: Any, at: int) -> bool:
    """Tell whether a character is white, or is not drawn."""
    import pypdfium2.raw as raw

    drawn = raw.FPDFText_GetTextObject(handle, at)
    mode = raw.FPDFTextObj_GetTextRenderMode(drawn) if drawn else raw.FPDF_TEXTRENDERMODE_FILL
    if mode != raw.FPDF_TEXTRENDERMODE_FILL:
        return bool(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(handle, at, *map(ctypes.byref, parts))
    *colors, opacity = (part.value for part in parts)
    return not opacity or min(colors) >= WHITE


def _without_giants(
    found: list[Character], places: list[int], text_page: Any, turn: Turn
) -> list[Character]:
    """Give characters far larger than the rest the box of their ink: of vertical writing the font's box is wrong."""
    if not found:
        return found
    usual = median(character.size for character in found)
    for index, character in enumerate(found):
        if character.size > GIANT * usual:
            left, bottom, right, top = turn.box(*text_page.get_charbox(places[index]))
            middle = (bottom + top) / 2
            found[index] = character._replace(left=left, right=right, middle=middle, size=usual)
    return found


def is_drawn(page: Any) -> bool:
    """Tell whether a page is a picture, or shows letters that are drawn as shapes."""
    import pypdfium2.raw as raw

    shapes = 0
    for item in page.get_objects(max_depth=DEEPEST):
        if item.type in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            return True
        shapes += item.type == raw.FPDF_PAGEOBJ_PATH
        if shapes > MOST_SHAPES:
            return True
    return False


def read_lines(page: Any, turn: Turn) -> tuple[list[Line], list[Line]]:
    """Give the level and the upright lines of a page."""
    import pypdfium2.raw as raw

    level: list[Line] = []
    upright: list[Line] = []
    for seen, item in enumerate(
        page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=DEEPEST)
    ):
        if seen >= MOST_OBJECTS:
            break
        matrix = _matrix_of(item)
        for start, end in _strokes(item.raw, raw):
            left, bottom, right, top = _placed(start, end, matrix, turn)
            if right - left >= SHORT and top - bottom <= THIN:
                level.append(Line((top + bottom) / 2, left, right))
            elif top - bottom >= SHORT and right - left <= THIN:
                upright.append(Line((left + right) / 2, bottom, top))
    return level, upright


def _matrix_of(item: Any) -> tuple[float, float, float, float, float, float]:
    matrix = item.get_matrix()
    container = item.container
    while container is not None:
        matrix = matrix.multiply(container.get_matrix())
        container = container.container
    return matrix.get()  # type: ignore[no-any-return]  # pypdfium2 has no types


def _placed(
    start: tuple[float, float],
    end: tuple[float, float],
    matrix: tuple[float, float, float, float, float, float],
    turn: Turn,
) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    x0, y0 = a * start[0] + c * start[1] + e, b * start[0] + d * start[1] + f
    x1, y1 = a * end[0] + c * end[1] + e, b * end[0] + d * end[1] + f
    return turn.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


_Point = tuple[float, float]


def _strokes(path: Any, raw: Any) -> list[tuple[_Point, _Point]]:
    """Give the straight lines that a path draws: its strokes, or itself where it is a thin filled box."""
    count = raw.FPDFPath_CountSegments(path)
    if count < 2 or count > MOST_OBJECTS:
        return []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    x, y = ctypes.c_float(), ctypes.c_float()
    shapes: list[list[_Point]] = []
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not shapes:
            shapes.append([])
        shapes[-1].append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            shapes[-1].append(shapes[-1][0])
    found = []
    for points in shapes:
        if stroke.value:
            found += [(start, end) for start, end in itertools.pairwise(points) if start != end]
        elif fill.value:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            # both corners of a thin box; a wide one is the ground of a cell and parts nothing
            found.append(((min(xs), min(ys)), (max(xs), max(ys))))
    return found
