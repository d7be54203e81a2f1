"""Benchmarks of whole corpora: reports a second, memory, streams, and what a script would do instead."""
