"""Misuse of the public names: the message says what was expected, what was found and what to use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from tests.test_bad_input import PAGE


@pytest.mark.parametrize("wrong", [b"", None, 3])
def test_anything_but_text_is_misuse(wrong: Any) -> None:
    """Bytes, None and numbers are misuse, not content."""
    for name in ("parse", "is_report"):
        with pytest.raises(
            TypeError, match=f"^{name}: expected the text of a report as str, found"
        ):
            getattr(gr, name)(wrong)


@pytest.mark.parametrize("wrong", [None, 5, [], {}])
def test_anything_but_a_file_is_misuse(wrong: Any) -> None:
    """What is neither path, bytes nor file is misuse, and the message says what to give."""
    with pytest.raises(
        TypeError, match=r"^read: expected a path, bytes, or a file .*found \w+; for"
    ):
        gr.read(wrong)


@pytest.mark.parametrize("text", [PAGE, "政府信息公开" * 100, "a\0b", "政府信息公开/" * 900])
@pytest.mark.parametrize("call", [gr.read, gr.iter_reports])
def test_a_text_is_no_path(text: str, call: Any) -> None:
    """A text where a path was meant is told as such, in a message that does not repeat it."""
    with pytest.raises(gr.UnreadableFileError) as caught:
        call(text)
    assert len(str(caught.value)) < 300
    words = f"expected a path, found a text of {len(text)} characters; for a text use govinfo"
    assert words in str(caught.value)
    assert f"实为{len(text)}个字符的文本" in caught.value.text("zh")


@pytest.mark.parametrize("call", [gr.read, gr.iter_reports])
def test_an_empty_path_is_none(call: Any) -> None:
    """The empty path is not taken for the folder one is in."""
    with pytest.raises(gr.UnreadableFileError, match="expected a path, found an empty one"):
        call("")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """`read` of a folder names what reads folders; of a file that is not there, it says so."""
    with pytest.raises(
        gr.UnreadableFileError, match=r"found a folder; govinfo_report\.iter_reports"
    ):
        gr.read(tmp_path)
    with pytest.raises(gr.UnreadableFileError, match="No such file"):
        gr.read(tmp_path / "none.txt")


@pytest.mark.parametrize("data", [[], None, "{}", 5])
def test_what_is_no_report_is_not_restored(data: object) -> None:
    """Data that is no mapping is told as what it is not."""
    with pytest.raises(ValueError, match="schema_version"):
        gr.Report.from_dict(data)  # type: ignore[arg-type]  # what is wrong on purpose
