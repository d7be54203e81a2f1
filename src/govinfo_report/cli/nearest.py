"""What was probably meant by a word that is none: a command, an option, a code, the name of a file."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from govinfo_report.cli.wording import Words

_MOST = 3
# How alike words must be, from 0 to 1.
_ALIKE = 0.7


def near_words(word: str, known: Iterable[str], words: Words) -> str:
    """Ask whether one of the likest words was meant, as the end of a sentence; "" where none is like it.

    Args:
        word: what was given.
        known: the words that there are.
        words: the command's words.
    """
    near = get_close_matches(word, list(known), _MOST, _ALIKE)
    if not near:
        return ""
    joined = words("trouble.or").join(near)
    return words("trouble.did_you_mean", near=joined)


def near_files(name: str, words: Words) -> str:
    """Ask whether one of the files with the likest names was meant; "" where none is like it.

    Args:
        name: the path that leads nowhere.
        words: the command's words.
    """
    path = Path(name)
    try:
        names = [file.name for file in path.parent.iterdir() if not file.name.startswith(".")]
    except (OSError, ValueError):
        return ""
    near = get_close_matches(path.name, names, _MOST, _ALIKE)
    return near_words(name, [str(path.parent / one) for one in near], words)
