"""Copies that no reader can tell from another truth's: where the fault is the copy's and not the reader's.

A 2019 disclosure row ``1143 5 10`` of which one number was split and one lost prints ``11 43 5``: that is what an
office that reports 11, 43 and 5 prints, undamaged. Whoever reads 11, 43 and 5 there reads what the text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from unicodedata import normalize

from attrs import evolve

from govinfo_report.form_grid import Box, GridRow
from govinfo_report.model import Report, path_parts
from govinfo_report.official import Column
from govinfo_report.testing.copy import Copy, Damage
from govinfo_report.testing.recipes import RECIPES, Way
from govinfo_report.testing.recipes.places import numbers
from govinfo_report.testing.render import BY_LINES, SEPARATED
from govinfo_report.testing.row_twins import UNDAMAGED, leaver_of_rows
from govinfo_report.testing.truth import Truth, iter_broken_sums

# Layouts that fill a line up with empty cells, or show none at its end: one there says nothing. With a cell a line nor
# does one behind the last line of a table, before the next heading.
_FILLED = frozenset(["pipe_table", "barred_cells", "space_aligned"])
_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?")
_UNIT = re.compile(r"[^\d.]+$")


def twin_of(copy: Copy, report: Report, path: str) -> str | None:
    """Look for a truth that explains a wrong number better than the truth itself does.

    The number stated at ``path`` is not the one that the office printed. The text is nevertheless right for it, and the
    copy *undecidable* there, if there is another truth, the twin, such that

    1. the twin has at ``path``, and in every other cell of the table, the number that the report states or infers, or
       nothing where the report finds an empty cell, else the number of the truth;
    2. all sums of the form that bind the table hold in the twin;
    3. the line of the form that ``path`` belongs to stands in the copy under its own label, the numbers behind it are
       what is left of its own, and they are, box by box, what the twin's line prints undamaged, or what one recipe for
       numbers makes of it;
    4. the twin needs fewer recipes for it than were followed on this table: none; or one, where two or more were.
       The recipes that damaged labels, headings and other rows are needed by both; if the line is printed as the
       twin has it, those that damaged numbers are needed by the truth alone.

    Instead of 3 and 4 it is enough that one recipe for rows or labels leaves of the twin's whole table what the copy
    shows of it, where two or more were followed: a row lost whose label had moved to its neighbour.

    A copy to which only one thing was done can so be excused only where it looks wholly undamaged, and an undamaged
    copy never. Run-together digits that other truths would print as well are no excuse: a reader sees that they can be
    cut elsewhere; as many digits as cells cannot. Two cases beside, in a layout without separators. White space is the
    only mark of an edge there, so a number broken by it is what stray spaces leave of a twin whose numbers have their
    edges there (1 and 2 hold as above). And a cell that the office left empty leaves no trace, as if it had been lost:
    it counts as one recipe that the truth needs, be the copy damaged or not (0, nothing and 10 print ``010``).

    Args:
        copy: the damaged copy.
        report: what was made of it.
        path: a cell whose stated number is wrong, or is not printed.

    Returns:
        The name of the twin: ``undamaged``, or the recipe that leaves the same line of it; None where there is none.
    """
    name, row, _ = path_parts(path)
    if path not in copy.truth.cells:
        return None
    followed = [damage for damage in copy.damages if name in damage.tables or not damage.tables]
    line = next(line for line in copy.truth.table(name).lines if row in line.rows)
    cells = [
        cell for member in line.rows for cell in copy.truth.table(name).shape.row_paths(member)
    ]
    layout = copy.layouts[name]
    done = len(followed)
    if layout not in SEPARATED and not all(copy.truth.cells[cell] for cell in cells):
        done += 1
    if not done:
        return None
    twin = _twin(copy, report, name)
    if twin is None:
        return None
    if done > 1 and (recipe := leaver_of_rows(copy, twin, name)):
        return recipe
    behind = _behind_label(copy, name, row)
    if layout in BY_LINES:
        behind = [part for text in behind for part in text.splitlines() or [""]]
    # 25 and １５４ are of one width on a copy of such digits
    whole = [normalize("NFKC", twin.cells[cell]) for cell in cells]
    behind = [normalize("NFKC", text) for text in behind]
    if layout in _FILLED or (layout in BY_LINES and line is copy.truth.table(name).lines[-1]):
        behind, whole = _without_ends(behind), _without_ends(whole)
    if layout not in SEPARATED and _have_edges(whole, behind):
        return "run_together_spaces"
    # recipes that the twin needs as well: what an office wrote is the twin's own
    shared = [
        damage
        for damage in followed
        if not _strikes_numbers(damage) and RECIPES[damage.recipe].strikes != "report"
    ]
    known = copy.truth.form.tables[name].columns
    columns = [known[path_parts(cell)[2]] for cell in cells]
    is_plain = _is_same(behind, whole, layout, columns)
    if not is_plain and layout not in SEPARATED and not _has_sums(twin, name):
        told = [twin.cells[cell] if report.cell(cell).value is not None else None for cell in cells]
        is_plain = _is_sure(behind, told, cells.index(path), columns)
    if is_plain and len(shared) < min(done, 2):
        return shared[0].recipe if shared else UNDAMAGED
    if not shared and done > 1:
        return _leaver(whole, behind)
    return None


def _is_same(
    behind: Sequence[str], whole: Sequence[str], layout: str, columns: Sequence[Column]
) -> bool:
    """Tell whether a line prints what an undamaged one of the twin prints, which leaves one way to read it."""
    if layout in SEPARATED:
        return behind == whole
    run, twins = ("".join(texts).replace(",", "") for texts in (behind, whole))
    told = tuple(_UNIT.sub("", text.replace(",", "")) for text in whole)
    return run == twins and [*_cuts(_UNIT.sub("", run), columns)] == [told]


def _has_sums(twin: Truth, name: str) -> bool:
    """Tell whether sums of the form bind a table."""
    return any(entry.table == name for entry in twin.form.sums)


def _is_sure(
    behind: Sequence[str], told: Sequence[str | None], at: int, columns: Sequence[Column]
) -> bool:
    """Tell whether every undamaged line that prints these digits has the number told of a cell: 7206 ends in 6."""
    run = _UNIT.sub("", "".join(behind).replace(",", ""))
    numbers = [None if text is None else _UNIT.sub("", text) for text in told]
    cuts = [*_cuts(run, columns)]
    fits = any(
        all(number in (None, part) for number, part in zip(numbers, cut, strict=True))
        for cut in cuts
    )
    return fits and {cut[at] for cut in cuts} == {numbers[at]}


def _cuts(run: str, columns: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    """Give the ways to cut a run of digits into numbers: some may have a sign, and amounts of money a point."""
    first, rest = columns[0], columns[1:]
    for at in range(1, len(run) - len(rest) + 1) if rest else (len(run),):
        is_number = _NUMBER.fullmatch(run[:at]) and (first.money or "." not in run[:at])
        if is_number and (first.signed or run[0] not in "+-"):
            yield from ((run[:at], *cut) for cut in (_cuts(run[at:], rest) if rest else [()]))


def _without_ends(texts: Sequence[str]) -> list[str]:
    """Give the texts without the empty ones at the end."""
    last = max((at for at, text in enumerate(texts) if text), default=-1)
    return list(texts[: last + 1])


def _have_edges(whole: Sequence[str], behind: Sequence[str]) -> bool:
    """Tell whether all white space in a run of digits stands between two numbers of a line."""
    run = "".join(behind)
    edges = set(accumulate(map(len, whole)))
    spaces = [at - before for before, at in enumerate(_spaces(run))]
    return bool(spaces) and "".join(run.split()) == "".join(whole) and edges.issuperset(spaces)


def _spaces(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if character.isspace()]


def _strikes_numbers(damage: Damage) -> bool:
    return RECIPES[damage.recipe].strikes == "numbers"


def _twin(copy: Copy, report: Report, name: str) -> Truth | None:
    """Give the truth that a report tells of a table, if its sums hold."""
    cells = dict(copy.truth.cells)
    printed = copy.truth.printed()
    for cell in report.cells():
        if cell.path.startswith(f"{name}.") and cell.path in cells:
            if cell.value is not None:
                held = printed[cell.path] if cells[cell.path] else None
                if held is None or held.value != cell.value:
                    cells[cell.path] = "".join(cell.raw.split())
            elif cell.state == "inferred":
                cells[cell.path] = str(cell.candidates[0])
            elif cell.state == "blank":
                cells[cell.path] = ""
    twin = evolve(copy.truth, cells=cells)
    broken = (paths for _, paths in iter_broken_sums(twin))
    return None if any(paths[0].startswith(f"{name}.") for paths in broken) else twin


def _behind_label(copy: Copy, name: str, row: str) -> list[str]:
    """Give what stands behind the label of a row, box by box; nothing where its label is lost, or other rows' numbers.

    A table without labels (table 四) has one line of numbers, and all of it is given.
    """
    table = copy.truth.table(name)
    members = next(line.rows for line in table.lines if row in line.rows)
    own = {path for member in members for path in table.shape.row_paths(member)}
    lines = copy.sheet.tables[name]
    for index, line in enumerate(lines):
        named = [at for at, box in enumerate(line.boxes) if box.label == row and box.text]
        if named or (numbers(line) and len(table.lines) == 1):
            boxes = line.boxes[named[0] + 1 if named else 0 :]
            if named:
                # two rows on one line, one behind the other
                boxes = tuple(takewhile(lambda box: not (box.label and box.text), boxes))
            below = lines[index + 1].boxes if index + 1 < len(lines) else ()
            has_lines = copy.layouts[name] in SEPARATED and copy.layouts[name] not in BY_LINES
            if not has_lines and not any(box.text for box in boxes):
                # displaced to a line of their own, which no line end shows, or looks like an empty cell
                boxes = () if any(box.label and box.text for box in below) else below
                if copy.layouts[name] not in SEPARATED:
                    boxes = (*boxes, *_unlabelled(lines[index + 2 :]))
            is_own = own.issuperset(path for box in boxes for path in box.paths)
            return [copy.sheet.plain(box).strip() for box in boxes] if is_own else []
    return []


def _unlabelled(lines: Sequence[GridRow]) -> Iterator[Box]:
    """Give the boxes of the lines up to the next label: where nothing parts lines their numbers stand behind it too."""
    for line in takewhile(
        lambda line: not any(box.label and box.text for box in line.boxes), lines
    ):
        yield from line.boxes


def _leaver(whole: Sequence[str], left: Sequence[str]) -> str | None:
    """Give the recipe that leaves ``left`` of a line that prints ``whole``."""
    boxes = tuple(Box(text) for text in whole)
    for recipe, way in _number_ways():
        assert way.outcomes is not None
        for outcome in way.outcomes(boxes, lambda box: box.text):
            if [box.text for box in outcome] == list(left):
                return recipe
    return None


def _number_ways() -> Iterator[tuple[str, Way]]:
    for recipe in RECIPES.values():
        for way in recipe.ways:
            if way.outcomes is not None:
                yield recipe.name, way
