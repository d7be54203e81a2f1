"""Several processes: in order or as they come, through deaths and time-outs, no faster than answers are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from govinfo_report.corpus.copies import Copy, Item
from govinfo_report.corpus.pool import Pool
from govinfo_report.corpus.processes import Forked, can_fork

JOB = "tests.corpus.slow_job:SlowJob"
both_ways = pytest.mark.parametrize(
    "may_fork",
    [
        pytest.param(True, marks=pytest.mark.skipif(not can_fork(), reason="no handles here")),
        False,
    ],
    ids=["forked", "fresh"],
)


def copies_of(*texts: str) -> list[Item]:
    """Make copies."""
    return [Copy(text, text, text) for text in texts]


def answers(pool: Pool, chunks: Sequence[Sequence[Item]]) -> list[tuple[str, str]]:
    """Give (text, what came of it) of each copy."""
    return [
        (copy.source, task.failure or answer)
        for task in pool.run(chunks)
        for copy, answer in zip(task.copies, task.answer or [""] * len(task.copies), strict=True)
    ]


@both_ways
@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("ordered", [True, False])
def test_every_copy_comes_once(workers: int, ordered: bool, may_fork: bool, tmp_path: Path) -> None:
    """Each copy is answered once; in order where that is asked."""
    chunks = [copies_of(*(f"{at}.{n}" for n in range(at % 4 + 1))) for at in range(30)]
    found = answers(
        Pool(workers, (JOB, {"folder": str(tmp_path)}), ordered, may_fork=may_fork), chunks
    )
    expected = [(copy.source, copy.source) for chunk in chunks for copy in chunk]
    assert sorted(found) == sorted(expected)
    if ordered:
        assert found == expected


@both_ways
@pytest.mark.parametrize("ordered", [True, False])
def test_a_deadly_copy_is_named_and_the_rest_is_read(
    ordered: bool, may_fork: bool, tmp_path: Path
) -> None:
    """A copy at which the process dies twice is a failure; all others of its chunk are read."""
    pool = Pool(2, (JOB, {"folder": str(tmp_path)}), ordered, may_fork=may_fork)
    found = answers(pool, [copies_of("a", "b", "die", "c"), copies_of("d"), copies_of("e", "f")])
    assert sorted(found) == [
        *(("a", "a"), ("b", "b"), ("c", "c"), ("d", "d")),
        *(("die", "reader_died"), ("e", "e"), ("f", "f")),
    ]
    assert [text for text, _ in found] == ["a", "b", "die", "c", "d", "e", "f"] or not ordered
    assert pool.restarts == 2


@both_ways
def test_a_process_killed_from_outside_loses_nothing(may_fork: bool, tmp_path: Path) -> None:
    """A process that dies once is started again, and its copies are read."""
    pool = Pool(1, (JOB, {"folder": str(tmp_path)}), may_fork=may_fork)
    found = answers(pool, [copies_of("a", "die once", "b"), copies_of("c")])
    assert found == [("a", "a"), ("die once", "die once"), ("b", "b"), ("c", "c")]
    assert pool.restarts == 1


@both_ways
def test_a_copy_that_takes_too_long_is_named(may_fork: bool, tmp_path: Path) -> None:
    """A copy that is not read within the time-out is a failure; the others of its chunk are read."""
    pool = Pool(1, (JOB, {"folder": str(tmp_path)}), timeout=0.5, may_fork=may_fork)
    found = answers(pool, [copies_of("a", "sleep", "b"), copies_of("c")])
    assert found == [("a", "a"), ("sleep", "copy_timeout"), ("b", "b"), ("c", "c")]


@both_ways
def test_copies_that_come_alone_are_not_taken_for_one(may_fork: bool, tmp_path: Path) -> None:
    """The time-out is that of one copy, also where each is the first of its chunk."""
    pool = Pool(1, (JOB, {"folder": str(tmp_path)}), timeout=2, may_fork=may_fork)
    found = answers(pool, [copies_of("nap")] * 10)
    assert found == [("nap", "nap")] * 10
    assert pool.restarts == 0


@both_ways
def test_the_copy_after_one_that_took_too_long_has_its_own_time(
    may_fork: bool, tmp_path: Path
) -> None:
    """The next process begins to count anew: its first copy is not late because that of another one was."""
    pool = Pool(1, (JOB, {"folder": str(tmp_path)}), timeout=0.6, may_fork=may_fork)
    found = answers(pool, [copies_of("sleep"), copies_of("nap")])
    assert found == [("sleep", "copy_timeout"), ("nap", "nap")]


@pytest.mark.skipif(not can_fork(), reason="no handles of processes here")
def test_the_template_killed_from_outside_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that others are forked from is started again when one is needed; in the end none is left."""
    templates: list[Any] = []
    opened = Forked._open

    def recorded(self: Forked) -> object:
        wire = opened(self)
        templates.append(self._template)
        return wire

    monkeypatch.setattr(Forked, "_open", recorded)
    pool = Pool(1, (JOB, {"folder": str(tmp_path)}), may_fork=True)
    found: list[Any] = []
    for task in pool.run([copies_of(text) for text in ("a", "b", "c", "d", "die once", "e")]):
        if not found:
            templates[0].kill()
        found.append((task.failure, task.answer))
    assert found == [(None, [text]) for text in ("a", "b", "c", "d", "die once", "e")]
    assert len(templates) == 2
    assert all(template.poll() is not None for template in templates)


def test_closing_asks_for_nothing_more(tmp_path: Path) -> None:
    """Closing in the middle leaves chunks alone that nobody has begun."""
    pool = Pool(1, (JOB, {"folder": str(tmp_path)}))
    run = pool.run([copies_of("a"), copies_of("sleep"), copies_of("die once")])
    next(run)
    run.close()  # type: ignore[attr-defined]  # a generator has it
    assert not (tmp_path / "died").exists()


def test_no_more_is_pulled_than_is_asked_for(tmp_path: Path) -> None:
    """With one answer taken of a thousand chunks, a handful has been pulled; closing ends the processes."""
    pulled = 0

    def chunks() -> Iterator[list[Item]]:
        nonlocal pulled
        for at in range(1000):
            pulled += 1
            yield copies_of(str(at))

    pool = Pool(2, (JOB, {"folder": str(tmp_path)}))
    run = pool.run(chunks())
    next(run)
    run.close()  # type: ignore[attr-defined]  # a generator has it
    assert pulled < 20


def test_an_error_of_the_source_goes_on(tmp_path: Path) -> None:
    """Where pulling the next chunk fails, the run ends with that error."""

    def chunks() -> Iterator[list[Item]]:
        yield copies_of("a")
        raise OSError("the corpus went away")

    with pytest.raises(OSError, match="went away"):
        answers(Pool(1, (JOB, {"folder": str(tmp_path)})), chunks())  # type: ignore[arg-type]  # what is wrong on purpose


def test_an_error_of_a_thread_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect in the thread that speaks to a process ends the run, instead of leaving it to wait."""

    def refuse(*_arguments: object) -> None:
        raise LookupError("no such mark")

    monkeypatch.setattr("govinfo_report.corpus.pool.Mark", refuse)
    with pytest.raises(LookupError, match="no such mark"):
        answers(Pool(2, (JOB, {"folder": str(tmp_path)})), [copies_of("a"), copies_of("b")])
