"""Documents made of a known truth by LibreOffice: ODT, DOC and PDF of a DOCX, HTML of it too."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import Truth, generate
from govinfo_report.testing.documents import docx_of
from tests.documents import check_cells

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FORMATS = {"odt": "odt", "doc": "doc:MS Word 97", "pdf": "pdf", "html": "html"}
NEEDS = {"doc": "olefile", "pdf": "pypdfium2"}
# A village and a province, zeros left empty and marked.
SIZES = (5, 60, 30_000)

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def some_truths() -> dict[str, Truth]:
    """Make reports up: both editions, small and large, some with empty cells and marks."""
    truths = {}
    for edition in ("2019", "2021"):
        for seed, size in enumerate(SIZES):
            truth = generate(seed, edition, size)
            zeros = [path for path, text in truth.cells.items() if text == "0"]
            changed = dict.fromkeys(zeros[::3], "") | dict.fromkeys(zeros[1::7], "/")
            truths[f"{edition}_{size}"] = evolve(
                truth, cells={**truth.cells, **(changed if seed else {})}
            )
    return truths


TRUTHS = some_truths()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Convert every document into every format, in one run of the program for each."""
    made = tmp_path_factory.mktemp("office")
    for name, truth in TRUTHS.items():
        (made / f"{name}.docx").write_bytes(docx_of(truth))
    documents = [str(made / f"{name}.docx") for name in TRUTHS]
    for target in FORMATS.values():
        command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{made}/profile"]
        command += ["--convert-to", target, "--outdir", str(made), *documents]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    if not any(made.glob("*.odt")):
        # it ends well without the part that opens documents
        pytest.skip("LibreOffice has no Writer")
    return made


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", TRUTHS)
def test_converted(name: str, format: str, folder: Path) -> None:
    """Every cell of every conversion is exact."""
    if format in NEEDS:
        pytest.importorskip(NEEDS[format])
    truth = TRUTHS[name]
    report = gr.read(folder / f"{name}.{format}")
    found = {cell.path: cell for cell in report.cells()}
    assert report.title == truth.title
    if format != "html":
        check_cells(report, dict(truth.cells))
    for path, text in truth.cells.items():
        assert found[path].state == {"": "blank", "/": "mark"}.get(text, "printed"), path
        assert found[path].place is not None, path
