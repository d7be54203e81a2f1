"""What people open and look at: the evidence page of a report, notebooks, receipts."""

from govinfo_report.evidence.folder import is_evidence, pages_folder, write_evidence
from govinfo_report.evidence.notebook import cell_html, finding_html, report_html
from govinfo_report.evidence.page import evidence_page
from govinfo_report.evidence.receipt import make_receipt

__all__ = [
    "cell_html",
    "evidence_page",
    "finding_html",
    "is_evidence",
    "make_receipt",
    "pages_folder",
    "report_html",
    "write_evidence",
]
