"""Times files against the usual way to read them: ``python -m benchmarks.formats``.

HTML against ``pandas.read_html`` and a look-up of labels, DOCX against ``python-docx`` cell by cell, ruled PDF against
``pdfplumber``'s ``extract_tables``. Both sides give path to number, and both must give the truth: a side with a wrong
answer ends the run. Both take turns on the same bytes, which each has met before.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import govinfo_report as gr
from benchmarks.answers import WrongAnswerError as WrongAnswerError
from benchmarks.machine import describe_machine
from govinfo_report.testing import Truth, generate
from govinfo_report.testing.documents import docx_of, html_of

Numbers = dict[str, int | Decimal]
Tables = Sequence[Sequence[Sequence[str | None]]]
SAMPLES = Path(__file__).parents[1] / "tests" / "data" / "documents"
ROUNDS = 15
# The ratios that the library sets itself.
TARGETS = {"html, 7 KB": 10.0, "html, 60 KB": 5.0, "docx": 10.0, "pdf": 3.0}
MOST_MEMORY = 150  # MB
_PUNCTUATION = re.compile(r"[\s（）()、，,。.：:“”\"]+")


class LookUp:
    """Finds the numbers of a table by its labels, as a script of an afternoon does.

    Args:
        truth: a report on the edition of the form that is read.
    """

    def __init__(self, truth: Truth) -> None:
        form = truth.form
        self.rows: dict[str, list[str]] = {}
        self.review: list[str] = []
        for name, edition in truth.editions.items():
            table = truth.table(name)
            for line in table.lines:
                paths = [path for row in line.rows for path in table.shape.row_paths(row)]
                if len(line.rows) > 1:
                    self.review = paths
                else:
                    self.rows[_clean(form.wording(edition, name, line.rows[0]))] = paths

    def numbers(self, tables: Tables) -> Numbers:
        """Give path to number; ``tables`` hold rows of cells, merged ones once, again or as None."""
        found: Numbers = {}
        for rows in tables:
            for row in rows:
                cells = ["".join(str(cell).split()) for cell in row if cell is not None]
                if len(cells) == len(self.review) and cells[0].isdecimal():
                    paths, at = self.review, 0
                else:
                    labels = [at for at, cell in enumerate(cells) if _clean(cell) in self.rows]
                    if not labels:
                        continue
                    at = labels[-1] + 1
                    paths = self.rows[_clean(cells[at - 1])]
                for path, cell in zip(paths, cells[at:], strict=False):
                    number = _number(cell)
                    if number is not None:
                        found[path] = number
        return found


def _clean(text: str) -> str:
    return _PUNCTUATION.sub("", text)


def _number(text: str) -> Decimal | None:
    plain = text.replace("＋", "+").replace("－", "-")
    found = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)(?:万元|元)?", plain)
    return Decimal(found[1]) if found else None


def read_with_pandas(data: bytes, look_up: LookUp) -> Numbers:
    """Read a page with ``pandas.read_html``."""
    import pandas

    frames = pandas.read_html(io.BytesIO(data), encoding="utf-8")
    return look_up.numbers([frame.to_numpy().tolist() for frame in frames])


def read_with_docx(data: bytes, look_up: LookUp) -> Numbers:
    """Read a Word document with ``python-docx``, cell by cell."""
    import docx

    document = docx.Document(io.BytesIO(data))
    return look_up.numbers(
        [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    )


def read_with_pdfplumber(data: bytes, look_up: LookUp) -> Numbers:
    """Read a PDF with ``pdfplumber``."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return look_up.numbers([table for page in pdf.pages for table in page.extract_tables()])


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


Case = tuple[str, bytes, Numbers, Callable[[bytes], Numbers]]


def cases() -> list[Case]:
    """Give each input: its name, bytes, true numbers, and the usual way to read it."""
    found: list[Case] = []
    for edition in ("2019", "2021"):
        truth = generate(4, edition, 400)
        look_up = LookUp(truth)
        page = html_of(truth)
        known = _plain(truth)

        def pandas(data: bytes, look_up: LookUp = look_up) -> Numbers:
            return read_with_pandas(data, look_up)

        def docx(data: bytes, look_up: LookUp = look_up) -> Numbers:
            return read_with_docx(data, look_up)

        def pdf(data: bytes, look_up: LookUp = look_up) -> Numbers:
            return read_with_pdfplumber(data, look_up)

        found.append(("html, 7 KB", page.encode(), known, pandas))
        found.append(("html, 60 KB", styled(page).encode(), known, pandas))
        found.append(("docx", docx_of(truth), known, docx))
        data = (SAMPLES / f"report_{edition}.pdf").read_bytes()
        found.append(("pdf", data, dict(gr.read(data).values()), pdf))
    return found


def _plain(truth: Truth) -> Numbers:
    return truth.values()


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
    rounds = 1 if wanted.quick else ROUNDS
    print(describe_machine())
    ratios: dict[str, list[float]] = {}
    most = 0.0
    for name, data, known, usual in cases():
        check(f"{name}, the library", read_with_library(data), known)
        lost = check(f"{name}, the usual way", usual(data), known, "pdf" not in name)
        own, other = [], []
        for _ in range(rounds):
            own.append(_timed(read_with_library, data))
            other.append(_timed(usual, data))
        memory = peak_memory(data)
        most = max(most, memory)
        ratio = min(other) / min(own)
        ratios.setdefault(name, []).append(ratio)
        print(
            f"{name:12} {len(data):7} bytes  {1e3 * min(own):7.2f} ms  usual "
            f"{1e3 * min(other):8.2f} ms  {ratio:5.1f} times  {memory:4.0f} MB"
            + (f"  ({lost} numbers lost the usual way)" if lost else "")
        )
    if not wanted.judge:
        return 0
    missed = [name for name, target in TARGETS.items() if min(ratios[name]) < target]
    print("missed:", *(missed or ["nothing"]))
    return 1 if missed or most > MOST_MEMORY else 0


def _timed(read: Callable[[bytes], Numbers], data: bytes) -> float:
    begin = perf_counter()
    read(data)
    return perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
