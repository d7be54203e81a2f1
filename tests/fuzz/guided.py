"""The targets with inputs that coverage chooses, by atheris (libFuzzer): ``python -m tests.fuzz.guided docx``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["govinfo_report"]):
    from tests.fuzz.mutation import MOST, mutate
    from tests.fuzz.targets import TARGETS, Target, set_up
    from tests.fuzz.worker import Limits, input_of

_INPUTS = 200


def run_guided(target: Target, seconds: float, out: Path) -> None:
    """Run a target until an input fails or the time is over; ends this process.

    What was found to lead anywhere stays in ``corpus-<target>`` for the next time; the input that fails is written
    beside it, and is run again with ``python -m tests.fuzz --target … --input …``.

    Args:
        target: the target.
        seconds: how long at most.
        out: the folder.
    """
    corpus = out / f"corpus-{target.name}"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in range(_INPUTS):
        (corpus / f"seed-{seed}").write_bytes(input_of(target, seed))
    set_up()
    limits = Limits()
    options = [
        f"-max_total_time={int(seconds)}",
        f"-max_len={MOST}",
        f"-timeout={int(limits.patience)}",
        f"-rss_limit_mb={(limits.memory >> 20) + 1_000}",
        f"-artifact_prefix={out}/{target.name}-",
    ]

    def run(data: bytes) -> None:
        report = target.run(data)
        if report is not None:
            target.check(report, data)

    def change(data: bytes, _most: int, seed: int) -> bytes:
        rng = Random(seed)
        return mutate(rng, data, input_of(target, rng.randrange(_INPUTS)))

    atheris.Setup([sys.argv[0], str(corpus), *options], run, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--out", type=Path, default=Path("build/fuzz"), help="folder for what is found"
    )
    asked = parser.parse_args()
    run_guided(TARGETS[asked.target], asked.seconds, asked.out)
