"""The JSON Schema of a report's plain data, and the first place at which data does not fit it.

Only the keywords that the schema uses are known (draft 2020-12), and numbers are taken strictly: what ``to_dict`` gives
as an int is no float and no bool.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen


@frozen
class Misfit:
    """A place at which data does not fit.

    Attributes:
        where: the keys and indices that lead there, with dots between; "" for the whole.
        expected: the rule that it breaks, as the schema writes it.
        found: what stands there.
    """

    where: str
    expected: str
    found: str


@cache
def stored_schema() -> Mapping[str, Any]:
    """Give the schema as it is stored; whoever changes it changes it for all."""
    file = files("govinfo_report").joinpath("schema", "report.schema.json")
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema


def misfit(value: Any, schema: Any, where: str = "") -> Misfit | None:
    """Give the first place at which data does not fit a schema; None where it fits.

    Args:
        value: the data.
        schema: the schema, or a part of it; references lead into ``stored_schema``.
        where: what leads to the data.
    """
    if isinstance(schema, bool):
        return None if schema else Misfit(where, "nothing", shown(value))
    for keyword, rule in schema.items():
        check = _CHECKS.get(keyword)
        for found in check(value, rule, schema, where) if check is not None else ():
            return found
    return None


def difference(given: Any, wanted: Any, where: str = "") -> Misfit | None:
    """Give the first place at which data is not the same, to its types; None where it is.

    Args:
        given: the data.
        wanted: what it is to be.
        where: what leads to the data.
    """
    if isinstance(given, dict) and isinstance(wanted, dict):
        for name in {**wanted, **given}:
            if name not in given or name not in wanted:
                values = (
                    shown(each[name]) if name in each else "nothing" for each in (wanted, given)
                )
                return Misfit(_join(where, name), *values)
            found = difference(given[name], wanted[name], _join(where, name))
            if found is not None:
                return found
        return None
    if isinstance(given, list | tuple) and isinstance(wanted, list | tuple):
        for at, (one, other) in enumerate(zip(given, wanted, strict=False)):
            found = difference(one, other, _join(where, at))
            if found is not None:
                return found
        return None if len(given) == len(wanted) else Misfit(where, shown(wanted), shown(given))
    return None if _same(given, wanted) else Misfit(where, shown(wanted), shown(given))


def shown(value: Any) -> str:
    """Give data as a message shows it."""
    kind = type(value).__name__
    if isinstance(value, dict | list | tuple):
        return f"{kind} of {len(value)}"
    if isinstance(value, int) and value.bit_length() > _SHOWN_BITS:
        return f"{kind} of {value.bit_length()} bits"
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


MOST_BITS = 3_300
"""Bits of a number, about a thousand digits: more of them Python does not write down."""

_SHOWN = 60
_SHOWN_BITS = 128

_Found = Iterator[Misfit]

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list, tuple),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def _is(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return False
    return isinstance(value, _TYPES[name])


def _same(value: Any, other: Any) -> bool:
    return type(value) is type(other) and bool(value == other)


def _type(value: Any, rule: Any, _schema: Any, where: str) -> _Found:
    names = rule if isinstance(rule, list) else [rule]
    if not any(_is(value, name) for name in names):
        yield Misfit(where, f"type {', '.join(names)}", shown(value))


def _rule(name: str, fits: Callable[[Any, Any], bool], *types: str) -> Callable[..., _Found]:
    """Give the check of a rule that speaks of values of some types only."""

    def check(value: Any, rule: Any, _schema: Any, where: str) -> _Found:
        if (not types or any(_is(value, kind) for kind in types)) and not fits(value, rule):
            yield Misfit(where, f"{name} {json.dumps(rule)}", shown(value))

    return check


def _properties(value: Any, rule: Any, _schema: Any, where: str) -> _Found:
    if isinstance(value, dict):
        for name, inner in rule.items():
            if name in value:
                yield from _inner(value[name], inner, where, name)


def _additional(value: Any, rule: Any, schema: Any, where: str) -> _Found:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in schema.get("properties", ()):
                yield from _inner(inner, rule, where, name)


def _names(value: Any, rule: Any, _schema: Any, where: str) -> _Found:
    if isinstance(value, dict):
        for name in value:
            yield from _inner(name, rule, where, name)


def _required(value: Any, rule: Any, _schema: Any, where: str) -> _Found:
    for name in rule if isinstance(value, dict) else ():
        if name not in value:
            yield Misfit(_join(where, name), "required", "nothing")


def _items(value: Any, rule: Any, schema: Any, where: str) -> _Found:
    if isinstance(value, list | tuple):
        for at in range(len(schema.get("prefixItems", ())), len(value)):
            yield from _inner(value[at], rule, where, at)


def _prefix(value: Any, rule: Any, _schema: Any, where: str) -> _Found:
    if isinstance(value, list | tuple):
        for at, (inner, its) in enumerate(zip(value, rule, strict=False)):
            yield from _inner(inner, its, where, at)


def _inner(value: Any, schema: Any, where: str, name: object) -> _Found:
    found = misfit(value, schema, _join(where, name))
    if found is not None:
        yield found


def _join(where: str, name: object) -> str:
    key = name[:_SHOWN] if isinstance(name, str) else shown(name)
    return f"{where}.{key}" if where else key


def _reference(value: Any, rule: str, _schema: Any, where: str) -> _Found:
    found = misfit(value, stored_schema()["$defs"][rule.rpartition("/")[2]], where)
    if found is not None:
        yield found


def _all_of(value: Any, rule: Any, _schema: Any, where: str) -> _Found:
    for each in rule:
        found = misfit(value, each, where)
        if found is not None:
            yield found


def _any_of(value: Any, rule: Any, _schema: Any, where: str) -> _Found:
    found = [misfit(value, each, where) for each in rule]
    if all(found):
        yield Misfit(where, " or ".join(each.expected for each in found if each), shown(value))


def _if(value: Any, rule: Any, schema: Any, where: str) -> _Found:
    chosen = schema.get("then" if misfit(value, rule) is None else "else", True)
    found = misfit(value, chosen, where)
    if found is not None:
        yield found


_CHECKS: dict[str, Callable[..., _Found]] = {
    "type": _type,
    "const": _rule("const", _same),
    "enum": _rule("enum", lambda value, rule: any(_same(value, each) for each in rule)),
    "minLength": _rule("minLength", lambda value, rule: len(value) >= rule, "string"),
    "maxLength": _rule("maxLength", lambda value, rule: len(value) <= rule, "string"),
    "pattern": _rule("pattern", lambda value, rule: _fits(rule, value), "string"),
    "minItems": _rule("minItems", lambda value, rule: len(value) >= rule, "array"),
    "maxItems": _rule("maxItems", lambda value, rule: len(value) <= rule, "array"),
    # what is no number at all is neither
    "minimum": _rule("minimum", lambda value, rule: value >= rule, "number"),
    "maximum": _rule("maximum", lambda value, rule: value <= rule, "number"),
    "required": _required,
    "properties": _properties,
    "propertyNames": _names,
    "additionalProperties": _additional,
    "prefixItems": _prefix,
    "items": _items,
    "$ref": _reference,
    "allOf": _all_of,
    "anyOf": _any_of,
    "if": _if,
}


def _fits(pattern: str, value: str) -> bool:
    """Tell whether a text fits a pattern; ``$`` is its very end, as in other languages."""
    return re.search(pattern.replace("$", r"\Z"), value) is not None
