"""What the built wheel holds, and that it works unzipped, from its zip file and rebuilt."""

import contextlib
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
from hatchling.build import build_sdist, build_wheel

from govinfo_report.layouts import BUILT_IN
from tests.paths import ROOT

PACKAGE = ROOT / "src" / "govinfo_report"
DATA_SUFFIXES = {".css", ".html", ".js", ".json", ".toml"}
CORE = {"attrs", "lark", "regex"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout by this process."""
    folder = tmp_path_factory.mktemp("wheel")
    with contextlib.chdir(ROOT):
        return folder / build_wheel(str(folder))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for `sys.path` with the wheel unzipped in it."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def distribution(installed: Path) -> Distribution:
    """The metadata of the unzipped wheel."""
    (found,) = distributions(name="govinfo_report", path=[str(installed)])
    return found


def names(wheel: Path) -> set[str]:
    """Return the paths of the files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def run(code: str, path: Path, cwd: Path) -> str:
    """Run `code` in a fresh interpreter that finds `path` before the checkout.

    Args:
        code: Python source.
        path: a folder or a zip file, the first entry of `sys.path` after the working folder.
        cwd: the working folder.

    Returns:
        What `code` printed, stripped.
    """
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_wheel_holds_the_grammars(wheel: Path) -> None:
    """Every file of grammars/ is in the wheel, under govinfo_report/grammars/."""
    expected = {
        f"govinfo_report/grammars/{file.relative_to(ROOT / 'grammars').as_posix()}"
        for file in (ROOT / "grammars").rglob("*.lark")
    }
    held = {name for name in names(wheel) if name.startswith("govinfo_report/grammars/")}
    assert expected
    assert expected <= held
    assert not [name for name in held if name.endswith(".py")]


def test_wheel_holds_the_data_files(wheel: Path) -> None:
    """Every data file of the package and its py.typed marker are in the wheel."""
    expected = {
        f"govinfo_report/{file.relative_to(PACKAGE).as_posix()}"
        for file in PACKAGE.rglob("*")
        if file.suffix in DATA_SUFFIXES or file.name == "py.typed"
    }
    assert "govinfo_report/py.typed" in expected
    assert expected <= names(wheel)


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    """The wheel holds the package and its metadata, without tests, benchmarks or caches."""
    held = names(wheel)
    top = {name.split("/")[0] for name in held}
    assert {name for name in top if not name.endswith(".dist-info")} == {"govinfo_report"}
    assert not [name for name in held if "__pycache__" in name or "/tests/" in name]


def test_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """A wheel built from the source archive holds the same files as one from the checkout."""
    with contextlib.chdir(ROOT):
        archive = tmp_path / build_sdist(str(tmp_path))
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    with contextlib.chdir(tmp_path / archive.name.removesuffix(".tar.gz")):
        rebuilt = tmp_path / build_wheel(str(tmp_path))
    assert names(rebuilt) == names(wheel)


@pytest.mark.parametrize("mode", ["installed", "wheel"], ids=["unzipped", "zip"])
def test_package_parses(mode: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The package parses from the unzipped wheel and from the zip file itself."""
    path: Path = request.getfixturevalue(mode)
    code = "import govinfo_report as gr; gr.parse(''); print(gr.__file__)"
    assert Path(run(code, path, tmp_path)).is_relative_to(path)


def test_import_loads_no_parser(installed: Path, tmp_path: Path) -> None:
    """Importing the package loads neither lark nor regex."""
    code = "import sys, govinfo_report; print({'lark', 'regex'} & set(sys.modules) or 'none')"
    assert run(code, installed, tmp_path) == "none"


def test_core_dependencies(distribution: Distribution) -> None:
    """Outside the extras the package requires attrs, lark and regex, and nothing else."""
    required = [line for line in distribution.requires or [] if "extra ==" not in line]
    assert sorted(re.split(r"[^\w.-]", line)[0] for line in required) == sorted(CORE)


def test_entry_points(distribution: Distribution) -> None:
    """Each entry point of the wheel, command and layouts alike, names something that exists."""
    found = {(entry.group, entry.name): entry.load() for entry in distribution.entry_points}
    assert ("console_scripts", "govinfo-report") in found
    layouts = {name for group, name in found if group == "govinfo_report.layouts"}
    assert layouts == {factory.name for factory in BUILT_IN}
