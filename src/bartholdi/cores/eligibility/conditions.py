"""Conditions on answers and columns: read strictly, and settled in three values: they hold, they do not, or it is not known yet.

    {"field": "status", "in": ["enrolled", "admitted"]}   {"column": "side", "equals": "us"}   {"field": "goals", "contains": 13}
    {"field": "cv", "answered": true}                     {"field": "months", "greater": 4}    {"field": "start", "less": "2028-01-01"}
    {"all": [...]}  {"any": [...]}  {"not": {...}}

The same words as in questionnaires. A field of several values (a list, a column of a table) holds what one of its values holds.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bartholdi.cores.eligibility.facts import Facts
from bartholdi.cores.eligibility.place import Place
from bartholdi.cores.eligibility.reading import read_date, read_decimal, read_flag, read_list, read_ref
from bartholdi.cores.eligibility.rules import Condition, Joined, Ref, Test
from bartholdi.cores.eligibility.values import as_date, as_number, values

DEEPEST = 4  # conditions within conditions; more than anybody can follow
MOST_PARTS = 50
LONGEST = 250  # code points of a text that is compared with
OPERATORS = ("answered", "equals", "in", "contains", "greater", "less")
JOINTS = ("all", "any", "not")


def read_condition(value: object, place: Place, depth: int = 1) -> Condition | None:
    """The condition; None where it has a fault."""
    if not isinstance(value, dict):
        place.fault("expected", what="object")
        return None
    if depth > DEEPEST:
        place.fault("too_deep", n=DEEPEST)
        return None
    if "field" in value or "column" in value:
        return _read_test(value, place)
    if len(value) != 1 or (how := next(iter(value))) not in JOINTS:
        place.fault("not_a_condition")
        return None
    here = place.at(how)
    given = [value[how]] if how == "not" else read_list(value[how], here, most=MOST_PARTS)
    parts = [read_condition(each, here if how == "not" else here.at(index), depth + 1) for index, each in enumerate(given)]
    sound = tuple(part for part in parts if part is not None)
    return Joined(how, sound) if len(sound) == len(given) and sound else None


def _read_test(value: dict[Any, Any], place: Place) -> Test | None:
    asked = [name for name in value if name not in {"field", "column"}]
    if len(asked) != 1 or asked[0] not in OPERATORS or len(value) != 2:
        place.fault("not_a_condition")
        return None
    if "column" in value:
        ref = read_ref({"column": value["column"]}, place)
    else:
        ref = read_ref(value["field"] if isinstance(value["field"], str) else None, place.at("field"))
    operator, here = asked[0], place.at(asked[0])
    operand: Any
    if operator == "answered":
        operand = read_flag(value[operator], here)
    elif operator == "in":
        given = [_read_operand(each, here.at(index)) for index, each in enumerate(read_list(value[operator], here))]
        operand = tuple(given) if given and None not in given else None
    elif operator in {"greater", "less"}:
        is_date = isinstance(value[operator], str) and value[operator].count("-") == 2
        operand = (read_date if is_date else read_decimal)(value[operator], here)
    else:
        operand = _read_operand(value[operator], here)
    return None if ref is None or operand is None else Test(ref, operator, operand)


def _read_operand(value: object, place: Place) -> Any:
    """Text, true or false, or a whole number."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and 0 < len(value) <= LONGEST:
        return value
    if isinstance(value, int) and abs(value) < 10**15:
        return Decimal(value)
    place.fault("expected", what="operand")
    return None


def settled(condition: Condition | None, facts: Facts, *, final: bool) -> bool | None:
    """Whether it holds; None where that hangs on what is not answered. When final, what is not answered equals nothing."""
    if condition is None:
        return True
    if isinstance(condition, Test):
        known = _tested(condition, facts)
        if known is None and final:
            return condition.operator == "answered" and condition.value is False
        return known
    parts = [settled(part, facts, final=final) for part in condition.parts]
    if condition.how == "not":
        return None if parts[0] is None else not parts[0]
    decides = condition.how == "any"  # one that holds decides `any`; one that does not decides `all`
    if decides in parts:
        return decides
    return None if None in parts else not decides


def _tested(test: Test, facts: Facts) -> bool | None:
    found = values(test.ref, facts)
    if not found:
        return None
    if test.operator == "answered":
        return test.value is True
    wanted = test.value if test.operator == "in" else (test.value,)
    if test.operator in {"greater", "less"}:
        return _compared(found, test)
    return any(_equal(one, value) for one in found for value in wanted)


def _compared(found: tuple[Any, ...], test: Test) -> bool | None:
    limit = test.value
    read: list[Any] = [as_date(one) if isinstance(limit, date) else as_number(one) for one in found]
    known = [one for one in read if one is not None]
    if not known:
        return None
    return any(one > limit if test.operator == "greater" else one < limit for one in known)


def _equal(one: object, value: object) -> bool:
    if isinstance(value, bool) or isinstance(one, bool):
        return one is value
    if isinstance(value, Decimal):
        return as_number(one) == value
    if isinstance(one, Mapping):  # an answer beside the choices
        return value == "other" and "other" in one
    return (one.isoformat() if isinstance(one, date) else str(one) if isinstance(one, int | Decimal) else one) == value


def refs(condition: Condition | None) -> Iterator[Ref]:
    """Where the values stand that a condition asks about."""
    if isinstance(condition, Joined):
        for part in condition.parts:
            yield from refs(part)
    elif condition is not None:
        yield condition.ref
