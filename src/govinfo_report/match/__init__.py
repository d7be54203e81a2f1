"""One judge: every table of a copy read as the least damage that explains it.

::

    equivalents    rewrites that change no answer                      text -> text, with its offsets
    vocabulary     the words that the form prints                      form -> words
    tokens         words, numbers, marks and empty cells in order      text -> tokens
    regions        where each table may stand                          tokens -> regions
    orders         how its labels and numbers may stand                region -> sequences
    readings       the ways to give a row's digits to its cells        atoms -> readings
    alignment      which numbers each line can own                     sequence -> strips
    proof          which readings keep the sums                        strips -> what is left
    agreement      what all that is left agrees in                     -> cells
    judge          all of it, for a copy

What damage costs is data (``damage.toml``).
"""

from govinfo_report.match.choice import (
    contradicted,
    is_sure,
    judged_cells,
    judged_findings,
    keep_readings,
    kept_rows,
    outdoes,
)
from govinfo_report.match.inferred import infer
from govinfo_report.match.joined import doubt_joined
from govinfo_report.match.judge import Judge, Verdict

__all__ = [
    "Judge",
    "Verdict",
    "contradicted",
    "doubt_joined",
    "infer",
    "is_sure",
    "judged_cells",
    "judged_findings",
    "keep_readings",
    "kept_rows",
    "outdoes",
]
