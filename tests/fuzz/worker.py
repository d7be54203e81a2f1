"""A process that runs inputs one by one, and measures what each takes; and what its parent knows of it."""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
import traceback
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

from attrs import define, field, frozen

from tests.fuzz.targets import Target, set_up

_SPACE = 2 << 30
# A process takes more with each kind of input that it has seen; a new one is as good as the first.
_INPUTS = 500
_PROJECT = "/govinfo_report/"


@frozen
class Limits:
    """What one input may take.

    Attributes:
        seconds: of computing, those of processes that it starts too.
        memory: bytes by which the process grows, or that a process which it starts has.
        patience: seconds by the clock, after which the process is killed.
    """

    seconds: float = 2.0
    memory: int = 300 << 20
    patience: float = 60.0


@frozen
class Outcome:
    """What became of one input.

    Attributes:
        error: what is wrong: ``slow``, ``memory``, ``hang``, ``died``, an exception and its place; "" for nothing.
        detail: the traceback, or the figure.
        seconds: what it took of computing.
        memory: bytes by which the process grew at most.
        is_refused: it was refused, as is documented.
    """

    error: str = ""
    detail: str = ""
    seconds: float = 0.0
    memory: int = 0
    is_refused: bool = False


def run(target: Target, data: bytes, limits: Limits) -> Outcome:
    """Run an input in this process, and judge it."""
    before, before_children = _memory(), _children_memory()
    _forget_peak()
    began = _seconds()
    error, detail, report = "", "", None
    try:
        report = target.run(data)
    except Exception as found:
        error, detail = _name(found), traceback.format_exc()
    seconds = _seconds() - began
    children = _children_memory()
    memory = max(_memory("VmHWM:") - before, children if children > before_children else 0)
    if not error and seconds > limits.seconds:
        error, detail = "slow", f"{seconds:.1f} s of computing for {len(data):,} bytes"
    if not error and memory > limits.memory:
        error, detail = "memory", f"{memory >> 20} MB for {len(data):,} bytes"
    if not error and report is not None:
        try:
            target.check(report, data)
        except Exception as found:
            error, detail = f"check-{_name(found)}", traceback.format_exc()
    return Outcome(error, detail, seconds, memory, report is None and not error)


def _name(error: Exception) -> str:
    """Give an exception and the last place in this project that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _PROJECT in frame.filename] or frames
    place = ours[-1]
    return f"{type(error).__name__}@{Path(place.filename).name}:{place.name}"


def _seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _memory(name: str = "VmRSS:") -> int:
    """Give bytes of memory: ``VmRSS:`` now, ``VmHWM:`` the most since the peak was forgotten."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(name, 1)[1].split(None, 1)[0]) << 10


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _children_memory() -> int:
    """Give the memory of the largest process that this one has started so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10


def input_of(target: Target, seed: int) -> bytes:
    """Make the input of a seed."""
    return target.make(Random(f"{target.name} {seed}"))


def _serve(wire: Connection, limits: Limits) -> None:
    """Run what is sent, the seed of an input or the input; send the outcome."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    set_up()
    space = _memory("VmSize:") + _SPACE
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    wire.send(None)
    while (sent := wire.recv()) is not None:
        target, given = sent
        data = given if isinstance(given, bytes) else input_of(target, given)
        wire.send(run(target, data, limits))


@define(eq=False)
class Worker:
    """A process that runs inputs; started when it is needed, and anew when it is used up or has grown."""

    limits: Limits = field(factory=Limits)
    _process: BaseProcess | None = None
    _wire: Connection | None = None
    _left: int = 0

    def run(self, target: Target, given: int | bytes) -> Outcome:
        """Run the input of a seed, or one that is given."""
        if self._wire is None or self._left == 0:
            self._start()
        assert self._wire is not None
        self._left -= 1
        self._wire.send((target, given))
        if not self._wire.poll(self.limits.patience):
            self.close()
            return Outcome("hang", f"no end after {self.limits.patience:g} s", self.limits.patience)
        try:
            outcome: Outcome = self._wire.recv()
        except EOFError:
            return Outcome("died", f"the process ended with status {self.close()}")
        if outcome.error == "memory":
            self.close()
        return outcome

    def _start(self) -> None:
        self.close()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.fuzz.targets"])
        self._wire, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self.limits), daemon=True)
        self._process.start()
        theirs.close()
        self._left = _INPUTS
        # what it imports is no input's fault
        self._wire.recv()

    def close(self) -> int | None:
        """End the process; give its status."""
        process, wire = self._process, self._wire
        self._process = self._wire = None
        if process is None or wire is None:
            return None
        process.kill()
        process.join()
        wire.close()
        return process.exitcode
