"""An evidence page taken apart, and a browser that opens one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Page(HTMLParser):
    """The elements of a page.

    Attributes:
        tags: the name and the attributes of each element.
        texts: number of a cell to what the source prints where it is marked.
        data: what the script is given.
        words: the text outside scripts and styles.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[int, str] = {}
        self.words = ""
        self._data = ""
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._is_original = False
        self.feed(html)
        self.data: dict[str, Any] = json.loads(self._data) if self._data else {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag == "section":
            self._is_original = given.get("id") == "original"
        if tag not in ("meta", "img", "input", "br"):
            self._open.append((tag, given))
        for number in self._numbers(given):
            self.texts.setdefault(number, "")

    def _numbers(self, attrs: dict[str, str | None]) -> list[int]:
        return [int(number) for number in (attrs.get("data-c") or "").split() if self._is_original]

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        while self._open:
            name, _ = self._open.pop()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Note a text."""
        inside = [name for name, _ in self._open]
        if "script" in inside:
            self._data += data if self._open[-1][1].get("type") == "application/json" else ""
        elif "style" not in inside:
            self.words += data
            for _, attrs in self._open:
                for number in self._numbers(attrs):
                    self.texts[number] += data

    def number(self, path: str) -> int:
        """Give the number of a cell on the page."""
        return next(at for at, cell in enumerate(self.data["cells"]) if cell["path"] == path)

    def marked(self, path: str) -> str | None:
        """Give what the source prints where a cell is marked; None where it is not."""
        return self.texts.get(self.number(path))


@contextmanager
def chromium() -> Iterator[Any]:
    """Start Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, address: str, width: int = 1400, height: int = 900) -> Iterator[Any]:
    """Open a page; what goes wrong in it, and what it asks the network for, ends the test."""
    troubles: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: troubles.append(dialog.message))
    page.on("request", lambda request: troubles.append(request.url))
    page.goto(address)
    yield page
    page.close()
    # the page itself, and pictures that it holds
    assert not [item for item in troubles if not item.startswith(("file:", "data:"))]
