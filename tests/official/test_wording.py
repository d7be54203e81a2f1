"""The words of the field are data: what copies print stands in the form's files, and code matches it."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import SRC

PACKAGE = SRC / "govinfo_report"
# Chinese characters, and 〇; brackets, punctuation and full-width digits are how any Chinese text is typed
CHINESE = re.compile("[\\u3007\\u3400-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003ffff]")

# Folders and modules whose strings may hold Chinese, and why.
MAY_SPEAK = {
    "errors.py": "messages of exceptions, in both languages",
    "cli/check_outputs.py": "what an extra is needed for, in a message",
    "cli/__init__.py": "the message that the extra is missing, said before anything can be loaded",
    "corpus": "messages of exceptions",
    "engines": "messages of exceptions",
    "export": "messages of exceptions",
    "form_view.py": "messages of exceptions",
    "model/paths.py": "messages of exceptions",
    "model/plain.py": "messages of exceptions",
    "model/explain.py": "what explain says; the model knows nobody but the exceptions, and reads no file",
    "model/place.py": "places in words, as explain says them",
    "panel": "messages of exceptions",
    "receipts.py": "messages of exceptions",
    "workbook": "what an extra is needed for, in a message",
    "source": "messages; and what file formats and encodings hold, of which the form knows nothing",
    "verification.py": "how a number is printed that is less; it shares nothing with the library",
    "testing": "what made-up copies say, and a second opinion that shares nothing with the library",
}


def chinese_strings(file: Path) -> Iterator[tuple[int, str]]:
    """Give line and text of each string literal of a file that spells a Chinese character, docstrings left out."""
    text = file.read_text("utf-8")
    documented = {
        (node.value.lineno, node.value.col_offset)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    kinds = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in kinds and CHINESE.search(token.string) and token.start not in documented:
            yield token.start[0], token.string


def may_speak(name: str) -> bool:
    """Tell whether strings of a module may hold Chinese: it is listed, or its folder is."""
    return any(name == listed or name.startswith(f"{listed}/") for listed in MAY_SPEAK)


def test_words_of_the_field_are_data() -> None:
    """No string of code spells a Chinese word: it would be knowledge that the form's data lacks."""
    found = [
        f"{name}:{line}: {text}"
        for file in sorted(PACKAGE.rglob("*.py"))
        if not may_speak(name := file.relative_to(PACKAGE).as_posix())
        for line, text in chinese_strings(file)
    ]
    assert not found, "move the words into a file of src/govinfo_report/official/"


@pytest.mark.parametrize("listed", MAY_SPEAK)
def test_what_may_speak_does(listed: str) -> None:
    """A module is listed only as long as its strings hold Chinese."""
    place = PACKAGE / listed
    files = [place] if place.is_file() else sorted(place.rglob("*.py"))
    assert any(True for file in files for _ in chinese_strings(file))
