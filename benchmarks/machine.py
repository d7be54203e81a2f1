"""What the figures were taken on."""

from __future__ import annotations

import gc
import os
import platform
from importlib.metadata import version
from pathlib import Path

from govinfo_report import __version__

LIBRARIES = ("attrs", "lark", "regex")


def describe_machine() -> dict[str, str]:
    """Give platform, interpreter and processor."""
    return {
        "platform": platform.platform(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "cpu": _cpu_model(),
        "cpus": str(os.cpu_count()),
        "gc": f"enabled {gc.get_threshold()}" if gc.isenabled() else "disabled",
    }


def describe_libraries() -> dict[str, str]:
    """Give the versions of the library and of what it stands on."""
    return {"govinfo_report": __version__, **{name: version(name) for name in LIBRARIES}}


def _cpu_model() -> str:
    """Give the processor's name; Linux tells it best."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
