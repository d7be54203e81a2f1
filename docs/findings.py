"""Writes the table of all codes in docs/findings.md, from the sections of the same page.

Run it after a finding was added: ``.venv/bin/python docs/findings.py``. ``tests/docs/test_docs.py`` asks for it.
"""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parent / "findings.md"
HEADING = "## All codes\n"
_SECTION = re.compile(
    r"^(?:## (?P<part>.+)|### `(?P<code>\w+)`\n\n\*(?P<severity>\w+)\*\. )", re.MULTILINE
)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
# A sentence ends where the next one begins; full stops also stand in examples: 2.其他.
_SENTENCE = re.compile(r".+?\.(?= [A-Z`*0-9]|$)")


def table(page: str) -> str:
    """Give the table of the codes on a page.

    Args:
        page: the page.

    Returns:
        Lines of Markdown: code, severity and the first sentence of its section, in their order.
    """
    lines = ["| code | severity | says |", "| --- | --- | --- |"]
    for found in _SECTION.finditer(page):
        if found["code"] is None:
            continue
        paragraph = page[found.end() : page.index("\n\n", found.end())]
        sentence = _SENTENCE.match(_LINK.sub(r"\1", " ".join(paragraph.split())))
        if sentence is None:
            raise ValueError(f"{found['code']}: expected a sentence, found {paragraph!r}")
        says = sentence[0].removesuffix(".").replace("|", "\\|")
        lines.append(f"| [`{found['code']}`](#{found['code']}) | {found['severity']} | {says} |")
    return "\n".join(lines) + "\n"


def written(page: str) -> str:
    """Give a page with its table written anew."""
    before, behind = page.split(HEADING)
    rest = behind[behind.index("\n## ") :]
    introduction = behind[: behind.index("\n| code |")]
    return f"{before}{HEADING}{introduction}\n{table(page)}{rest}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
