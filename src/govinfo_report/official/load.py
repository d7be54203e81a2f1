"""Reads the form's files into a ``Form``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any, Protocol

from attrs import evolve, frozen

from govinfo_report.official.types import (
    Bound,
    Characters,
    Column,
    Edition,
    Label,
    SectionForm,
    Sum,
    Table,
    Units,
)
from govinfo_report.official.words import IdentityWords, KindWords, Writing


class Folder(Protocol):
    """A folder of the file system or of an archive, as ``importlib.resources`` gives it."""

    def joinpath(self, *names: str) -> Any:
        """Give the file or folder below this one."""

    def iterdir(self) -> Iterator[Any]:
        """Give the files and folders in this one."""


@frozen(eq=False)
class Form:
    """Everything that is known of the form, and where its grammars are.

    Attributes:
        editions: by id, oldest first.
        tables: by id, in the order of the report.
        sections: by id.
        sums: the identities within one report.
        grammars: folders to look for grammar files in, first match wins.
        bounds: what cannot be more than something else.
        annexes: forms of tables that are printed beside or instead of these, each with its own editions.
    """

    editions: Mapping[str, Edition]
    tables: Mapping[str, Table]
    sections: Mapping[str, SectionForm]
    sums: tuple[Sum, ...]
    grammars: tuple[Folder, ...]
    bounds: tuple[Bound, ...] = ()
    annexes: tuple[Form, ...] = ()

    def of(self, table: str, edition: str | None = None) -> Form:
        """Give the form that has a table: this one, or one of its annexes.

        Args:
            table: the table's id.
            edition: the edition that it is of; None for that of the first form that has the table.
        """
        having = (form for form in self.annexes if table in form.tables)
        return next((form for form in having if edition is None or edition in form.editions), self)

    def printing(self, edition: str) -> Form:
        """Give the form that has an edition: this one, or one of its annexes.

        Raises:
            KeyError: none has it.
        """
        forms = (self, *self.annexes)
        found = next((form for form in forms if edition in form.editions), None)
        if found is None:
            raise KeyError(edition)
        return found

    def grammar(self, name: str) -> str:
        """Give the text of the grammar file ``name`` (without ``.lark``).

        Raises:
            FileNotFoundError: no folder of ``grammars`` has it.
        """
        for folder in self.grammars:
            file = folder.joinpath(f"{name}.lark")
            if file.is_file():
                text: str = file.read_text(encoding="utf-8")
                return text
        raise FileNotFoundError(f"grammar {name}.lark: not in {', '.join(map(str, self.grammars))}")

    def wording(self, edition: str, table: str, name: str) -> str:
        """Give the words that an edition prints for a row, group or column of a table."""
        own = self.editions[edition].wording.get(name)
        if own is not None:
            return own
        words = self.tables[table]
        label = words.rows.get(name) or words.groups.get(name) or words.columns.get(name)
        return label.wording if label is not None else name

    def wordings(self, edition: str, table: str, names: Iterable[str]) -> str:
        """Give the words that an edition prints for several rows, groups or columns, as one text.

        Args:
            edition: the edition's id.
            table: the table's id.
            names: their ids.
        """
        return "、".join(self.wording(edition, table, name) for name in names)

    def with_edition(self, folder: Path) -> Form:
        """Give this form with the editions, words and grammars of ``folder`` added.

        Sections, sums and the set of tables stay as they are. The terminals HEAD (a line of headings) and COUNTS (a
        line of numbers without a label) mean the same in every grammar.

        Args:
            folder: holds ``editions.toml`` and the grammar files that it names; a ``requests.toml`` (or
                another table's name) beside them adds rows and columns to that table.

        Raises:
            ValueError: an edition names no grammar for one of the tables.
        """
        editions = dict(self.editions)
        for edition in _editions(_toml(folder, "editions"), self.tables):
            editions[edition.id] = edition
        tables = dict(self.tables)
        for name, table in tables.items():
            if (folder / f"{name}.toml").is_file():
                more = _table(name, _toml(folder, name))
                tables[name] = evolve(
                    table,
                    rows={**table.rows, **more.rows},
                    groups={**table.groups, **more.groups},
                    columns={**table.columns, **more.columns},
                    heads=table.heads + more.heads,
                    anchors=table.anchors + more.anchors,
                    foreign=table.foreign + more.foreign,
                    foreign_columns=table.foreign_columns + more.foreign_columns,
                )
        return evolve(self, editions=editions, tables=tables, grammars=(folder, *self.grammars))


def load_form(folder: Folder, grammars: tuple[Folder, ...]) -> Form:
    """Read the form's files in ``folder``, and those of its annexes in the folders that ``editions.toml`` names."""
    data, ties = _toml(folder, "editions"), _toml(folder, "sums")
    tables = list(dict.fromkeys(name for entry in data["edition"] for name in entry["grammar"]))
    return Form(
        editions={edition.id: edition for edition in _editions(data, tables)},
        tables={name: _table(name, _toml(folder, name)) for name in tables},
        sections={
            name: SectionForm(
                name,
                entry["number"],
                entry["title"],
                tuple(entry.get("aliases", ())),
                tuple(entry.get("words", ())),
            )
            for name, entry in _toml(folder, "sections").items()
        },
        sums=tuple(
            Sum(
                entry["code"],
                entry["table"],
                entry["along"],
                tuple(entry["parts"]),
                tuple(entry["equals"]),
            )
            for entry in ties["sum"]
        ),
        bounds=tuple(
            Bound(entry["code"], entry["table"], tuple(entry["less"]), tuple(entry["more"]))
            for entry in ties.get("bound", ())
        ),
        grammars=grammars,
        annexes=tuple(
            load_form(folder.joinpath(name), grammars) for name in data.get("annexes", ())
        ),
    )


@cache
def official_form() -> Form:
    """Give the official form, read once.

    The grammars are looked for in the installed package first and beside the sources second: an editable
    install or a plain PYTHONPATH has them at the top of the checkout.
    """
    package = files("govinfo_report")
    grammars: list[Folder] = [package.joinpath("grammars")]
    if isinstance(package, Path):
        grammars.append(package.parent.parent / "grammars")
    return load_form(package.joinpath("official"), tuple(grammars))


@cache
def characters() -> Characters:
    """Give what else stands in copies for the characters of the official form's labels, read once."""
    data = _toml(files("govinfo_report").joinpath("official"), "characters")
    phrases = map(str.split, data["phrases"])
    return Characters(
        _stand_ins(data["traditional"]),
        _stand_ins(data["lookalikes"]),
        frozenset(data["turning"]),
        {other: words for words, *others in phrases for other in others},
    )


@cache
def units() -> Units:
    """Give the units that numbers are printed with, read once."""
    data = _toml(files("govinfo_report").joinpath("official"), "units")
    forms: dict[str, str] = {}
    for other, character in {
        **characters().traditional,
        **_stand_ins(data["traditional"]),
    }.items():
        forms[character] = forms.get(character, character) + chr(other)

    def written(words: Iterable[str]) -> dict[str, str]:
        return {
            "".join(letters): word
            for word in words
            for letters in product(*(forms.get(character, character) for character in word))
        }

    words = written((*data["count"].split(), *data["money"]))
    return Units(
        data["money"],
        dict(sorted(words.items(), key=lambda entry: -len(entry[0]))),
        tuple(written(data["currency"])),
        data["label"],
        tuple(data["headings"]),
        data["in_cells"],
        tuple(written(data["behind"])),
        tuple(data["ends"]),
    )


@cache
def writing() -> Writing:
    """Give how copies write down numbers, marks, dates and pages, read once."""
    data = _toml(files("govinfo_report").joinpath("official"), "writing")
    return Writing(
        numerals=data["numerals"],
        zeros=data["zeros"],
        marks=tuple(data["marks"]),
        doubts=data["doubts"],
        part=data["part"],
        together=data["together"],
        numbering=data["numbering"],
        note=data["note"],
        raised=data["raised"],
        thousands=data["thousands"],
        heading_ends=tuple(data["heading_ends"]),
        ordinal=data["ordinal"],
        signs=data["signs"],
        digits=data["words"]["digits"],
        powers=data["words"]["powers"],
        date=data["date"],
        page=data["page"],
        radicals=data["radicals"],
    )


@cache
def identity_words() -> IdentityWords:
    """Give the words of titles, periods and signatures, read once."""
    return IdentityWords(**_toml(files("govinfo_report").joinpath("official"), "identity"))


@cache
def kind_words() -> KindWords:
    """Give the words that tell the kind of a document, read once."""
    return KindWords(**_toml(files("govinfo_report").joinpath("official"), "kinds"))


def _stand_ins(words: str) -> dict[int, str]:
    """Give the code points of what is printed for the first character of each word, to that character."""
    return {ord(other): word[0] for word in words.split() for other in word[1:]}


def _toml(folder: Folder, name: str) -> dict[str, Any]:
    return tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _editions(data: dict[str, Any], tables: Iterable[str]) -> list[Edition]:
    for entry in data["edition"]:
        lacking = [table for table in tables if table not in entry["grammar"]]
        if lacking:
            raise ValueError(
                f"edition {entry['id']}: expected a grammar for each table, found none for "
                f"{', '.join(lacking)}; name one under [edition.grammar]"
            )
    return [
        Edition(
            id=entry["id"],
            name=entry["name"],
            basis=entry["basis"],
            years=tuple(entry["years"]),
            grammar=entry["grammar"],
            columns={block: tuple(columns) for block, columns in entry["columns"].items()},
            wording=entry.get("wording", {}),
            other_forms={
                table: tuple(names) for table, names in entry.get("other_forms", {}).items()
            },
        )
        for entry in data["edition"]
    ]


def _table(name: str, data: dict[str, Any]) -> Table:
    return Table(
        id=name,
        rows=_labels(data.get("rows", {})),
        groups=_labels(data.get("groups", {})),
        columns={
            key: Column(
                id=key,
                wording=entry["wording"],
                aliases=tuple(entry.get("aliases", ())),
                unit=entry.get("unit", ""),
                money=entry.get("money", False),
                signed=entry.get("signed", False),
                part_of=entry.get("part_of", ""),
            )
            for key, entry in data.get("columns", {}).items()
        },
        heads=tuple(data.get("heads", ())),
        anchors=tuple(data.get("anchors", ())),
        ends=tuple(data.get("ends", ())),
        foreign=tuple(data.get("foreign", ())),
        foreign_columns=tuple(data.get("foreign_columns", ())),
    )


def _labels(data: dict[str, Any]) -> dict[str, Label]:
    return {
        key: Label(
            key,
            entry["wording"],
            tuple(entry.get("aliases", ())),
            entry.get("unit", ""),
            entry.get("money", False),
        )
        for key, entry in data.items()
    }
