"""The pages of a PDF as pictures, a box around each number."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

from govinfo_report.evidence.original import Original
from govinfo_report.evidence.wording import both
from govinfo_report.model import Box, Cell, Place, Report
from govinfo_report.source.files import open_source
from govinfo_report.source.pdf_pictures import PagePicture, draw_pages

# Points that a box is wider than what is printed.
MARGIN = 1.5
_PDF = b"%PDF-"


def show_pages(
    report: Report,
    cells: Mapping[str, Cell],
    numbers: Mapping[str, int],
    file: str | Path | bytes,
) -> Original | None:
    """Show the pages of a PDF.

    Args:
        report: the report that was read from it.
        cells: path to cell.
        numbers: path of each cell to its number on the page.
        file: the PDF.

    Returns:
        The pages; None where ``file`` is no PDF, or the report tells no box.

    Raises:
        UnreadableFileError: it cannot be opened.
    """
    source = open_source(file)
    boxes: dict[int, list[tuple[Box, str]]] = {}
    elements: list[list[str]] = []
    for at, finding in enumerate(report.findings):
        element = _add(boxes, finding.place, f'class="finding" id="f{at}"')
        elements.append([f"f{at}"] if element else [])
    has_boxes = False
    for path, cell in cells.items():
        has_boxes |= _add(boxes, cell.place, f'data-c="{numbers[path]}"')
    if _PDF not in source.head[:1024] or not has_boxes:
        return None
    pictures = draw_pages(source, boxes)
    if not pictures:
        return None
    drawn = {picture.number for picture in pictures}
    shown = [
        ids if item.place is None or item.place.page in drawn else []
        for item, ids in zip(report.findings, elements, strict=True)
    ]
    html = "".join(_figure(picture, boxes.get(picture.number, ())) for picture in pictures)
    return Original(html, both("page.pages_kept"), shown)


def _add(boxes: dict[int, list[tuple[Box, str]]], place: Place | None, attributes: str) -> bool:
    """Add the box of a place to those of its page; tell whether it has one."""
    if place is None or place.page is None or place.box is None:
        return False
    boxes.setdefault(place.page, []).append((place.box, attributes))
    return True


def _figure(picture: PagePicture, boxes: Sequence[tuple[Box, str]]) -> str:
    name = both("page.page_number", number=picture.number)
    rects = "".join(_rect(box, picture.height, attributes) for box, attributes in boxes)
    data = b64encode(picture.png).decode("ascii")
    return (
        f'<figure class="page" id="page-{picture.number}"><div class="sheet">'
        f'<img src="data:image/png;base64,{data}" alt="{picture.number}">'
        f'<svg viewBox="0 0 {picture.width:.2f} {picture.height:.2f}" aria-hidden="true">{rects}</svg>'
        f"</div><figcaption>{name}</figcaption></figure>\n"
    )


def _rect(box: Box, height: float, attributes: str) -> str:
    left, bottom, right, top = box
    return (
        f'<rect {attributes} x="{left - MARGIN:.1f}" y="{height - top - MARGIN:.1f}" '
        f'width="{right - left + 2 * MARGIN:.1f}" height="{top - bottom + 2 * MARGIN:.1f}"/>'
    )
