"""The JSON Schema: every report fits it, and a report that is not quite one does not."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import govinfo_report as gr
from govinfo_report.export import report_schema
from govinfo_report.findings import catalogue
from govinfo_report.model import STATES
from govinfo_report.model.proof import HOWS
from govinfo_report.pipeline import default_pipeline
from tests.paths import DATA, ROOT

COPIES = [
    *sorted((DATA / "copies").glob("*.txt")),
    DATA / "cli" / "doubtful_2021.txt",
]
SEEDS = ROOT.parent / "shared" / "seeds"
CLEAN = DATA / "copies" / "tab_clean_2021.txt"

VALIDATOR = Draft202012Validator(report_schema())


def faults(data: dict[str, Any]) -> list[str]:
    """Return one message for each place where plain data does not fit the schema."""
    plain = json.loads(json.dumps(data))
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(plain)]


def test_schema_is_a_schema() -> None:
    """The file is a schema of draft 2020-12, and each call gives a dict of its own."""
    Draft202012Validator.check_schema(report_schema())
    assert report_schema() is not report_schema()


@pytest.mark.parametrize("text", [False, True])
@pytest.mark.parametrize("file", COPIES, ids=lambda file: file.stem)
def test_copies_fit(file: Path, text: bool) -> None:
    """The data of every copy fits, with its text and without."""
    assert not faults(gr.read(file).to_dict(text=text))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the folder shared/seeds is not beside the checkout")
def test_seeds_fit() -> None:
    """The data of every seed copy fits."""
    files = sorted(SEEDS.iterdir())
    assert files
    assert not [fault for file in files for fault in faults(gr.read(file).to_dict())]


@pytest.mark.parametrize("text", ["", "x", "\0\n" * 9, "二、主动公开政府信息情况\n规章\t1\t2\t3\n"])
def test_texts_that_are_no_report_fit(text: str) -> None:
    """The data of a text that is no report fits as well."""
    assert not faults(gr.parse(text).to_dict(text=True))


@settings(max_examples=50)
@given(st.data())
def test_damaged_copies_fit(data: st.DataObject) -> None:
    """The data of a copy that lost or repeats stretches anywhere fits."""
    text = data.draw(st.sampled_from(COPIES)).read_text(encoding="utf-8")
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    kept = data.draw(st.lists(st.sampled_from(pieces), max_size=6))
    assert not faults(gr.parse("".join(kept)).to_dict())


@given(
    st.text(
        alphabet=st.sampled_from("一二三、（）0123456789.-/ \t\n|规章总计其他\ud800"), max_size=200
    )
)
def test_junk_fits(text: str) -> None:
    """The data of junk made of the form's characters fits."""
    assert not faults(gr.parse(text).to_dict())


def _set(*where: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        inner: Any = data
        for key in where[:-1]:
            inner = inner[key]
        inner[where[-1]] = to

    return change


def _drop(*where: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        inner: Any = data
        for key in where[:-1]:
            inner = inner[key]
        del inner[where[-1]]

    return change


CELL = ("tables", "requests", "granted", "total")
MONEY = ("tables", "disclosure", "administrative_fees", "fee_amount")


@pytest.mark.parametrize(
    "change",
    [
        _set("schema_version", to=2),
        _set("year", to="2021"),
        _set("edition", to="2020"),
        _set("more", to=1),
        _set("editions", "requests", to="2019"),
        _set("editions", "review", to=None),
        _set("identity", "year", "value", to="2021"),
        _drop("identity", "title", "start"),
        _set("sections", 0, "number", to=0),
        _set("sections", 0, "start", to=-1),
        _drop("tables", "review"),
        _drop("tables", "requests", "other_other"),
        _set("tables", "requests", "other_handling", to={}),
        _drop(*CELL),
        _drop(*CELL, "raw"),
        _set(*CELL, "more", to=1),
        _set(*CELL, "state", to="sure"),
        _set(*CELL, "state", to="inferred"),
        _set(*CELL, "state", to="lost"),
        _set(*CELL, "value", to=None),
        _set(*CELL, "value", to="1e3"),
        _set(*CELL, "value", to=1.5),
        _set(*CELL, "parts", to=[[1]]),
        _set(*CELL, "line", to=0),
        _set(*CELL, "candidates", to=[None]),
        _set(*MONEY, "value", to=12),
        _set("readings", "granted", to=[]),
        _set("layouts", "requests", to="Tab Separated"),
        _set("layout_scores", "requests", "tab_separated", to=1.5),
        _set("findings", 0, "severity", to="fatal"),
        _set("findings", 0, "verdict", to="nobody"),
        _set("findings", 0, "cells", to=["requests.granted"]),
        _drop("findings", 0, "message_zh"),
        _set("extra_rows", to=[{}]),
        _set("claims", to=[{"path": "requests.granted.total", "value": 1}]),
        _set("claims", 0, "meanings", to=[]),
        _set("claims", 0, "meanings", to=[["requests.granted"]]),
        _set("claims", 0, "sure", to=1),
        _set("claims", 0, "scope", to="some"),
    ],
)
def test_changed_data_does_not_fit(change: Callable[[dict[str, Any]], None]) -> None:
    """A field that is missing, new or of another kind is a fault: the check can fail."""
    data = gr.parse(CLEAN.read_text(encoding="utf-8").replace("\t390\n", "\t391\n")).to_dict()
    assert data["findings"]
    assert not faults(data)
    changed = copy.deepcopy(data)
    change(changed)
    assert faults(changed)


PROOF = ("proofs", "rows", "review.reconsideration")


@pytest.mark.parametrize(
    "change",
    [
        _drop("proofs", "sums"),
        _set("proofs", "more", to=[]),
        _set("proofs", "rows", "reconsideration", to={}),
        _set(*PROOF, "how", to="guess"),
        _set(*PROOF, "sums", to=[-1]),
        _set("proofs", "sums", 0, "holds", to=1),
        _set("proofs", "sums", 0, "equals", to=[]),
        _set("proofs", "sums", 0, "parts", to=[0]),
    ],
)
def test_changed_proofs_do_not_fit(change: Callable[[dict[str, Any]], None]) -> None:
    """What settled a row is checked as strictly: table 四 without its first number, which its sum gives back."""
    text = CLEAN.read_text(encoding="utf-8").replace("17\t4\t3\t6\t30\t", "4\t3\t6\t30\t")
    data = gr.parse(text).to_dict()
    assert data["proofs"]["rows"]
    assert not faults(data)
    change(data)
    assert faults(data)


def test_schema_requires_every_field() -> None:
    """Each field of the data is required; only `text` may be left out."""
    data = gr.read(CLEAN).to_dict(text=True)
    for name in data:
        left = {key: value for key, value in data.items() if key != name}
        assert bool(faults(left)) == (name != "text")


def test_schema_has_the_cells_of_the_form() -> None:
    """The rows and columns of each edition in the schema are those of the form, in its order."""
    definitions = report_schema()["$defs"]
    money = {"$ref": "#/$defs/money_cell"}
    for table, reader in default_pipeline().readers.items():
        for edition, known in reader.editions.items():
            rows = definitions.get(f"{table}_{edition}", definitions.get(table))["properties"]
            cells = {
                f"{table}.{row}.{column}": cell
                for row, found in rows.items()
                for column, cell in definitions[found["$ref"].rpartition("/")[2]][
                    "properties"
                ].items()
            }
            assert tuple(cells) == known.shape.paths
            assert {path for path, cell in cells.items() if cell == money} == {
                known.shape.paths[at] for at in known.money
            }


def test_schema_has_the_fields_of_the_model() -> None:
    """States, and the fields of a claim, a finding and a cell (those compared), are the model's; codes are names."""
    definitions = report_schema()["$defs"]
    cell = definitions["cell"]["properties"]
    assert tuple(cell["state"]["enum"]) == STATES
    compared = {field.name for field in attrs.fields(gr.Cell) if field.eq}
    assert set(cell) == compared - {"path"} | {"start", "end"}
    assert set(definitions["claim"]["properties"]) == set(attrs.fields_dict(gr.Claim))
    assert set(definitions["finding"]["properties"]) == set(attrs.fields_dict(gr.Finding)) | {
        "path"
    }
    assert tuple(definitions["proof"]["properties"]["how"]["enum"]) == HOWS
    names = Draft202012Validator(definitions["name"])
    assert all(names.is_valid(code) for code in catalogue())
