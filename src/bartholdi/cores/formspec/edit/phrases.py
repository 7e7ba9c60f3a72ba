"""Conditions as short phrases: “Stay” is “Split in two”. Most conditions are a few of these, all or any of which must hold."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from bartholdi.cores.formspec.edit.draft import Plain
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.kinds.numbers import parse
from bartholdi.cores.formspec.parse import plain
from bartholdi.cores.formspec.spec import Field

# How a phrase asks, and the operator that says so; those that end in `not` are the operator denied.
ASKS = {
    "is": "equals",
    "is_not": "equals",
    "contains": "contains",
    "contains_not": "contains",
    "greater": "greater",
    "less": "less",
    "answered": "answered",
    "answered_not": "answered",
}
NUMBERS = frozenset({"number", "money", "score"})


class Phrase(NamedTuple):
    """One earlier question, how it is asked about, and the values it is compared with, as texts that a form can hold."""

    field: str
    how: str
    values: tuple[str, ...] = ()


class Phrases(NamedTuple):
    """Phrases of which `all` or `any` must hold."""

    joint: str
    parts: tuple[Phrase, ...]


def ways(field: Field) -> list[str]:
    """How a phrase can ask about this question, the likeliest first."""
    kind = KINDS[field.kind]
    if field.kind == "statement":
        return ["answered", "answered_not"]
    return [how for how, operator in ASKS.items() if operator in kind.operators]


def phrased(when: object, fields: Mapping[str, Field]) -> Phrases | None:
    """The condition as phrases; None where it says more than phrases can, or asks about what is not there."""
    if (
        isinstance(when, dict)
        and len(when) == 1
        and (joint := next(iter(when))) in {"all", "any"}
        and isinstance(when[joint], list)
    ):
        parts = [_phrase(each, fields) for each in when[joint]]
    else:
        joint, parts = "all", [_phrase(when, fields)]
    sound = tuple(part for part in parts if part is not None)
    return Phrases(joint, sound) if sound and len(sound) == len(parts) else None


def condition(phrases: Phrases, fields: Mapping[str, Field]) -> Plain | None:
    """The phrases as a condition in plain data; None where there is no phrase."""
    tests = [_test(part, fields[part.field]) for part in phrases.parts]
    if len(tests) < 2:
        return tests[0] if tests else None
    return {phrases.joint: tests}


def _test(phrase: Phrase, field: Field) -> Plain:
    if phrase.how in {"answered", "answered_not"}:
        return {"field": phrase.field, "answered": phrase.how == "answered"}
    values = [_value(text, field) for text in phrase.values]
    operator = ASKS[phrase.how]
    test: Plain = {"field": phrase.field}
    if operator == "equals" and len(values) > 1:
        test["in"] = values
    else:
        test[operator] = values[0] if values else None
    return {"not": test} if phrase.how.endswith("_not") else test


def _phrase(test: object, fields: Mapping[str, Field]) -> Phrase | None:
    denied = isinstance(test, dict) and set(test) == {"not"}
    inner = test["not"] if isinstance(test, dict) and denied else test
    if not isinstance(inner, dict) or len(inner) != 2 or inner.get("field") not in fields:
        return None
    field = fields[inner["field"]]
    operator = next(name for name in inner if name != "field")
    value = inner[operator]
    if operator == "answered":
        return Phrase(field.key, "answered" if value else "answered_not") if isinstance(value, bool) and not denied else None
    if field.kind == "statement":
        return Phrase(field.key, "answered") if (operator, value, denied) == ("equals", True, False) else None
    if operator == "in" and not (field.kind == "choice" and isinstance(value, list) and len(value) > 1):
        return None
    how = {"equals": "is", "in": "is"}.get(operator, operator) + "_not" * denied
    texts = [_text(each, field) for each in (value if operator == "in" else [value])]
    return Phrase(field.key, how, tuple(text for text in texts if text)) if how in ways(field) and all(texts) else None


def _value(text: str, field: Field) -> Any:
    if field.kind == "yes_no":
        return {"true": True, "false": False}.get(text, text)
    if field.kind in NUMBERS:
        found = parse(text)
        return plain(found) if isinstance(found, Decimal) else text
    return int(text) if field.kind == "goals" and text.isascii() and text.isdigit() else text


def _text(value: Any, field: Field) -> str:
    """Nothing where the value is not of a kind that a form can hold."""
    if isinstance(value, bool):
        return ("true" if value else "false") if field.kind == "yes_no" else ""
    return str(value) if isinstance(value, str | int) else ""
