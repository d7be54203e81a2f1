"""Text of a copy as text of a page: harmless, and what prints nothing is shown by a sign."""

from __future__ import annotations

from html import escape
from unicodedata import category

# Zs: spaces are shown as they are. A tab sets cells apart.
_SHOWN = frozenset(["Zs"])


def sign_of(character: str) -> str:
    """Give the sign of a character that prints nothing, or turns the direction of text: ``U+202E``."""
    return f"U+{ord(character):04X}"


def is_unseen(character: str) -> bool:
    """Tell whether a character prints nothing: marks of direction, control characters, half a surrogate pair."""
    return (
        not character.isprintable() and character != "\t" and category(character) not in _SHOWN
    )


def visible(text: str) -> str:
    """Give a text in which what prints nothing stands as ``⟨U+202E⟩``; line ends stay."""
    if text.isprintable():
        return text
    return "".join(
        f"⟨{sign_of(each)}⟩" if each != "\n" and is_unseen(each) else each for each in text
    )


def text_html(text: str) -> str:
    """Give a text as HTML: no tag, no entity of it has a meaning, and what prints nothing is a visible sign."""
    if text.isprintable():
        return escape(text, quote=False)
    return "".join(
        f'<span class="sign">{sign_of(each)}</span>' if is_unseen(each) else escape(each, False)
        for each in text
    )


def attribute(text: str) -> str:
    """Give a text as the value of an attribute in double quotes."""
    return escape(visible(text), quote=True)
