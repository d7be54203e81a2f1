"""A job for tests of the processes: does to the process what its copy says."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from attrs import define

from govinfo_report.corpus.copies import Item

# Copy to seconds.
NAPS = {"sleep": 3600, "nap": 0.3}


@define
class SlowJob:
    """Gives back the text of each copy.

    ``sleep`` is slept over for an hour, ``nap`` for a moment; ``die`` kills the process; ``die once`` does so only the
    first time.
    """

    folder: str

    def run(self, copies: Sequence[Item], begin: Callable[[int], None]) -> list[str]:
        """Do it."""
        found = []
        for at, copy in enumerate(copies):
            begin(at)
            text = str(getattr(copy, "text", ""))
            mark = Path(self.folder) / "died"
            if text in NAPS:
                time.sleep(NAPS[text])
            if text == "die" or (text == "die once" and not mark.exists()):
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            print("what a job prints does no harm")
            found.append(text)
        return found
