"""Measures what the library reads of copies whose numbers are known: ``python -m benchmarks.quality``."""
