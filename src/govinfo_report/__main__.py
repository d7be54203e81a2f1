"""``python -m govinfo_report``: the same as the command ``govinfo-report``."""

from govinfo_report.cli import main

main()
