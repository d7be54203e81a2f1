"""What to say of a path that names no cell or row of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from govinfo_report.errors import GovinfoReportError, UnknownPathError
from govinfo_report.model.cells import TableCells
from govinfo_report.model.nearest import names_below, nearest_paths
from govinfo_report.model.shape import path_parts
from govinfo_report.model.tables import official_cells

_LIST = (
    "govinfo_report.form().paths() lists all, as does `govinfo-report form`",
    "govinfo_report.form().paths() 和命令 govinfo-report form 列出全部",
)


def unknown_cell(path: object, tables: Mapping[str, TableCells]) -> GovinfoReportError | TypeError:
    """Say that there is no such cell; of the path of a row or table, what its cells are.

    Args:
        path: what was asked for.
        tables: those of the report.
    """
    if not isinstance(path, str):
        return _no_path(path, "requests.granted.total")
    known = (*official_cells(), *_own_cells(tables))
    names = names_below(path, known)
    if not names:
        near = _near(path, known)
        return UnknownPathError(path, f"the form has no such cell; {near[0]}").in_chinese(
            f"表格没有这一单元格；{near[1]}"
        )
    return _found("cell", path, names)


def unknown_row(path: object, tables: Mapping[str, TableCells]) -> GovinfoReportError | TypeError:
    """Say that a report has no such row; of a cell, which row it stands in, and of a table, what its rows are.

    Args:
        path: what was asked for.
        tables: those of the report.
    """
    if not isinstance(path, str):
        return _no_path(path, "requests.granted")
    known = (*official_cells(), *_own_cells(tables))
    if path in known and path_parts(path)[2]:
        row = path.rpartition(".")[0]
        return UnknownPathError(path, f"expected a row, found a cell; its row: {row}").in_chinese(
            f"应为一行，实为单元格；其所在行：{row}"
        )
    names = names_below(path, known)
    if names and "." not in path:
        return _found("row", path, names)
    if names or path in known:
        return UnknownPathError(
            path,
            "this report has no such row: another edition of the form has, or its table is lost",
        ).in_chinese("本报告没有这一行：属于另一版本的表格，或该表缺失")
    near = _near(".".join(path.split(".")[:2]), known)
    return UnknownPathError(path, f"the form has no such row; {near[0]}").in_chinese(
        f"表格没有这一行；{near[1]}"
    )


def _near(path: str, known: Sequence[str]) -> tuple[str, str]:
    """Say in two languages what the nearest paths are, or where all are listed."""
    names = nearest_paths(path, known)
    return (f"nearest: {', '.join(names)}", f"最接近的：{'、'.join(names)}") if names else _LIST


def _found(wanted: str, path: str, names: list[str]) -> UnknownPathError:
    """Say that a path is that of a row or a table, and what stands in it."""
    zh = {"cell": "单元格", "row": "一行", "table": "一张表"}
    kind, part = ("row", "cell") if "." in path else ("table", "row")
    return UnknownPathError(
        path, f"expected a {wanted}, found a {kind}; its {part}s: {', '.join(names)}"
    ).in_chinese(
        f"应为{zh[wanted]}，实为{zh[kind]}；其{zh[part].removeprefix('一')}：{'、'.join(names)}"
    )


def _no_path(path: object, example: str) -> TypeError:
    return TypeError(f"expected a path such as {example!r}, found {type(path).__name__}")


def _own_cells(tables: Mapping[str, TableCells]) -> Iterable[str]:
    return (path for table in tables.values() for path in table.shape.paths)
