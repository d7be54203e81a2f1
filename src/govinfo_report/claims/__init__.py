"""Claims: the numbers that the prose states for cells of the form, each with the cells that it may speak of."""

from govinfo_report.claims.kinds import role_rows
from govinfo_report.claims.reader import ClaimReader, Prose

__all__ = ["ClaimReader", "Prose", "role_rows"]
