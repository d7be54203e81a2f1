"""What stands on a page of a PDF: characters with their boxes, and ruled lines. ``pypdfium2`` opens the file."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple, TypeAlias

from govinfo_report.model import Box
from govinfo_report.source import attributes
from govinfo_report.source.budget import Meter
from govinfo_report.source.ruled import Line
from govinfo_report.source.set_apart import PALE

# Thinner than this, in points, a filled shape is a line.
THIN = 3.0
# Shorter than this a line is a dash of a letter or of a dotted rule.
SHORT = 4.0
# Spaces, and what stands for nothing.
_UNPRINTED = frozenset((0xA0, 0x3000, 0xFFFE))
# Lines of one shape beyond which it is a drawing.
MOST_SEGMENTS = 40_000
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

    @property
    def box(self) -> Box:
        """Its left, bottom, right and top."""
        half = self.size / 2
        return self.left, self.middle - half, self.right, self.middle + half


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

    def held(self, characters: list[Character]) -> list[Character]:
        """Give the characters that stand, as they are displayed, on the page or near its edge."""
        width, height = min(self.width, LARGEST_PAGE), min(self.height, LARGEST_PAGE)
        if self.quarters % 2:
            width, height = height, width
        right, top = width + BLEED, height + BLEED
        return [
            character
            for character in characters
            if character[1] >= -BLEED and character[2] <= right and -BLEED <= character[3] <= top
        ]

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


def read_characters(page: Any, turn: Turn, meter: Meter) -> list[Character]:
    """Give the characters of a page, in the order of the file, without white space and what stands off the page.

    Args:
        page: a page of ``pypdfium2``.
        turn: how it is turned.
        meter: counts them.

    Raises:
        BudgetError: they are more than are left.
    """
    import pypdfium2.raw as raw

    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        count = text_page.count_chars()
        meter.use("characters", count)
        box = raw.FS_RECTF()
        pointer = ctypes.byref(box)
        unicode_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
        place = turn.box
        found: list[Character] = []
        places: list[int] = []
        high = 0
        for at in range(count):
            code = unicode_at(handle, at)
            if code >= 0xD800:
                if code < 0xDC00:
                    # a character beyond the first 65,536, in two halves
                    high = code
                    continue
                if code < 0xE000:
                    code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
            high = 0
            if code <= 32 or code in _UNPRINTED or not box_at(handle, at, pointer):
                continue
            left, bottom, right, top = place(box.left, box.bottom, box.right, box.top)
            text = chr(code) if code < 0xD800 else attributes.character(code)
            size = top - bottom
            found.append(
                Character(text, left, right, (bottom + top) / 2, size if size > 1.0 else 1.0)
            )
            places.append(at)
        found = _without_giants(_pale_apart(found, places, handle), places, text_page, turn)
        return turn.held(found)
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


def read_lines(page: Any, turn: Turn, meter: Meter) -> tuple[list[Line], list[Line]]:
    """Give the level and the upright lines of a page.

    Args:
        page: a page of ``pypdfium2``.
        turn: how it is turned.
        meter: counts its shapes.

    Raises:
        BudgetError: they are more than are left.
    """
    level: list[Line] = []
    upright: list[Line] = []
    for path, matrix in _paths(page, None, 1):
        meter.use("shapes", 1)
        for start, end in _strokes(path):
            left, bottom, right, top = _placed(start, end, matrix, turn)
            if right - left >= SHORT and top - bottom <= THIN:
                level.append(Line((top + bottom) / 2, left, right))
            elif top - bottom >= SHORT and right - left <= THIN:
                upright.append(Line((left + right) / 2, bottom, top))
    return level, upright


_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_Point: TypeAlias = tuple[float, float]


def _paths(parent: Any, outer: _Matrix | None, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    """Give the paths of a page, those of its forms too, and the matrix that puts each on the page.

    Args:
        parent: the page, or a form on it.
        outer: the matrix of the form; None for the page.
        depth: how deep in forms its objects stand, from 1.
    """
    import pypdfium2.raw as raw

    is_page = outer is None
    count = (raw.FPDFPage_CountObjects if is_page else raw.FPDFFormObj_CountObjects)(parent)
    object_at = raw.FPDFPage_GetObject if is_page else raw.FPDFFormObj_GetObject
    found = raw.FS_MATRIX()
    pointer = ctypes.byref(found)
    for at in range(count):
        item = object_at(parent, at)
        kind = raw.FPDFPageObj_GetType(item)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM):
            continue
        if not raw.FPDFPageObj_GetMatrix(item, pointer):
            continue
        matrix = found.a, found.b, found.c, found.d, found.e, found.f
        if outer is not None:
            matrix = _inside(matrix, outer)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, matrix
        elif depth < DEEPEST:
            yield from _paths(item, matrix, depth + 1)


def _inside(matrix: _Matrix, outer: _Matrix) -> _Matrix:
    """Give the matrix of what stands in a form."""
    a, b, c, d, e, f = matrix
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _placed(
    start: tuple[float, float],
    end: tuple[float, float],
    matrix: _Matrix,
    turn: Turn,
) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    x0, y0 = a * start[0] + c * start[1] + e, b * start[0] + d * start[1] + f
    x1, y1 = a * end[0] + c * end[1] + e, b * end[0] + d * end[1] + f
    return turn.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _strokes(path: Any) -> list[tuple[_Point, _Point]]:
    """Give the straight lines that a path draws: its strokes, or itself where it is a thin filled box."""
    import pypdfium2.raw as raw

    count = raw.FPDFPath_CountSegments(path)
    if count < 2 or count > MOST_SEGMENTS:
        return []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return []
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    shapes: list[list[_Point]] = []
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, at_x, at_y)
        if not at or raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            shapes.append([])
        shapes[-1].append((x.value, y.value))
        if at and raw.FPDFPathSegment_GetClose(segment):
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
