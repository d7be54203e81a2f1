"""Text of scanned pages, where the user has installed the extra ``ocr``: rapidocr, whose models are in its package."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

from govinfo_report.source.pdf_page import Character

# Dots per inch that a page is drawn with; characters of 9 points then have some 25 dots.
RESOLUTION = 200
# Dots of the longer side of a picture: more than those of the largest paper in use.
MOST_DOTS = 10_000
# Pages of one file that are recognized; each takes some seconds.
MOST_PAGES = 40


def is_installed() -> bool:
    """Tell whether pages can be recognized."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def recognize(page: Any) -> list[Character]:
    """Give the characters of a page that is a picture; those of one box are spread evenly over it.

    Args:
        page: a page of ``pypdfium2``.
    """
    scale = min(RESOLUTION / 72, MOST_DOTS / max(page.get_size()))
    bitmap = page.render(scale=scale, grayscale=False)
    height = bitmap.height
    found = _engine()(bitmap.to_numpy())
    characters: list[Character] = []
    for box, text in zip(_boxes(found), found.txts or (), strict=False):
        left, right = min(x for x, _ in box) / scale, max(x for x, _ in box) / scale
        low = (height - max(y for _, y in box)) / scale
        high = (height - min(y for _, y in box)) / scale
        # Chinese characters are twice as wide as digits
        widths = [2 if character > "\u2fff" else 1 for character in text]
        unit = (right - left) / max(1, sum(widths))
        for character, width in zip(text, widths, strict=True):
            if not character.isspace():
                characters.append(
                    Character(character, left, left + width * unit, (low + high) / 2, high - low)
                )
            left += width * unit
    return characters


def _boxes(found: Any) -> list[list[tuple[float, float]]]:
    boxes = [] if found.boxes is None else found.boxes
    return [[(float(x), float(y)) for x, y in box] for box in boxes]
