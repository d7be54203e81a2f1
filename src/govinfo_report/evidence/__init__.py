"""What people open and look at: the evidence page of a report, notebooks."""

from govinfo_report.evidence.folder import pages_folder, write_evidence
from govinfo_report.evidence.notebook import cell_html, finding_html, report_html
from govinfo_report.evidence.page import evidence_page

__all__ = [
    "cell_html",
    "evidence_page",
    "finding_html",
    "pages_folder",
    "report_html",
    "write_evidence",
]
