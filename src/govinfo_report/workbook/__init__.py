"""Workbooks for Excel and LibreOffice (.xlsx): any table as a sheet. Needs the extra ``xlsx``."""

from govinfo_report.workbook.writer import SheetCell, SheetColumn, Workbook

__all__ = ["SheetCell", "SheetColumn", "Workbook"]
