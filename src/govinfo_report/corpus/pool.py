"""Runs a job on many copies in several processes, and outlives their deaths.

One thread a process hands it a chunk and waits for the answer; the caller's thread reads the corpus, no faster than
answers are asked for, and gives the answers in order or as they come. A copy at which a process dies is tried once more
alone, for it may have been killed from outside; a copy that takes too long is not.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

from attrs import define, field

from govinfo_report.corpus.copies import Item, failed_report
from govinfo_report.corpus.frames import receive, send
from govinfo_report.corpus.mark import Mark
from govinfo_report.corpus.processes import Process, Setup, Starter, starter_of
from govinfo_report.model import Report

# Chunks that may be on their way for each process: one being read, two ready, and room for one that is slow.
_WINDOW = 4
# Chunks that a process has at a time: with the next one at hand it never waits for this process.
_AHEAD = 2
# Seconds between two looks at the clocks of the processes, at most and at least.
_LOOK = (0.5, 0.02)
_TRIES = 2


@define(eq=False)
class Task:
    """A chunk of copies on its way.

    Attributes:
        copies: the copies.
        tries: how often a process died at its only copy.
        answer: what came of it; None until it is done.
        failure: the code of a finding where nothing came of it (it has one copy then).
    """

    copies: Sequence[Item]
    tries: int = 0
    answer: Any = None
    failure: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is."""
        return self.answer is not None or self.failure is not None


_Event: TypeAlias = tuple[Task, Any, int | None, bool] | Exception
"""A task, what came of it, at which of its copies the process died, whether that took too long; or a defect of ours."""


@define(eq=False)
class Worker:
    """One process and the thread that speaks to it."""

    setup: Setup
    starter: Starter
    tasks: queue.SimpleQueue[Task | None]
    events: queue.SimpleQueue[_Event]
    process: Process | None = None
    is_overdue: bool = False
    thread: threading.Thread = field(init=False)
    _mark: Mark | None = None
    # chunks that the process has, each with how many copies it was given before, and how many it was given in all
    _held: deque[tuple[Task, int]] = field(factory=deque)
    _given: int = 0
    # what the mark said when it was last looked at, and when that was new
    _seen: tuple[int, float] = (-1, 0.0)

    def __attrs_post_init__(self) -> None:
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        try:
            while self._take():
                task = self._held[0][0]
                try:
                    self.events.put((task, self._answer(), None, False))
                    self._held.popleft()
                except (EOFError, OSError):
                    self._fail()
        except Exception as error:  # whatever it is, nobody must wait for this thread for ever
            self.events.put(error)

    def _take(self) -> bool:
        """Hand over what there is to do; wait where nothing is; False in the end."""
        while len(self._held) < self._most():
            try:
                task = self.tasks.get(block=not self._held)
            except queue.Empty:
                break
            if task is None:
                # this one is for the end, which comes when all that is held is done
                self.tasks.put(None)
                return bool(self._held)
            self._held.append((task, self._given))
            try:
                self._ask(task)
            except (EOFError, OSError):
                self._fail()
                return self._take()
        return True

    def _most(self) -> int:
        """Give how many chunks may be held: of two, one could wait to be read and the other to be written."""
        process = self.process
        return _AHEAD if process is not None and process.shared is not None else 1

    def _ask(self, task: Task) -> None:
        process = self.process
        if process is None:
            self._given = 0
            self._held[-1] = task, 0
            process = self.process = self.starter.start()
            # made last: whoever kills this process between the two lines leaves a file behind
            mark = self._mark = Mark()
            send(process.requests, (*self.setup, mark.path))
        self._given += len(task.copies)
        send(process.requests, task.copies)

    def _answer(self) -> Any:
        process = self.process
        if process is None:
            raise EOFError
        return receive(process.answers, process.shared)

    def _fail(self) -> None:
        """Say that the process died at the first chunk that it held; the others are for whoever comes."""
        task, before = self._held.popleft()
        mark, self._mark = self._mark, None
        # the next process counts anew: a copy of the same number is another one
        self._seen = -1, 0.0
        at = min(max(mark.get() - before, 0), len(task.copies) - 1) if mark is not None else 0
        self.stop()
        if mark is not None:
            # it may have died before it took the mark
            mark.delete_file()
        for other, _ in self._held:
            self.tasks.put(other)
        self._held.clear()
        is_overdue, self.is_overdue = self.is_overdue, False
        self.events.put((task, None, at, is_overdue))

    def look(self, most: float) -> None:
        """Kill the process if it has been at one copy for more than ``most`` seconds."""
        mark, now, process = self._mark, time.monotonic(), self.process
        if mark is None:
            return
        at = mark.get()
        if at != self._seen[0]:
            self._seen = at, now
        elif at >= 0 and process is not None and now - self._seen[1] > most:
            self.is_overdue = True
            process.kill()

    def close(self) -> None:
        """End the process, and leave nothing behind."""
        self.stop()
        if self._mark is not None:
            self._mark.close()

    def stop(self) -> None:
        """End the process, if it has not ended."""
        process, self.process = self.process, None
        if process is not None:
            process.end()


@define(eq=False)
class Pool:
    """Several processes that do one job.

    Attributes:
        workers: how many processes.
        job: name and options of the job, see ``jobs.make_job``.
        ordered: give answers in the order of the copies.
        timeout: seconds that one copy may take; None for any time.
        may_fork: how processes are started, see ``processes.starter_of``.
        restarts: how many processes died or were killed so far.
    """

    workers: int
    job: Setup
    ordered: bool = True
    timeout: float | None = None
    may_fork: bool | None = None
    restarts: int = 0
    _line: list[Task] = field(factory=list)

    def run(self, chunks: Iterable[Sequence[Item]]) -> Iterator[Task]:
        """Give each chunk with what came of it; a chunk at which a process died comes in parts.

        Args:
            chunks: pulled as answers are asked for.
        """
        tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
        starter = starter_of(self.job, self.may_fork)
        workers = [Worker(self.job, starter, tasks, events) for _ in range(self.workers)]
        source = iter(chunks)
        is_open = True
        try:
            while True:
                while is_open and len(self._line) < _WINDOW * self.workers:
                    chunk = next(source, None)
                    if chunk is None:
                        is_open = False
                        break
                    self._line.append(Task(chunk))
                    tasks.put(self._line[-1])
                done = self._next_done()
                if done is not None:
                    yield done
                elif self._line:
                    self._wait(workers, tasks, events)
                else:
                    return
        finally:
            with suppress(queue.Empty):
                # what nobody has begun is not asked for any more
                while True:
                    tasks.get_nowait()
            for _ in workers:
                tasks.put(None)
            for worker in workers:
                worker.stop()
            for worker in workers:
                worker.thread.join()
                worker.close()
            starter.close()

    def failed(self, item: Item, code: str) -> Report:
        """Give the report of a copy that nothing came of."""
        words = {"seconds": f"{self.timeout:g}"} if code == "copy_timeout" else {}
        report = failed_report(item.source, code, **words)
        report.record = item.record
        return report

    def _next_done(self) -> Task | None:
        for at, task in enumerate(self._line):
            if task.is_done:
                return self._line.pop(at)
            if self.ordered:
                return None
        return None

    def _wait(
        self,
        workers: Sequence[Worker],
        tasks: queue.SimpleQueue[Task | None],
        events: queue.SimpleQueue[_Event],
    ) -> None:
        """Wait until something happens, and see to it."""
        wait = None if self.timeout is None else max(min(self.timeout / 4, _LOOK[0]), _LOOK[1])
        try:
            event = events.get(timeout=wait)
        except queue.Empty:
            for worker in workers:
                worker.look(self.timeout or 0)
            return
        if isinstance(event, Exception):
            raise event
        task, answer, at, is_overdue = event
        if at is None:
            task.answer = answer
            return
        self.restarts += 1
        place = self._line.index(task)
        if len(task.copies) == 1:
            task.tries += 1
            if is_overdue:
                task.failure = "copy_timeout"
            elif task.tries >= _TRIES:
                task.failure = "reader_died"
            else:
                tasks.put(task)
            return
        culprit = Task(task.copies[at : at + 1], 1)
        if is_overdue:
            culprit.failure = "copy_timeout"
        parts = [
            culprit if copies is None else Task(copies)
            for copies in (task.copies[:at], None, task.copies[at + 1 :])
            if copies is None or copies
        ]
        self._line[place : place + 1] = parts
        for part in parts:
            if not part.is_done:
                tasks.put(part)
