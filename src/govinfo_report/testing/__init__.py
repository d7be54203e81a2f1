"""What the library's own tests are made of, for the tests of others: truths, renderings, and the contract of a layout.

A ``Truth`` says what a report prints; ``render`` writes it the way real copies look; ``check_layout`` runs the contract
of a layout strategy. ``govinfo_report.testing.strategies`` makes truths up by the hundred; it alone needs hypothesis
(extra ``testing``).
"""

from govinfo_report.testing.contract import check_layout
from govinfo_report.testing.copy import Copy, Damage, Held
from govinfo_report.testing.corpus import corpus_record, iter_corpus
from govinfo_report.testing.generate import LEVELS, generate
from govinfo_report.testing.mangle import mangle
from govinfo_report.testing.recipes import RECIPES
from govinfo_report.testing.render import LAYOUTS, SEPARATED, render
from govinfo_report.testing.reread import Printed, reread
from govinfo_report.testing.steps import count_steps
from govinfo_report.testing.texts import nasty_texts
from govinfo_report.testing.truth import Truth, truth_of
from govinfo_report.testing.twins import twin_of

__all__ = [
    "LAYOUTS",
    "LEVELS",
    "RECIPES",
    "SEPARATED",
    "Copy",
    "Damage",
    "Held",
    "Printed",
    "Truth",
    "check_layout",
    "corpus_record",
    "count_steps",
    "generate",
    "iter_corpus",
    "mangle",
    "nasty_texts",
    "render",
    "reread",
    "truth_of",
    "twin_of",
]
