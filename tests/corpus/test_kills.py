"""Nothing is lost and nothing stands twice after a kill of any process at any step."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from govinfo_report.corpus import extract
from govinfo_report.corpus.processes import can_fork
from tests.corpus.outputs import (
    CHILDREN,
    FORMATS,
    facts,
    killed,
    left_over,
    texts,
    write_corpus,
)

resource = pytest.importorskip("resource")

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed"),
    pytest.mark.usefixtures("small_steps"),
]


@pytest.mark.parametrize("format", FORMATS)
def test_a_kill_at_any_step_loses_nothing(format: str, tmp_path: Path) -> None:
    """Kill -9 before each step, once more at a random one, new copies behind: as if nothing had been."""
    pytest.importorskip("pyarrow")
    corpus = write_corpus(tmp_path, texts(10))
    extract(corpus, tmp_path / f"whole.{format}")
    first = facts(tmp_path / f"whole.{format}")
    longer = texts(18)
    chance = random.Random(7)
    step = 0
    is_killed = True
    while is_killed:
        folder = tmp_path / f"{step}"
        folder.mkdir()
        output, journal = folder / f"f.{format}", folder / "journal"
        write_corpus(tmp_path, texts(10))
        is_killed = killed(step, corpus, output, resume=journal)
        killed(chance.randrange(30), corpus, output, resume=journal)
        extract(corpus, output, resume=journal)
        assert facts(output) == first, step
        assert not left_over(folder), step
        # the same for a run that goes on behind an output that is whole
        write_corpus(tmp_path, longer)
        killed(step, corpus, output, resume=journal)
        extract(corpus, output, resume=journal)
        assert facts(output)[: len(first)] == first, step
        assert len(facts(output)) == len(first) + 8, step
        assert not left_over(folder), step
        step += 1
    assert step > 12


KILLER = """
import os, signal, sys
from pathlib import Path
from govinfo_report.corpus import extract, reports
reports.CHUNK_COPIES = 4
calls = 0
def below(pid):
    tasks = Path(f"/proc/{pid}/task").iterdir()
    found = [each for task in tasks for each in (task / "children").read_text().split()]
    return [int(each) for each in found] + [one for each in found for one in below(each)]
def tell(summary):
    global calls
    calls += 1
    if calls == 2:
        template, *workers = below(os.getpid())
        os.kill(([template] + workers)[int(sys.argv[3])], signal.SIGKILL)
summary = extract(sys.argv[1], sys.argv[2], workers=2, tell=tell)
print(summary.counts["restarts"])
"""


@pytest.mark.skipif(not can_fork() or not CHILDREN.exists(), reason="processes are not listed here")
@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_kill_of_any_process_loses_nothing(which: int, tmp_path: Path) -> None:
    """Kill -9 of the template or of one of its workers in the middle of a run: the same output."""
    corpus = write_corpus(tmp_path, texts(120))
    extract(corpus, tmp_path / "whole.csv")
    path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
    done = subprocess.run(
        [sys.executable, "-c", KILLER, str(corpus), str(tmp_path / "f.csv"), str(which)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    # a template that has gone is missed only when it is needed
    assert int(done.stdout) == (which > 0)
    assert facts(tmp_path / "f.csv") == facts(tmp_path / "whole.csv")


@pytest.mark.parametrize("format", FORMATS)
def test_a_kill_without_a_journal_hinders_nobody(format: str, tmp_path: Path) -> None:
    """What a run without a journal left when it was killed is written over by the next one."""
    pytest.importorskip("pyarrow")
    corpus, output = write_corpus(tmp_path, texts(10)), tmp_path / f"f.{format}"
    assert killed(3, corpus, output)
    assert left_over(tmp_path)
    extract(corpus, output)
    assert not left_over(tmp_path)
