"""The corpora, by name. Those in ``shared`` are no part of the project: what is not there is left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.quality.case import Case
from benchmarks.quality.folders import TEXTS, iter_folder

SHARED = Path(__file__).parents[3] / "shared"
"""The folder with the real copies, beside the project."""
REAL = Path(__file__).parents[2] / "tests" / "data" / "real"
"""Real copies inside the project, with made-up names and prose."""
_EXTRACTED = ("extractors2/A", "extractors2/B")
_DOCUMENTS = "extractors2/documents"
GOLDENS = "goldens"
FOLDERS = ("real", "extractors", *_EXTRACTED, _DOCUMENTS, "seeds", GOLDENS)
"""Their names, in the order in which they are read."""


def iter_corpora(name: str = "") -> Iterator[Case]:
    """Read the real copies that are there.

    Args:
        name: only this corpus, or those whose names begin with this and a stroke; "" for all.
    """
    for corpus in FOLDERS:
        if name and name != corpus and not corpus.startswith(f"{name}/"):
            continue
        if corpus == _DOCUMENTS:
            for each in _EXTRACTED:
                yield from _iter_extracted(each, f"{corpus} {each[-1]}", True)
        elif corpus in _EXTRACTED:
            yield from _iter_extracted(corpus, corpus, False)
        elif corpus == GOLDENS:
            yield from iter_folder(REAL, corpus)
        elif (SHARED / corpus).is_dir():
            # the truth of the seeds stands beside their counterparts in the project
            truths = REAL / "truth" if corpus == "seeds" else None
            yield from iter_folder(SHARED / corpus, corpus, truths=truths)


def _iter_extracted(folder: str, corpus: str, documents: bool) -> Iterator[Case]:
    """Read what extractors left of a document, or the document itself in each format."""

    def is_wanted(file: Path) -> bool:
        is_document = file.stem.partition(".")[0] == "document"
        return is_document if documents else not is_document and file.suffix in TEXTS

    if (SHARED / folder).is_dir():
        yield from iter_folder(SHARED / folder, corpus, is_wanted)
