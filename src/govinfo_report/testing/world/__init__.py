"""A made-up world of offices and years, with what was broken in it: for tests of what stands above one report."""

from govinfo_report.testing.world.breaks import BREAKS
from govinfo_report.testing.world.facts import iter_world_facts, write_world
from govinfo_report.testing.world.filing import Broken, Filing, Office, World
from govinfo_report.testing.world.make import make_world
from govinfo_report.testing.world.told import Told, to_be_told, told

__all__ = [
    "BREAKS",
    "Broken",
    "Filing",
    "Office",
    "Told",
    "World",
    "iter_world_facts",
    "make_world",
    "to_be_told",
    "told",
    "write_world",
]
