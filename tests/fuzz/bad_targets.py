"""Targets that fail in every way, by what their input says; a worker imports them by name."""

from __future__ import annotations

import os
import time
from random import Random

import govinfo_report as gr
from tests.fuzz.targets import Target

_REPORT = gr.parse("")


def _make(rng: Random) -> bytes:
    return bytes(rng.randrange(97, 123) for _ in range(60))


def _run(data: bytes) -> gr.Report | None:
    match data:
        case b"hang":
            time.sleep(600)
        case b"slow":
            began = time.process_time()
            while time.process_time() < began + 0.3:
                pass
        case b"memory":
            bytearray(80 << 20)
        case b"died":
            os.abort()
        case b"refused":
            return None
    if b"q" in data:
        raise IndexError(data)
    return _REPORT


def _check(_report: gr.Report, data: bytes) -> None:
    assert data != b"check"


BAD = Target("bad", _make, _run, _check)
