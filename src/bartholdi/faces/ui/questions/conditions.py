"""On what a question hangs, for JavaScript: what earlier pages decide is decided, what this page asks is left to be asked."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.conditions import holds
from bartholdi.cores.formspec.spec import Condition, Joined


def written(condition: Condition | None, here: Collection[str], answers: Mapping[str, Any], fields: Mapping[str, Field]) -> str:
    """As JSON; empty where nothing on this page can change it. `here`: the keys of the page."""
    if condition is None:
        return ""
    left = _left(condition, here, answers, fields)
    return "" if isinstance(left, bool) else json.dumps(left, ensure_ascii=False, separators=(",", ":"))


def _left(condition: Condition, here: Collection[str], answers: Mapping[str, Any], fields: Mapping[str, Field]) -> Any:
    if not isinstance(condition, Joined):
        if condition.field not in here:
            return holds(condition, answers, fields)
        return {"field": condition.field, "operator": condition.operator, "value": _plain(condition.value)}
    parts = [_left(part, here, answers, fields) for part in condition.parts]
    if condition.how == "not":
        return not parts[0] if isinstance(parts[0], bool) else {"how": "not", "parts": parts}
    decides = condition.how == "any"  # one that holds decides `any`; one that does not decides `all`
    if any(part is decides for part in parts):
        return decides
    open_parts = [part for part in parts if not isinstance(part, bool)]
    return {"how": condition.how, "parts": open_parts} if open_parts else not decides


def _plain(value: Any) -> Any:
    """Numbers and dates as text: JavaScript's numbers are not exact."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
