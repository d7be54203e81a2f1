"""Where things stand; no other module of the tests names a folder by its own place."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The project."""
SRC = ROOT / "src"
DATA = ROOT / "tests" / "data"
COPIES = DATA / "copies"
SHARED = ROOT.parent / "shared"
"""Real copies beside the project; no part of it, so tests of them are skipped where they are missing."""
