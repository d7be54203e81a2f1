"""Where each table may stand in a copy: the runs of tokens that print its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import frozen

from govinfo_report.match.lines import FormTable
from govinfo_report.match.room import mark_outside, with_free_columns
from govinfo_report.match.tokens import (
    EMPTY,
    FIELD,
    FOREIGN,
    MARK,
    NOT_DUE,
    NUMBER,
    WORD,
    Token,
)
from govinfo_report.match.vocabulary import GROUP, HEAD, ROW, SECTION

# A region that names one in so many rows of a table may be it, if it names two; of a table whose rows have no labels it
# must name so many of its words.
_ONE_ROW_IN, _FEWEST_ROWS, _FEWEST_WORDS = 6, 2, 3
# Words that are not the form's, of this many characters in all, part two tables; shorter pieces do not count.
_MOST_FOREIGN, _SHORT = 60, 6
# A sentence beside a table ends it; so many tokens beside it may belong to it.
_SENTENCE, _BESIDE = 12, 260
# Words of the same table that follow another table's words soon go on with it.
_AHEAD = 4
_UNSURE = "?"
# An edition is sure where its words outnumber the other's so many times.
_OUTNUMBERED = 3


@frozen
class Region:
    """A stretch of tokens that may be a table.

    Attributes:
        before: what may belong to it before its first word.
        inside: from its first word to its last.
        after: what may belong to it behind its last word.
        is_end: nothing follows in the copy.
    """

    before: Sequence[Token]
    inside: Sequence[Token]
    after: Sequence[Token]
    is_end: bool = False


def regions(
    tokens: Sequence[Token],
    text: str,
    editions: Sequence[FormTable],
    letters: Collection[str] = (),
) -> list[Region]:
    """Give the stretches that may be a table, by the words that they print.

    Args:
        tokens: of the whole copy.
        text: the plain text that they stand in.
        editions: the table in every edition, the newest first.
        letters: the characters of its headings; words of no others are headings in pieces, and no sentence.
    """
    table, is_shared = editions[0].id, editions[0].is_shared
    order = {row: at for each in reversed(editions) for row, at in each.index.items()}
    fewest = max(_FEWEST_ROWS, len(order) // _ONE_ROW_IN)
    owners = _owners(tokens)
    found = []
    for run in _runs(tokens, owners, table):
        for part in [run] if is_shared else _printed_twice(tokens, run, order):
            named = {
                word.id
                for at in part
                for word in tokens[at].words
                if word.table == table and (word.kind == ROW or is_shared)
            }
            if len(named) >= (_FEWEST_WORDS if is_shared else fewest):
                found.append((part[0], part[-1]))
    places = [_region(tokens, owners, (table, letters), low, high) for low, high in found]
    if is_shared and not places:
        places = list(_titled(tokens, owners, table))
    if editions[0].is_summed and not is_shared:
        places = [_with_free_columns(place, text, editions[0].width) for place in places]
    for place in places:
        every = [*place.before, *place.inside, *place.after]
        _mark_headed(every, editions[0])
        if editions[0].is_summed and not is_shared:
            mark_outside(every, text, editions[0].width)
    return places


def _mark_headed(tokens: Sequence[Token], table: FormTable) -> None:
    """Say of empty cells that they stand on a line of headings; a shared line has no label, so any word heads it."""
    heads, others = set(), set()
    for token in tokens:
        own = [word for word in token.words if word.table == table.id]
        if token.kind in (NUMBER, MARK):
            others.add(token.line)
        elif own and (table.is_shared or all(word.kind == HEAD for word in own)):
            heads.add(token.line)
        elif own:
            others.add(token.line)
    for token in tokens:
        if token.kind == EMPTY and token.note == FIELD and token.line in heads - others:
            token.note = NOT_DUE


def _owners(tokens: Sequence[Token]) -> dict[int, str]:
    """Give for each word the table that it is of: ``#`` before a section's title, ``?`` where it may be several's."""
    owners = {}
    for at, token in enumerate(tokens):
        if token.kind != WORD:
            continue
        if all(word.kind == SECTION for word in token.words):
            owners[at] = "#" + token.words[0].table
            continue
        tables = {word.table for word in token.words if word.kind != SECTION}
        owners[at] = tables.pop() if len(tables) == 1 else _UNSURE
    return owners


def _runs(tokens: Sequence[Token], owners: Mapping[int, str], table: str) -> list[list[int]]:
    known = list(owners)
    runs: list[list[int]] = []
    run: list[int] = []
    foreign = 0
    place = {at: index for index, at in enumerate(known)}
    for at, token in enumerate(tokens):
        owner = owners.get(at)
        if owner is None:
            if token.kind == FOREIGN and len(token.text) > _SHORT:
                foreign += len(token.text)
        elif owner == table:
            if run and foreign > _MOST_FOREIGN:
                runs.append(run)
                run = []
            run.append(at)
            foreign = 0
        elif run and owner not in (_UNSURE, "#" + table):
            ahead = known[place[at] + 1 : place[at] + 1 + _AHEAD - owner.startswith("#")]
            if table not in [owners[other] for other in ahead]:
                runs.append(run)
                run = []
    return [*runs, run] if run else runs


def _printed_twice(
    tokens: Sequence[Token], run: list[int], order: Mapping[str, int]
) -> list[list[int]]:
    """Part a run where the form begins again."""
    last = max(order.values())
    parts: list[list[int]] = []
    part: list[int] = []
    top = 0
    for at in run:
        rows = [order[w.id] for w in tokens[at].words if w.kind == ROW and w.id in order]
        if rows and top >= last - 3 and min(rows) <= 1:
            parts.append(part)
            part, top = [], 0
        if len(rows) == 1:
            top = max(top, rows[0])
        part.append(at)
    return [*parts, part]


def _region(
    tokens: Sequence[Token],
    owners: Mapping[int, str],
    known: tuple[str, Collection[str]],
    low: int,
    high: int,
) -> Region:
    begin, end = low, high + 1
    table, letters = known

    def belongs(at: int, *tables: str) -> bool:
        token = tokens[at]
        is_long = token.kind == FOREIGN and len(token.text) >= _SENTENCE
        is_sentence = is_long and not set(token.text).issubset(letters)
        return owners.get(at, _UNSURE) in (_UNSURE, *tables) and not is_sentence

    while begin > 0 and low - begin < _BESIDE and belongs(begin - 1):
        begin -= 1
    while end < len(tokens) and end - high < _BESIDE and belongs(end, table):
        end += 1
    return Region(
        tokens[begin:low], tokens[low : high + 1], tokens[high + 1 : end], end == len(tokens)
    )


def _titled(tokens: Sequence[Token], owners: Mapping[int, str], table: str) -> Iterator[Region]:
    """Give what stands below the title of a section whose table has lost its headings."""
    for at, owner in owners.items():
        if owner == "#" + table:
            end = at + 1
            while end < len(tokens) and end - at < _BESIDE and end not in owners:
                end += 1
            yield Region((), tokens[at : at + 1], tokens[at + 1 : end])


def _with_free_columns(place: Region, text: str, width: int) -> Region:
    parts = (place.before, place.inside, place.after)
    every = with_free_columns([token for part in parts for token in part], text, width)
    low, high = place.inside[0].start, place.inside[-1].end
    return Region(
        [token for token in every if token.start < low],
        [token for token in every if low <= token.start < high],
        [token for token in every if token.start >= high],
        place.is_end,
    )


def likely_editions(region: Region, tables: Sequence[FormTable]) -> list[FormTable]:
    """Give the editions that the words of a region speak for, the likeliest first; of two that are alike one.

    Args:
        region: the region.
        tables: the table in every edition, the likeliest first where no word tells.
    """
    alike = {(table.lines, table.sums): table for table in reversed(tables)}
    tables = [table for table in tables if table in alike.values()]
    if len(tables) < 2:
        return list(tables)
    ids = {table.edition: _ids(table) for table in tables}
    votes: Counter[str] = Counter()
    for token in region.inside:
        if token.kind != WORD or any(word.kind == GROUP for word in token.words):
            continue
        named = {word.id for word in token.words if word.id and word.kind in (ROW, HEAD)}
        for edition, own in ids.items():
            others = set().union(*(ids[other] for other in ids if other != edition))
            if named and named <= own and not named & others:
                votes[edition] += 1
    ranked = sorted(tables, key=lambda table: -votes[table.edition])
    (first, most), *rest = [(table, votes[table.edition]) for table in ranked]
    if most and all(count * _OUTNUMBERED < most or not count for _, count in rest):
        return [first]
    return ranked if most else list(tables)


def _ids(table: FormTable) -> set[str]:
    return {line.row for line in table.lines} | {c for line in table.lines for c in line.columns}
