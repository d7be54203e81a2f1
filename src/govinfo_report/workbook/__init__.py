"""Workbooks for Excel and LibreOffice (.xlsx): any table as a sheet. Needs the extra ``xlsx``."""

from govinfo_report.workbook.page import SheetCell
from govinfo_report.workbook.writer import Sheet, SheetColumn, Workbook

__all__ = ["Sheet", "SheetCell", "SheetColumn", "Workbook"]
