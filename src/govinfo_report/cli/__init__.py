"""The command ``govinfo-report``: parse, check, show and explain reports, list the cells of the form.

Needs the extra ``cli`` (click and rich); without it ``main`` says so.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

_MISSING = """\
govinfo-report: the command line needs {name}, which is not installed: pip install 'govinfo-report[cli]'
govinfo-report：命令行需要 {name}，尚未安装：pip install 'govinfo-report[cli]'"""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command and end the process.

    Args:
        args: the arguments behind the command's name; None for those of the process.

    Raises:
        SystemExit: always. 0: done; 1: a report has an error, where that was asked; 2: misuse, a file that
            cannot be opened, or the extra ``cli`` is missing.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # a terminal without Chinese gets question marks, never a crash
            stream.reconfigure(errors="replace")
    try:
        for name in ("click", "rich"):
            import_module(name)
    except ModuleNotFoundError as error:
        print(_MISSING.format(name=error.name), file=sys.stderr)
        sys.exit(2)
    from govinfo_report.cli.application import run

    run(args)
