"""The sheet that says what the others hold: sheets, colours, columns, and what did not fit."""

from __future__ import annotations

from collections.abc import Mapping

from govinfo_report.workbook.page import MOST_LINKS, SheetCell, column_letters
from govinfo_report.workbook.words import workbook_words
from govinfo_report.workbook.writer import Sheet


def add_about(sheets: Mapping[str, Sheet], lang: str, own: Mapping[str, str]) -> None:
    """Fill the sheet ``about``.

    Args:
        sheets: id to each sheet that was written.
        lang: the language of the words, ``en`` or ``zh``.
        own: id of a sheet to what it is, where that is not what it is of ``extract``.
    """
    entries = workbook_words()["about"]
    about = sheets["about"]
    told = {entry["sheet"]: entry[lang] for entry in entries if "sheet" in entry}
    for id, text in {**told, **own}.items():
        about.add_row([sheets[id].name, None, None, SheetCell(text, "wrapped")])
    for entry in entries:
        if "look" in entry:
            look = SheetCell(None, entry["look"])
            about.add_row([None, look, None, SheetCell(entry[lang], "wrapped")])
    for sheet in sheets.values():
        for text in _limits(sheet, lang):
            about.add_row([sheet.name, None, None, SheetCell(text, "wrapped")])
    for name, sheet in sheets.items():
        if name == "about":
            continue
        for at, column in enumerate(sheet.columns, 1):
            heading = "：".join((*column.over[1:], column.heading))
            about.add_row(
                [sheet.name, heading, column_letters(at), SheetCell(column.note, "wrapped")]
            )


def _limits(sheet: Sheet, lang: str) -> list[str]:
    """Say what did not fit into a sheet as it should."""
    words = workbook_words()["about_end"]
    found = []
    if len(sheet.pages) > 1:
        found.append(words["parts"][lang].format(count=len(sheet.pages)))
    if sheet.notes_left_out:
        found.append(words["notes"][lang].format(count=sheet.notes_left_out))
    if any(page.links_left_out for page in sheet.pages):
        found.append(words["links"][lang].format(most=MOST_LINKS))
    return found
