"""What is said of a copy beside its numbers: findings, sections, evidence, claims, extra rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

from attrs import define, frozen

from govinfo_report.errors import language
from govinfo_report.model.cell import Number
from govinfo_report.model.place import Place
from govinfo_report.model.row import Span

Severity: TypeAlias = Literal["info", "warning", "error"]
Verdict: TypeAlias = Literal["extraction", "office", "undecided"]
Scope: TypeAlias = Literal["all", "new", "open"]


@define(unsafe_hash=True)
class Finding:
    """Something that is wrong, or worth knowing, about a copy.

    Attributes:
        code: stable and documented in ``docs/findings.md``.
        severity: ``info``, ``warning`` or ``error``. A doubt about a number is at least a ``warning`` that lists
            its cell.
        cells: paths of the cells that it touches.
        start: offset of the place in the text, from 0; None where there is no one place. For a row it is the row's,
            for a sum that fails that of its last printed cell.
        end: offset behind it.
        line: line of ``start``, from 1; None where the file has no lines of text (PDF, Word, sheets).
        verdict: for a sum that fails, who is to blame: ``extraction``, ``office`` or ``undecided``; else None.
        reason: for a code that has several, which of them; stable and documented there too. Else None.
        message: what was expected, what was found and what to do, in English.
        message_zh: the same in Chinese.
        place: where it stands in the tables or on the pages of its file; None in a text.
    """

    code: str
    severity: Severity
    message: str
    message_zh: str
    cells: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    line: int | None = None
    verdict: Verdict | None = None
    reason: str | None = None
    place: Place | None = None

    def _repr_html_(self) -> str:
        """Give what a notebook shows: the finding with its severity and its cells."""
        from govinfo_report.evidence.notebook import finding_html

        return finding_html(self)

    def __rich__(self) -> Any:
        """Give what rich prints in a terminal: the finding, as ``check`` prints it."""
        from govinfo_report.cli.drawing import drawn_finding

        return drawn_finding(self)

    @property
    def path(self) -> str | None:
        """The first of ``cells``; None where there is none."""
        return self.cells[0] if self.cells else None

    def text(self, lang: str = "en") -> str:
        """Give the message in ``en`` or ``zh`` (any language code that begins so).

        Raises:
            ArgumentError: ``lang`` is another language.
        """
        return self.message_zh if language(lang) == "zh" else self.message


def findings_of_cells(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Give the path of each cell that findings list, to these findings."""
    listed: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        for path in dict.fromkeys(finding.cells):
            listed[path] = (*listed.get(path, ()), finding)
    return listed


@define(unsafe_hash=True)
class Section:
    """One of the six sections of a report (章节).

    Attributes:
        id: ``overview``, ``disclosure``, ``requests``, ``review``, ``problems``, ``other_matters``; "" for a section
            of a report on no known form.
        number: its number on the form, from 1.
        heading: the heading as the copy prints it.
        text: what stands behind the heading, to the next one.
        start: offset of the heading, from 0.
        end: offset behind ``text``.
        place: where the heading stands in the tables or on the pages of its file; None in a text.
    """

    id: str
    number: int
    heading: str
    text: str
    start: int
    end: int
    place: Place | None = None


@define(unsafe_hash=True)
class Evidence:
    """A fact of a report's identity and the place it was read from.

    Attributes:
        value: the fact: text, the year as a number, or a day (ISO 8601).
        raw: what stands there.
        start: offset of ``raw``, from 0.
        end: offset behind it.
        source: ``title``, ``table_title``, ``line_above_title``, ``line_below_title``, ``period`` (统计期限),
            ``signature`` (落款), ``publisher`` (发布机构), ``page`` (发布日期) or ``prose``; of a kind ``title``,
            ``table``, ``statistics``, ``headings`` or ``prose``.
        place: where it stands in the tables or on the pages of its file; None in a text.
    """

    value: str | int
    raw: str
    start: int
    end: int
    source: str
    place: Place | None = None


@define(unsafe_hash=True)
class Claim:
    """A number that the prose states for cells of the form (陈述).

    Attributes:
        path: the first cell that it may speak of.
        value: the number; 0 where the prose says that there was none. For money in ``unit``.
        raw: what stands there: the number with its unit (``12件``, ``十二件``), or the word of absence (``未``).
        start: offset of ``raw``, from 0.
        end: offset behind it.
        meanings: what it may speak of: each the cells whose sum it states, the likeliest first. ``收到21件`` has two,
            with those carried over from last year and without.
        sure: there is one meaning, the words leave no doubt of it, and no other claim says another number of it.
        scope: whether it counts those carried over: ``all``, ``new`` (they are left out) or ``open``; None where the
            question does not arise.
        unit: the unit behind the number; None for a word of absence.
        place: where it stands in the tables or on the pages of its file; None in a text.
    """

    path: str
    value: Number
    raw: str
    start: int
    end: int
    meanings: tuple[tuple[str, ...], ...]
    sure: bool = False
    scope: Scope | None = None
    unit: str | None = None
    place: Place | None = None


@frozen
class ExtraRow:
    """A row of numbers that is no line of the form: a sub-row, a foreign row, numbers on a group's line.

    Attributes:
        table: the table it stands in.
        label: the words in front of the numbers, as printed; "" where there are none.
        values: the numbers, None for a cell that holds none.
        raw: what each cell prints.
        parts: for each cell the runs of text that it stands in.
        line: line of the first cell, from 1; None where the file has no lines of text (PDF, Word, sheets).
        code: code of the finding that speaks of it.
        place: where it stands in the tables or on the pages of its file; None in a text.
    """

    table: str
    label: str
    values: tuple[Number | None, ...]
    raw: tuple[str, ...]
    parts: tuple[tuple[Span, ...], ...]
    line: int | None
    code: str
    place: Place | None = None
