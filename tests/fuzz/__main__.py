"""``python -m tests.fuzz``: run inputs that nobody wrote, and keep what breaks the library."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import SystemRandom

from tests.fuzz.session import Session
from tests.fuzz.targets import TARGETS
from tests.fuzz.worker import Limits, Outcome, Worker


def main(arguments: list[str]) -> int:
    """Run the command; 1 where something failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--target", action="append", choices=TARGETS, help="default: all")
    parser.add_argument("--seconds", type=float, default=60, help="for all targets together")
    parser.add_argument("--start", type=int, help="the first seed; default: any")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"), help="folder for failures")
    parser.add_argument("--seed", type=int, help="run this one alone")
    parser.add_argument("--input", type=Path, help="run this file alone, an input that was kept")
    asked = parser.parse_args(arguments)
    targets = [TARGETS[name] for name in asked.target or TARGETS]
    if asked.seed is not None or asked.input is not None:
        given = asked.seed if asked.input is None else asked.input.read_bytes()
        worker = Worker()
        outcomes = [worker.run(target, given) for target in targets]
        worker.close()
        for target, outcome in zip(targets, outcomes, strict=True):
            print(_said(target.name, outcome))
        return int(any(outcome.error for outcome in outcomes))
    start = SystemRandom().randrange(10**9) if asked.start is None else asked.start
    session = Session(targets, asked.out, Limits(), start)
    session.run(asked.seconds, asked.jobs)
    for name, tally in session.tallies.items():
        print(tally.line(name))
    failed = any(tally.failures for tally in session.tallies.values())
    print(f"seeds from {start}; failures are in {asked.out}" if failed else f"seeds from {start}")
    return int(failed)


def _said(name: str, outcome: Outcome) -> str:
    end = outcome.error or ("refused" if outcome.is_refused else "read")
    return f"{name}: {end}, {outcome.seconds:.2f} s, {outcome.memory >> 20} MB\n{outcome.detail}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
