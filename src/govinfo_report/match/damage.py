"""What befalls copies and what it costs to suppose it; the numbers and words are data (``damage.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from attrs import frozen

from govinfo_report.findings import Said, finding
from govinfo_report.model import Finding


@frozen
class Damage:
    """One thing that befalls copies.

    Attributes:
        id: its name.
        price: what it costs to suppose it.
        scope: ``cell``, ``row`` (paid in each line) or ``table`` (paid once).
        en: what it is, in English.
        zh: the same in Chinese.
    """

    id: str
    price: float
    scope: str
    en: str
    zh: str


@frozen
class Damages:
    """Every damage by its name, and how much dearer than the best explanation a rival may be.

    Attributes:
        of: the damages.
        slack: a rival within it counts.
        wide_slack: the same, where no explanation within ``slack`` keeps the sums.
    """

    of: Mapping[str, Damage]
    slack: float
    wide_slack: float

    def price(self, name: str) -> float:
        """Give the price of the damage ``name``."""
        return self.of[name].price


@cache
def damages() -> Damages:
    """Read ``damage.toml``."""
    data = tomllib.loads((files(__package__) / "damage.toml").read_text(encoding="utf-8"))
    every = {entry["id"]: Damage(**entry) for entry in data["damage"]}
    return Damages(every, data["slack"], data["wide_slack"])


def doubtful(damage: str, paths: Sequence[str]) -> Finding:
    """Say that cells of one table can be read in more than one way, for a damage that may have befallen them.

    Args:
        damage: its name.
        paths: the cells.
    """
    what = damages().of[damage]
    table = paths[0].partition(".")[0]
    said = Said(what.en, what.zh)
    return finding("place_doubtful", why=damage, said=said, cells=paths, table=table)
