"""Rules as data: strict reading that reports all faults at once, and one canonical way of writing."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bartholdi.cores.eligibility.conditions import read_condition
from bartholdi.cores.eligibility.kinds import KINDS
from bartholdi.cores.eligibility.kinds.kind import Kind
from bartholdi.cores.eligibility.place import Place, RulesError
from bartholdi.cores.eligibility.reading import one_of, read_key, read_label, read_list, read_object
from bartholdi.cores.eligibility.rules import Joined, Label, Ref, Rows, Rule, Rules, Test, Window
from bartholdi.cores.eligibility.spans import Span

MOST_RULES = 100
KNOWN = ("key", "kind", "label", "who", "advice", "when", "options", "otherwise", "missing")
_OTHERWISE = one_of("not", "needs_officer")
_MISSING = one_of("needs_officer", "not", "eligible")


def parse(data: object) -> Rules:
    """The rules of plain data: a list, as JSON gives it. Raises RulesError with every fault and its place (`rules[2].options.window`)."""
    place = Place()
    found: dict[str, Rule] = {}
    here = place.at("rules")
    for index, each in enumerate(read_list(data, here, most=MOST_RULES, least=0)):
        rule = _read_rule(each, here.at(index))
        if rule and rule.key in found:
            here.at(index).at("key").fault("used_twice", value=rule.key)
        elif rule:
            found[rule.key] = rule
    if place.faults:
        raise RulesError(place.faults)
    return Rules(tuple(found.values()))


def dump(rules: Rules) -> list[dict[str, Any]]:
    """The rules as plain data, in one fixed order; `parse(dump(rules)) == rules`."""
    return [_dump_rule(rule) for rule in rules]


def _read_rule(value: object, place: Place) -> Rule | None:
    parts = read_object(value, place, known=KNOWN, needed=("key", "kind"))
    if parts is None:
        return None
    key = read_key(parts["key"], place.at("key")) if "key" in parts else None
    words = {name: read_label(parts[name], place.at(name)) for name in ("label", "who", "advice") if name in parts}
    when = read_condition(parts["when"], place.at("when")) if "when" in parts else None
    otherwise = _OTHERWISE(parts.get("otherwise", "not"), place.at("otherwise"))
    missing = _MISSING(parts.get("missing", "needs_officer"), place.at("missing"))
    name = parts.get("kind")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        if name is not None:
            place.at("kind").fault("unknown_kind", known=", ".join(KINDS))
        return None
    options = _read_options(parts.get("options", {}), place.at("options"), kind)
    if kind.labelled and "label" not in words:
        place.at("label").fault("label_needed")
    if key is None:
        return None
    return Rule(key, kind.name, **words, when=when, options=options, otherwise=otherwise, missing=missing)


def _read_options(value: object, place: Place, kind: Kind) -> dict[str, Any]:
    """The options of a kind, in the kind's own order; only sound ones are asked whether they go together."""
    before = len(place.faults)
    parts = read_object(value, place, known=tuple(kind.options), needed=kind.needed) or {}
    options = {name: kind.options[name](given, place.at(name)) for name, given in parts.items()}
    if len(place.faults) == before:
        kind.contradict(options, place)
    return options


def _dump_rule(rule: Rule) -> dict[str, Any]:
    found: dict[str, Any] = {"key": rule.key, "kind": rule.kind}
    found.update({name: plain(said) for name in ("label", "who", "advice") if (said := getattr(rule, name))})
    if rule.when:
        found["when"] = plain(rule.when)
    if rule.options:
        found["options"] = {name: plain(value) for name, value in rule.options.items()}
    found["otherwise"] = rule.otherwise
    if rule.missing != "needs_officer":
        found["missing"] = rule.missing
    return found


def plain(value: Any) -> Any:
    """Any part of rules, or a fact of a reason, as plain data."""
    if isinstance(value, Ref):
        return {"column": value.name} if value.column else value.name
    if isinstance(value, Test):
        return _plain_test(value)
    if isinstance(value, Joined):
        return {value.how: plain(value.parts[0]) if value.how == "not" else [plain(part) for part in value.parts]}
    if isinstance(value, Span):
        return {name: number for name, number in value._asdict().items() if number}
    if isinstance(value, Label | Rows | Window):
        names = {"start": "from", "end": "to"}
        return {names.get(name, name): plain(part) for name, part in value._asdict().items() if part is not None}
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def _plain_test(test: Test) -> dict[str, Any]:
    return {"column" if test.ref.column else "field": test.ref.name, test.operator: plain(test.value)}
