"""Section one states numbers of the tables, as most reports do."""

from __future__ import annotations

from random import Random

from attrs import evolve

from govinfo_report.testing.prose import CLAIMS
from govinfo_report.testing.sheet import Sheet

# Of an office that errs, the chance that a number in its prose is another than in its table.
_WRONG = 0.3


def claim(sheet: Sheet, rng: Random) -> Sheet | None:
    """Add a paragraph that states totals; wrong ones only where the sums of the tables do not hold either."""
    values = sheet.truth.values()
    claims: dict[str, str] = {}

    def stated(path: str) -> str:
        number = int(values[path])
        if not sheet.truth.sums_hold() and rng.random() < _WRONG:
            number += rng.choice((-1, 1, 10)) if number else 1
        claims[path] = str(number)
        return claims[path]

    sentences = []
    for words, paths in CLAIMS:
        if all(path in values for path in paths) and rng.random() < 0.7:
            sentences.append(words.format(*map(stated, paths)))
    if not sentences:
        return None
    text = "\n".join(filter(None, [sheet.texts["overview"], "".join(sentences)]))
    return evolve(sheet, texts={**sheet.texts, "overview": text}, claims=claims)
