"""Exports: reports as JSON, JSON lines and CSV in long form."""
