"""The shapes in which a corpus can be written: those of facts, and whole reports."""

from __future__ import annotations

from typing import Literal, TypeAlias

from govinfo_report.errors import ArgumentError
from govinfo_report.export.columns import SHAPES

CorpusShape: TypeAlias = Literal["long", "wide", "wide_inferred", "claims", "reports"]
CORPUS_SHAPES: tuple[CorpusShape, ...] = (*SHAPES, "reports")


def require_corpus_shape(shape: object, format: str) -> None:
    """Refuse what is no shape, and a format that cannot hold it.

    Raises:
        ArgumentError: it is none of ``CORPUS_SHAPES``, or whole reports are wanted in another format than JSON lines.
    """
    if shape not in CORPUS_SHAPES:
        raise ArgumentError(
            "shape", f"expected {', '.join(CORPUS_SHAPES)}; found {shape!r}"
        ).in_chinese(f"应为 {'、'.join(CORPUS_SHAPES)}，实为{shape!r}")
    if shape == "reports" and format != "jsonl":
        raise ArgumentError(
            "format", f"expected jsonl, which alone holds whole reports; found {format}"
        ).in_chinese(f"整份报告只能写为 jsonl，实为{format}")
