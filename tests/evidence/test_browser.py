"""The evidence page in Chromium, as a reader uses it: clicks, keys, a narrow screen, and a copy that attacks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.evidence.folder import write_evidence
from tests.evidence.pages import CHROMIUM, chromium, opened
from tests.paths import COPIES

pytest.importorskip("playwright")
pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed"),
    pytest.mark.slow,
]
SHIFTED = COPIES / "tab_shifted_2020.txt"
CLEAN = COPIES / "tab_clean_2021.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the pages that these tests open."""
    folder = tmp_path_factory.mktemp("pages")
    for file in (SHIFTED, CLEAN):
        (folder / f"{file.stem}.html").write_text(gr.read(file).to_html("en"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start the browser of these tests."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Any, folder: Path) -> Iterator[Any]:
    """Open the page of the copy that lost cells, on a wide screen."""
    with opened(browser, (folder / f"{SHIFTED.stem}.html").as_uri()) as page:
        yield page


def is_seen(page: Any, query: str) -> bool:
    """Tell whether an element stands inside the part of the source that is seen."""
    return bool(
        page.evaluate(
            """query => {
              const pane = document.querySelector("#original").getBoundingClientRect();
              const at = document.querySelector(query).getBoundingClientRect();
              return at.top >= pane.top && at.bottom <= pane.bottom;
            }""",
            query,
        )
    )


def test_click_on_a_number_shows_its_characters_and_why(page: Any) -> None:
    """The characters are marked and scrolled to, and the panel says where they stand."""
    number = page.locator("#table-requests td.printed button").last
    number.click()
    picked = page.locator("#original .picked")
    assert picked.count() == 1
    assert picked.inner_text() == "0"
    assert is_seen(page, "#original .picked")
    assert "the copy prints '0' in its own place (line" in page.locator("#why-body").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#why").is_hidden()
    assert page.locator(".picked").count() == 0
    # who uses a keyboard goes on where they were
    assert page.evaluate("document.activeElement.dataset.c") == number.get_attribute("data-c")


def test_findings_are_stepped_through_by_keys(page: Any) -> None:
    """N and p go from finding to finding; the cells of each are marked in the table, its line in the source."""
    page.keyboard.press("n")
    assert page.locator("#findings [aria-current]").inner_text().startswith("! warning")
    assert page.locator("#place").inner_text() == "1 of 3"
    assert page.locator("#table-requests td.listed").count() == 7
    assert "予以公开" in page.locator("#original .about").inner_text()
    assert is_seen(page, "#original .about")
    page.keyboard.press("n")
    assert page.locator("#place").inner_text() == "2 of 3"
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert page.locator("#place").inner_text() == "3 of 3"


def test_arrows_move_between_cells(page: Any) -> None:
    """One cell takes the tabulator key; arrows go to the cell beside and below, Enter chooses it."""
    assert page.locator('table.form button[tabindex="0"]').count() == 1
    page.locator("#table-requests button").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#why-body code").inner_text() == "requests.carried_over.business"


def test_source_leads_back_to_the_table(page: Any) -> None:
    """A click on a number of the source chooses its cell."""
    page.locator("#original .num").first.click()
    assert page.locator("#tables td.picked").count() == 1


def test_language_is_switched(page: Any) -> None:
    """The button turns all words of the page, those of the panel too."""
    page.keyboard.press("n")
    page.locator("#language").click()
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.locator("#findings h2").inner_text() == "检查结果"
    assert page.locator("#place").inner_text() == "第1条，共3条"
    assert "涉及的单元格" in page.locator("#why-body").inner_text()


def test_address_names_a_cell(browser: Any, folder: Path) -> None:
    """A link to ``#path`` opens the page at that cell."""
    address = (folder / f"{CLEAN.stem}.html").as_uri() + "#requests.granted.total"
    with opened(browser, address) as page:
        assert page.locator("#original .picked").inner_text() == "390"
        assert "173 + 72 + 28 + 44 + 18 + 55 = 390 ✓ holds" in page.locator("#why").inner_text()


def test_address_that_names_nothing(browser: Any, folder: Path) -> None:
    """An address that is no name of a cell, or none at all, opens the page as it is."""
    errors: list[str] = []
    found = browser.new_page()
    found.on("pageerror", lambda error: errors.append(str(error)))
    for name in ("%E0%A4%A", "requests.nothing", "finding-99", "<b>"):
        found.goto((folder / f"{CLEAN.stem}.html").as_uri() + f"#{name}")
        found.reload()
    assert errors == []
    found.close()


def test_narrow_screen_has_one_column(browser: Any, folder: Path) -> None:
    """On a telephone one part is seen at a time, nothing is wider than the screen, and a number leads to the source."""
    with opened(browser, (folder / f"{SHIFTED.stem}.html").as_uri(), 390, 844) as page:
        assert page.locator("#original").is_hidden()
        page.locator("#table-disclosure td button").first.click()
        page.locator("#to-source").click()
        assert page.locator("#tables").is_hidden()
        assert page.locator("#original .picked").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_print_shows_everything(page: Any) -> None:
    """On paper stand the tables, the findings and the source, one below the other and not cut off."""
    page.emulate_media(media="print")
    tops = [page.locator(f"#{name}").bounding_box() for name in ("tables", "findings", "original")]
    assert [box["y"] for box in tops] == sorted(box["y"] for box in tops)
    assert tops[-1]["height"] > 1_000
    assert page.locator(".stepper").is_hidden()
    assert page.locator("p.keys").is_hidden()


def test_each_control_has_a_name(page: Any) -> None:
    """What a screen reader speaks: every button has words, every table a caption, every section a heading."""
    page.keyboard.press("n")
    unnamed = """() => Array.from(document.querySelectorAll("button"))
        .filter(at => at.getClientRects().length && !at.innerText.trim()).length"""
    assert page.evaluate(unnamed) == 0
    assert page.locator("table.form caption").count() == page.locator("table.form").count()
    for name in ("original", "tables", "findings", "why"):
        label = page.locator(f"#{name}").get_attribute("aria-labelledby")
        assert page.locator(f"#{label}").inner_text()


CONTRAST = """() => {
  const light = color => {
    const [red, green, blue] = color.match(/[0-9.]+/g).slice(0, 3).map(part => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = at => {
    for (; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (!color.startsWith("rgba(0, 0, 0, 0")) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = new Set();
  for (const at of document.querySelectorAll("body *")) {
    const own = Array.from(at.childNodes).some(child => child.nodeType === 3 && child.data.trim());
    if (!own || !at.getClientRects().length) continue;
    const [low, high] = [light(getComputedStyle(at).color), light(ground(at))].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) faint.add(`${at.tagName}.${at.className} in ${at.parentElement.className} ${ratio.toFixed(2)}`);
  }
  return Array.from(faint);
}"""


def test_words_stand_out_from_their_ground(page: Any) -> None:
    """Every text has a contrast of 4.5 to 1 at least (WCAG AA), also where it is chosen or doubted."""
    for key in ("n", "n", "Escape"):
        assert page.evaluate(CONTRAST) == []
        page.keyboard.press(key)
    page.locator("#table-requests button").first.click()
    assert page.evaluate(CONTRAST) == []


def test_hostile_copy_does_nothing(browser: Any, tmp_path: Path) -> None:
    """Scripts, handlers and addresses in a copy are shown; none runs, and nothing is asked of the network."""
    text = CLEAN.read_text(encoding="utf-8")
    attack = (
        "</script><script>alert(1)</script><img src=https://example.org/x onerror=alert(2)>"
        "<style>@import 'https://example.org/y'</style>\u202e"
    )
    hostile = f"{attack}\n{text.replace('6194', attack)}"
    file = tmp_path / "hostile.html"
    file.write_text(gr.parse(hostile).to_html("en"), encoding="utf-8")
    with opened(browser, file.as_uri()) as page:
        page.keyboard.press("n")
        for button in page.locator("table.form td button").all()[:30]:
            button.click()
        assert "alert(1)" in page.locator("#original").inner_text()
        assert page.locator("#original img").count() == 0
        # a script that is put in later is held by the policy
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
        )
        assert page.evaluate("window.ran") is None


def test_index_is_searched(browser: Any, tmp_path: Path) -> None:
    """An index filters as one types, and its links lead to the pages."""
    output = tmp_path / "all.html"
    assert write_evidence(map(gr.read, (CLEAN, SHIFTED)), output) == 2
    with opened(browser, output.as_uri()) as page:
        page.locator("#search").fill("2020 栖梧")
        assert page.locator("tbody tr:visible").count() == 1
        assert page.locator("#matches").inner_text() == "1 of 2 shown"
        page.locator("tbody tr:visible a").click()
        page.wait_for_selector("h1")
        assert "栖梧区" in page.locator("h1").inner_text()
