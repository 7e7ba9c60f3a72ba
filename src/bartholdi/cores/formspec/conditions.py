"""Conditions on earlier answers: reading them strictly, and telling whether they hold, or cannot be told yet.

    {"field": "side", "equals": "us"}      {"field": "stay", "in": ["short", "long"]}     {"field": "goals", "contains": 13}
    {"field": "cv", "answered": true}      {"field": "months", "greater": 4}              {"field": "start", "less": "2028-01-01"}
    {"all": [...]}  {"any": [...]}  {"not": {...}}

A field that is hidden or not answered equals nothing, holds nothing, and is neither greater nor less than anything.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.reading import read_flag, read_list
from bartholdi.cores.formspec.spec import Condition, Field, Joined, Test

DEEPEST = 4  # conditions within conditions; more than anybody can follow
MOST_PARTS = 50
OPERATORS = ("answered", "equals", "in", "contains", "greater", "less")
JOINTS = ("all", "any", "not")


def read_condition(
    value: object, place: Place, earlier: Mapping[str, Field], later: frozenset[str], depth: int = 1
) -> Condition | None:
    """The condition; None where it has a fault. `earlier`: the fields it may ask about, `later`: keys it may not, yet."""
    if not isinstance(value, dict):
        place.fault("expected", what="object")
        return None
    if depth > DEEPEST:
        place.fault("too_deep", n=DEEPEST)
        return None
    if "field" in value:
        return _read_test(value, place, earlier, later)
    if len(value) != 1 or (how := next(iter(value))) not in JOINTS:
        place.fault("not_a_condition")
        return None
    here = place.at(how)
    given = [value[how]] if how == "not" else read_list(value[how], here, most=MOST_PARTS)
    places = [here] if how == "not" else [here.at(index) for index in range(len(given))]
    parts = [read_condition(each, at, earlier, later, depth + 1) for each, at in zip(given, places, strict=True)]
    sound = tuple(part for part in parts if part is not None)
    return Joined(how, sound) if len(sound) == len(given) and sound else None


def _read_test(value: dict[Any, Any], place: Place, earlier: Mapping[str, Field], later: frozenset[str]) -> Test | None:
    asked = [name for name in value if name != "field"]
    key = value["field"]
    if len(asked) != 1 or asked[0] not in OPERATORS:
        place.fault("not_a_condition")
        return None
    operator = asked[0]
    if not isinstance(key, str) or key not in earlier:
        is_later = isinstance(key, str) and key in later
        place.at("field").fault("later_field" if is_later else "unknown_field", key=str(key)[:40] if isinstance(key, str) else "")
        return None
    field = earlier[key]
    here = place.at(operator)
    kind = KINDS[field.kind]
    if operator not in kind.operators:
        here.fault("cannot_be_asked", kind=field.kind, known=", ".join(name for name in OPERATORS if name in kind.operators))
        return None
    operand = _read_operand(operator, value[operator], here, field)
    return None if operand is None or operand == () else Test(key, operator, operand)


def _read_operand(operator: str, value: object, place: Place, field: Field) -> Any:
    if operator == "answered":
        return read_flag(value, place)
    operand = KINDS[field.kind].operand
    if operator != "in":
        return operand(value, field.options, place)
    read = [operand(each, field.options, place.at(index)) for index, each in enumerate(read_list(value, place, most=300))]
    return tuple(read) if None not in read else None


def holds(condition: Condition | None, answers: Mapping[str, Any], fields: Mapping[str, Field]) -> bool:
    """Whether the condition holds for these answers, of which the hidden ones have been dropped."""
    if condition is None:
        return True
    if isinstance(condition, Joined):
        if condition.how == "all":
            return all(holds(part, answers, fields) for part in condition.parts)
        if condition.how == "any":
            return any(holds(part, answers, fields) for part in condition.parts)
        return not holds(condition.parts[0], answers, fields)
    answer = answers.get(condition.field)
    if condition.operator == "answered":
        return (answer is not None) is condition.value
    field = fields[condition.field]
    atoms = () if answer is None else KINDS[field.kind].atoms(answer, field.options)
    return any(_meets(atom, condition) for atom in atoms)


def _meets(atom: Any, condition: Test) -> bool:
    if condition.operator == "in":
        return atom in condition.value
    if condition.operator == "greater":
        return bool(atom > condition.value)
    if condition.operator == "less":
        return bool(atom < condition.value)
    return bool(atom == condition.value)


def asked(condition: Condition | None) -> Iterator[str]:
    """The keys of the fields that a condition asks about, as often as it does."""
    if isinstance(condition, Joined):
        for part in condition.parts:
            yield from asked(part)
    elif condition is not None:
        yield condition.field


def settled(
    condition: Condition | None, answers: Mapping[str, Any], fields: Mapping[str, Field], open_keys: frozenset[str]
) -> bool | None:
    """The same as `holds`, but None where it hangs on a field of `open_keys`: shown, and not answered yet."""
    if condition is None:
        return True
    if isinstance(condition, Test):
        return None if condition.field in open_keys else holds(condition, answers, fields)
    parts = [settled(part, answers, fields, open_keys) for part in condition.parts]
    if condition.how == "not":
        return None if parts[0] is None else not parts[0]
    decides = condition.how == "any"  # one that holds decides `any`; one that does not decides `all`
    if decides in parts:
        return decides
    return None if None in parts else not decides
