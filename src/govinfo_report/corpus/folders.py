"""The files of a folder or of a pattern: each once, without what earlier runs wrote there."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from govinfo_report.corpus.output import LOCK, PART, PARTS

# What extract puts beside its output: the data dictionary, the journal, what is not whole yet, the lock.
DICTIONARY = ".dictionary.json"
_BESIDE = (DICTIONARY, DICTIONARY + PART, ".journal", PART, PARTS, LOCK)
# Stands in every data dictionary, and near its beginning.
_SIGN = b'"facts_version"'
_SIGN_WITHIN = 200
# Stands in the head of every evidence page, and of the index of several.
_PAGE_SIGN = b'<meta name="generator" content="govinfo_report evidence">'
_PAGE_WITHIN = 1_000


def beside(output: Path) -> frozenset[str]:
    """Give where an output and what belongs to it stand, links undone.

    Args:
        output: the output.
    """
    return frozenset(_real(output.with_name(output.name + end)) for end in ("", *_BESIDE))


def walk(
    folder: Path,
    without: Collection[str] = (),
    trouble: Callable[[Path, OSError], None] = lambda _path, _error: None,
) -> Iterator[Path]:
    """Give the files below a folder by name; left out are hidden ones, and what earlier runs wrote.

    A folder that links lead to again is not read again: a link to a folder above would lead round for ever.

    Args:
        folder: the folder.
        without: files and folders that are left out as well, links undone.
        trouble: is told what may not be looked at, and why.
    """
    seen: set[tuple[int, int]] = set()
    # what is still to be looked at, the next one last
    left = [folder]
    while left:
        path = left.pop()
        try:
            told = path.stat()
            if stat.S_ISREG(told.st_mode):
                yield path
            elif stat.S_ISDIR(told.st_mode) and (told.st_dev, told.st_ino) not in seen:
                seen.add((told.st_dev, told.st_ino))
                left += reversed(_wanted(path, without))
        except FileNotFoundError:
            # a link that leads nowhere
            continue
        except OSError as error:
            if error.errno != errno.ELOOP:
                trouble(path, error)


def _wanted(folder: Path, without: Collection[str]) -> list[Path]:
    found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    written = _written(folder, {path.name for path in found})
    return [
        path
        for path in found
        if path.name not in written and not (without and _real(path) in without)
    ]


def matching(pattern: str, without: Collection[str] = ()) -> list[Path]:
    """Give the files that fit a pattern, and those of the folders that do, each once, by its shortest path.

    Args:
        pattern: the pattern.
        without: see ``walk``; what earlier runs wrote is left out, too.
    """
    chosen: dict[str, Path] = {}
    written: dict[Path, set[str]] = {}
    for name in sorted(glob.glob(pattern, recursive=True), key=lambda name: (len(name), name)):
        path = Path(name)
        folder = path.parent
        if folder not in written:
            written[folder] = _written(folder, _names(folder))
        if path.name in written[folder] or _real(path) in without:
            continue
        for file in walk(path, without) if path.is_dir() else [path]:
            if not file.is_file():
                # a link that leads nowhere, or round once too often
                continue
            chosen.setdefault(os.path.join(_real(file.parent), file.name), file)
    return sorted(chosen.values(), key=str)


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _names(folder: Path) -> set[str]:
    try:
        return set(os.listdir(folder))
    except OSError:
        # files in it may be read all the same
        return set()


def _written(folder: Path, names: set[str]) -> set[str]:
    """Give those names in a folder that runs left there: outputs with what stands beside them, evidence pages."""
    written: set[str] = set()
    for name in names:
        if name.endswith(".html") and _is_evidence(folder / name):
            written.add(name)
        end = next((end for end in _BESIDE if name.endswith(end)), None)
        if end is None:
            continue
        output = name.removesuffix(end)
        family = {output + other for other in ("", *_BESIDE)} & names
        if is_dictionary(folder / (output + DICTIONARY)):
            written |= family
        elif not family.isdisjoint((output + ".journal", output + LOCK)):
            # a run that was ended in the middle has no dictionary yet
            written |= family - {output} if len(family) > 1 else set()
    return written


def _is_evidence(path: Path) -> bool:
    """Tell whether a file is an evidence page: it holds the tables of a report once more."""
    try:
        # a pipe would wait for ever
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _PAGE_SIGN in file.read(_PAGE_WITHIN)
    except OSError:
        return False


def is_dictionary(path: Path) -> bool:
    """Tell whether a file is the data dictionary of an output."""
    try:
        with path.open("rb") as file:
            return _SIGN in file.read(_SIGN_WITHIN)
    except OSError:
        return False
