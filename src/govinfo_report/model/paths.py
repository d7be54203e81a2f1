"""What to say of a path that names no cell or row of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govinfo_report.errors import GovinfoReportError, UnknownPathError
from govinfo_report.model.cells import TableCells
from govinfo_report.model.tables import official_cells

_LIST = ("`govinfo-report form` lists all", "govinfo-report form 命令列出全部")


def unknown_cell(path: object, tables: Mapping[str, TableCells]) -> GovinfoReportError | TypeError:
    """Say that there is no such cell; of the path of a row or table, what its cells are.

    Args:
        path: what was asked for.
        tables: those of the report.
    """
    if not isinstance(path, str):
        return _no_path(path, "requests.granted.total")
    names = _below(path, (*official_cells(), *_own_cells(tables)))
    if not names:
        return UnknownPathError(path, f"the form has no such cell; {_LIST[0]}").in_chinese(
            f"表格没有这一单元格；{_LIST[1]}"
        )
    kind, zh = ("row", "一行") if "." in path else ("table", "一张表")
    parts, zh_parts = ("cells", "单元格") if "." in path else ("rows", "行")
    return UnknownPathError(
        path, f"expected a cell, found a {kind}; its {parts}: {', '.join(names)}"
    ).in_chinese(f"应为单元格，实为{zh}；其{zh_parts}：{'、'.join(names)}")


def unknown_row(path: object, tables: Mapping[str, TableCells]) -> GovinfoReportError | TypeError:
    """Say that a report has no such row; of the path of a cell, which row it stands in.

    Args:
        path: what was asked for.
        tables: those of the report.
    """
    if not isinstance(path, str):
        return _no_path(path, "requests.granted")
    known = (*official_cells(), *_own_cells(tables))
    if path in known:
        row = path.rpartition(".")[0]
        return UnknownPathError(path, f"expected a row, found a cell; its row: {row}").in_chinese(
            f"应为一行，实为单元格；其所在行：{row}"
        )
    if "." in path and _below(path, known):
        return UnknownPathError(
            path,
            "this report has no such row: another edition of the form has, or its table is lost",
        ).in_chinese("本报告没有这一行：属于另一版本的表格，或该表缺失")
    return UnknownPathError(path, f"the form has no such row; {_LIST[0]}").in_chinese(
        f"表格没有这一行；{_LIST[1]}"
    )


def _no_path(path: object, example: str) -> TypeError:
    return TypeError(f"expected a path such as {example!r}, found {type(path).__name__}")


def _own_cells(tables: Mapping[str, TableCells]) -> Iterable[str]:
    return (path for table in tables.values() for path in table.shape.paths)


def _below(path: str, known: Iterable[str]) -> list[str]:
    """Give the names that stand right below a path, each once."""
    begin = f"{path}."
    below = (one.removeprefix(begin).partition(".")[0] for one in known if one.startswith(begin))
    return list(dict.fromkeys(below))
