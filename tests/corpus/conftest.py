"""What tests of corpora ask for by name."""

import pytest

from govinfo_report.corpus import parquet_sinks, reports


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a run of few copies have many steps."""
    monkeypatch.setattr(reports, "CHUNK_COPIES", 4)
    monkeypatch.setattr(parquet_sinks, "GROUP_LINES", 8)
