"""Modules are small, and their names tell what is in them."""

from tests.package.test_layering import SRC, iter_modules

LONGEST = 400  # lines
VAGUE = {"util", "helper", "common", "manager", "handler"}


def test_modules_are_small() -> None:
    """No module is longer than 400 lines."""
    lengths = {
        module.as_posix(): len((SRC / module).read_text(encoding="utf-8").splitlines())
        for module in iter_modules()
    }
    assert lengths
    assert not {module: lines for module, lines in lengths.items() if lines > LONGEST}


def test_modules_have_telling_names() -> None:
    """No module or folder is named utils, helpers, common, manager or handler."""
    assert not [
        module.as_posix()
        for module in iter_modules()
        if VAGUE & {part.strip("_").removesuffix("s") for part in module.with_suffix("").parts}
    ]
