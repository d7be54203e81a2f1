"""What a panel may be built from: which files hold facts, and which folders a panel that was written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from govinfo_report.errors import UnreadableFileError
from govinfo_report.panel.engine import CELL, FACTS, PLACE

FACTS_FILE = "facts.parquet"
"""The facts of a panel that ``govinfo-report panel`` wrote."""
DICTIONARY_FILE = "dictionary.json"
"""The data dictionary of a panel that was written, in any format."""
# Files with these stand beside facts: data dictionaries, journals and locks.
_BESIDE = (".json", ".journal", ".lock")


def is_written(folder: Path) -> bool:
    """Tell whether a folder holds the tables of a panel as Parquet."""
    return all((folder / f"{name}.parquet").is_file() for name in ("findings", "coverage"))


def parquet_files(path: Path) -> list[str]:
    """Give a file, or the files of Parquet in a folder; of a panel that was written, its facts alone.

    Raises:
        UnreadableFileError: there is no such file, or no file of Parquet in the folder.
    """
    if not path.is_dir():
        if not path.exists():
            raise UnreadableFileError(2, "no such file or directory", str(path)).in_chinese(
                "没有这个文件或文件夹"
            )
        return [str(path)]
    if (path / FACTS_FILE).exists():
        return [str(path / FACTS_FILE)]
    found = sorted(str(each) for each in path.glob("*.parquet"))
    if not found:
        raise UnreadableFileError(None, f"no file of Parquet in {path}").in_chinese(
            f"{path}中没有Parquet文件"
        )
    return found


def facts_files(sources: Sequence[str]) -> list[str] | None:
    """Give the files of facts that sources name; None where one of them is a corpus that must be read first.

    Facts are a file of Parquet with their columns, a folder of nothing else, or a panel that was written.

    Args:
        sources: what a command was given.
    """
    found = []
    for source in sources:
        files = _facts_of(Path(source))
        if not files:
            return None
        found += files
    return found


def _facts_of(path: Path) -> list[str]:
    if path.is_dir():
        if is_written(path) and (path / FACTS_FILE).is_file():
            return [str(path / FACTS_FILE)]
        files = [
            each
            for each in sorted(path.iterdir())
            if not each.name.startswith((".", "_")) and each.suffix not in _BESIDE
        ]
    else:
        files = [path]
    return [str(each) for each in files] if all(map(_has_facts, files)) else []


def _has_facts(path: Path) -> bool:
    """Tell whether a file is Parquet and has the columns of facts."""
    if path.suffix != ".parquet" or not path.is_file():
        return False
    try:
        from pyarrow import ArrowInvalid
        from pyarrow.parquet import read_schema
    except ModuleNotFoundError:
        # it is told by what reads the file
        return False
    try:
        known = set(read_schema(path).names)
    except (ArrowInvalid, OSError):
        return False
    return known.issuperset((*FACTS, *CELL, *PLACE))


def without_facts(path: Path) -> bool:
    """Tell whether a source would be read as copies by mistake: facts as CSV, or a panel without its facts."""
    if path.is_dir():
        words = path / DICTIONARY_FILE
        is_panel = words.is_file() and "library_version" in _beginning(words)
        return is_panel and not (path / FACTS_FILE).is_file()
    if path.suffix != ".csv" or not path.is_file():
        return False
    heading = _beginning(path).partition("\n")[0]
    return set(heading.strip().split(",")).issuperset((*CELL, "value", "state"))


def _beginning(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(4096).decode("utf-8-sig", errors="replace")


def copy_facts(files: Sequence[str], path: Path) -> None:
    """Copy facts into one file, part by part; it may be one of them.

    Raises:
        OSError: the file cannot be written.
    """
    if len(files) == 1 and path.exists() and path.samefile(files[0]):
        return
    from pyarrow.dataset import dataset
    from pyarrow.parquet import ParquetWriter

    facts = dataset(list(files))
    part = path.with_name(f"{path.name}.part")
    with ParquetWriter(part, facts.schema, compression="zstd") as writer:
        for batch in facts.to_batches():
            writer.write_batch(batch)
    part.replace(path)
