"""Corpora: the reports of files, folders, archives and tables of texts, in one process or in several."""

from govinfo_report.corpus.copies import Copy, Progress, failed_report
from govinfo_report.corpus.extract import Summary, extract
from govinfo_report.corpus.reports import Reports, iter_reports

__all__ = [
    "Copy",
    "Progress",
    "Reports",
    "Summary",
    "extract",
    "failed_report",
    "iter_reports",
]
