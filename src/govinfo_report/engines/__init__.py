"""Data engines: one function from an Arrow record batch of texts to one of facts, and adapters for engines that run it.

Needs pyarrow (extra ``arrow``); each engine is imported by its own module.
"""

from govinfo_report.engines.batch import read_batch, read_batches
from govinfo_report.export.arrow import facts_schema

__all__ = ["facts_schema", "read_batch", "read_batches"]
