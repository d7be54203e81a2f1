"""Times files against the usual way to read them: ``python -m benchmarks.formats``.

HTML against ``pandas.read_html`` and a look-up of labels, DOCX against ``python-docx`` cell by cell, ruled PDF against
``pdfplumber``'s ``extract_tables``; HTML and DOCX against ``docling`` too, where that is installed. Each side gives
path to number, and both must give the truth: a side with a wrong answer ends the run (of ``docling`` it is counted
what it lost or got wrong). Both take turns on the same files, of several offices, each of which they have met before.
"""

from __future__ import annotations

import re
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from attrs import frozen

import govinfo_report as gr
from benchmarks.answers import WrongAnswerError as WrongAnswerError
from benchmarks.machine import describe_machine
from benchmarks.usual_ways import PANDAS, PDFPLUMBER, PYTHON_DOCX, LookUp, Numbers, Way, docling
from govinfo_report.testing import generate
from govinfo_report.testing.documents import docx_of, html_of

SAMPLES = Path(__file__).parents[1] / "tests" / "data" / "documents"
ROUNDS = 15
# Offices, each with its own name, prose and numbers; every fifth or so writes 万元 behind an amount.
OFFICES = 6
# The ratios that the library sets itself.
TARGETS = {"html, 7 KB": 10.0, "html, 60 KB": 5.0, "docx": 10.0, "pdf": 3.0}
MOST_MEMORY = 150  # MB


@frozen
class File:
    """A file that is read.

    Attributes:
        data: its bytes.
        known: its true numbers.
        look_up: finds numbers by the labels of its edition.
    """

    data: bytes
    known: Numbers
    look_up: LookUp


@frozen
class Case:
    """Files of a kind.

    Attributes:
        name: what they are.
        edition: the edition of their form.
        files: the files.
        usual: the usual way to read them, which is judged.
        others: ways that are shown where they are installed.
    """

    name: str
    edition: str
    files: Sequence[File]
    usual: Way
    others: Sequence[Way] = ()


def read_with_library(data: bytes) -> Numbers:
    """Read any file with this library: with states, places and all checks."""
    report = gr.read(data)
    _ = report.findings
    return report.values()


def styled(page: str) -> str:
    """Write a page as word processors do: a paragraph and a font in every cell."""
    return re.sub(
        r"<td([^>]*)>(.*?)</td>",
        r'<td\1 width="56" valign="top" style="border: 1px solid #000000; padding: 0in 0.08in">'
        r'<p class="western" align="left" style="orphans: 2; widows: 2">'
        r'<font face="SimSun, serif"><span lang="zh-CN">\2</span></font></p></td>',
        page,
    )


def cases() -> Iterator[Case]:
    """Give each case."""
    for edition in ("2019", "2021"):
        truths = [generate(seed, edition, 400) for seed in range(OFFICES)]
        look_up = LookUp(truths[0])
        known = [truth.values() for truth in truths]
        pages = [html_of(truth) for truth in truths]
        for name, sources in (
            ("html, 7 KB", [page.encode() for page in pages]),
            ("html, 60 KB", [styled(page).encode() for page in pages]),
        ):
            files = [File(*each, look_up) for each in zip(sources, known, strict=True)]
            yield Case(name, edition, files, PANDAS, [docling("html")])
        documents = map(docx_of, truths)
        files = [File(*each, look_up) for each in zip(documents, known, strict=True)]
        yield Case("docx", edition, files, PYTHON_DOCX, [docling("docx")])
        if find_spec("pypdfium2"):
            data = (SAMPLES / f"report_{edition}.pdf").read_bytes()
            yield Case("pdf", edition, [File(data, read_with_library(data), look_up)], PDFPLUMBER)
        else:
            print("pdf: not timed; pypdfium2 is not installed")


def check(name: str, found: Numbers, known: Numbers, all_of_them: bool = True) -> int:
    """Check the answers of one side.

    Args:
        name: what is checked.
        found: its answers.
        known: the true ones.
        all_of_them: none may be missing; the usual ways lose the rows that a page break cuts in two.

    Returns:
        How many are missing.

    Raises:
        WrongAnswerError: a number is another one, or missing where none may be.
    """
    wrong = [path for path, number in found.items() if known.get(path) != number]
    missing = known.keys() - found.keys()
    if wrong or (missing and all_of_them):
        raise WrongAnswerError(
            f"{name}: {len(wrong)} numbers are wrong, {len(missing)} missing; {wrong[:3]}"
        )
    return len(missing)


def usual_numbers(way: Way, file: File) -> Numbers:
    """Read a file in a usual way."""
    return file.look_up.numbers(way.tables(file.data))


def compare(case: Case, rounds: int) -> float | None:
    """Time one case and print its rows.

    Returns:
        How many times as fast as the usual way the library is; None where that is not installed.
    """
    size = sum(len(file.data) for file in case.files) // len(case.files)
    title = f"{case.name}, {case.edition}"
    for file in case.files:
        check(f"{title}, the library", read_with_library(file.data), file.known)
    judged = None
    for way in (case.usual, *case.others):
        missing = way.missing()
        if missing:
            print(f"{title:18} {way.name}: not timed; not installed: {', '.join(missing)}")
            continue
        is_usual = way is case.usual
        own: list[list[float]] = []
        other: list[list[float]] = []
        lost = wrong = 0
        for file in case.files:
            found = usual_numbers(way, file)
            if is_usual:
                lost += check(f"{title}, {way.name}", found, file.known, way.is_whole)
            else:
                lost += len(file.known.keys() - found.keys())
                wrong += sum(file.known.get(path) != number for path, number in found.items())
        for _ in range(rounds if is_usual else min(rounds, 3)):
            own.append(_timed(lambda file: read_with_library(file.data), case.files))
            other.append(_timed(partial(usual_numbers, way), case.files))
        mine, theirs = _best(own), _best(other)
        ratio = theirs / mine
        judged = ratio if is_usual else judged
        print(
            f"{title:18} {size:6} bytes  {1e3 * mine:7.2f} ms  {way.name:16} "
            f"{1e3 * theirs:8.2f} ms  {ratio:6.1f} times"
            + (f"  ({lost} numbers lost, {wrong} wrong there)" if lost or wrong else "")
        )
    return judged


def _timed(read: Callable[[File], object], files: Sequence[File]) -> list[float]:
    """Give the seconds that each file takes."""
    taken = []
    for file in files:
        begin = perf_counter()
        read(file)
        taken.append(perf_counter() - begin)
    return taken


def _best(rounds: Sequence[Sequence[float]]) -> float:
    """Give the seconds that a file takes: the mean over files, of each the best round.

    What disturbs a machine comes and goes; a slower library is slow in every round.
    """
    best: list[float] = [min(taken) for taken in zip(*rounds, strict=True)]
    return sum(best) / len(best)


def peak_memory(data: bytes) -> float:
    """Give the most memory, in MB, that a fresh process takes to read a file; 0.0 where the system does not tell."""
    if not Path("/proc/self/status").exists():
        return 0.0
    # VmHWM and not ru_maxrss, which begins with what the parent holds
    code = (
        "import sys, govinfo_report as gr; gr.read(sys.stdin.buffer.read()).values();"
        "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"
    )
    ran = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    return float(ran.stdout) / 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; the exit status is 1 where ``--judge`` finds a target missed."""
    parser = ArgumentParser("python -m benchmarks.formats", description="Times files.")
    parser.add_argument("--quick", action="store_true", help="one round: proves that it runs")
    parser.add_argument("--judge", action="store_true", help="judge the targets")
    wanted = parser.parse_args(arguments)
    print(describe_machine())
    ratios: dict[str, list[float]] = {}
    most: dict[str, float] = {}
    for case in cases():
        ratio = compare(case, 1 if wanted.quick else ROUNDS)
        if ratio is not None:
            ratios.setdefault(case.name, []).append(ratio)
        most[case.name] = max(most.get(case.name, 0.0), peak_memory(case.files[0].data))
    print("memory of a process that reads one:", _listed(most), "MB")
    return judge(ratios, most) if wanted.judge else 0


def _listed(most: dict[str, float]) -> str:
    return "; ".join(f"{name} {memory:.0f}" for name, memory in most.items())


def judge(ratios: dict[str, list[float]], most: dict[str, float]) -> int:
    """Say which targets are met; by the slower edition. The exit status is 1 where one that was measured is missed.

    Args:
        ratios: case to its ratios.
        most: case to its memory, in MB.
    """
    status = 0
    for name, target in TARGETS.items():
        if name not in ratios:
            print(f"not judged {name}: the usual way to read it is not installed")
            continue
        found = min(ratios[name])
        word = "met   " if found >= target else "MISSED"
        status |= found < target
        print(f"{word} {name}: {found:.1f} times, at least {target:g}")
    for name, memory in most.items():
        if memory > MOST_MEMORY:
            status = 1
            print(f"MISSED {name}: {memory:.0f} MB, at most {MOST_MEMORY}")
    return status


if __name__ == "__main__":
    sys.exit(main())
