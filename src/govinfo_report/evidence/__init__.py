"""What people open and look at: the evidence page of a report, notebooks, receipts."""

from govinfo_report.evidence.folder import pages_folder, write_evidence
from govinfo_report.evidence.page import evidence_page

__all__ = ["evidence_page", "pages_folder", "write_evidence"]
