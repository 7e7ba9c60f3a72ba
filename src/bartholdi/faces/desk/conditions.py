"""The condition of a question in words: “Stay” is “Split in two”, and “Months” is more than 4."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.spec import Condition, Joined, Test
from bartholdi.cores.formspec.words.shown import GOALS, YES_NO, day, number
from bartholdi.faces.ui.questions.limits import country


def said(condition: Condition, fields: Mapping[str, Field], language: str) -> str:
    """In the language of the moment, which is also `language`."""
    if isinstance(condition, Test):
        return _test(condition, fields[condition.field], language)
    parts = [_part(part, fields, language) for part in condition.parts]
    if condition.how == "not":
        return gettext("it is not so that %(condition)s") % {"condition": parts[0]}
    return (gettext(" and ") if condition.how == "all" else gettext(" or ")).join(parts)


def _part(part: Condition, fields: Mapping[str, Field], language: str) -> str:
    text = said(part, fields, language)
    return f"({text})" if isinstance(part, Joined) and len(part.parts) > 1 else text


def _test(test: Test, field: Field, language: str) -> str:
    facts = {"question": field.label.said(language), "value": _values(test.value, field, language)}
    if test.operator == "answered":
        return (gettext("“%(question)s” is answered") if test.value else gettext("“%(question)s” is not answered")) % facts
    if field.kind == "statement":
        return (gettext("“%(question)s” is accepted") if test.value else gettext("“%(question)s” is not accepted")) % facts
    sentences = {
        "equals": gettext("“%(question)s” is %(value)s"),
        "in": gettext("“%(question)s” is one of %(value)s"),
        "contains": gettext("“%(question)s” contains %(value)s"),
        "greater": gettext("“%(question)s” is more than %(value)s"),
        "less": gettext("“%(question)s” is less than %(value)s"),
    }
    if field.kind == "date":
        sentences["greater"] = gettext("“%(question)s” is after %(value)s")
        sentences["less"] = gettext("“%(question)s” is before %(value)s")
    return sentences[test.operator] % facts


def _values(value: Any, field: Field, language: str) -> str:
    if isinstance(value, tuple):
        return ", ".join(_values(each, field, language) for each in value)
    if isinstance(value, bool):
        return gettext("“%(value)s”") % {"value": YES_NO[value].said(language)}
    if isinstance(value, date):
        return day(value, language)
    if field.kind == "goals":
        return gettext("“%(value)s”") % {"value": GOALS[value - 1].said(language)}
    if isinstance(value, int | Decimal):
        return number(value, language)
    if field.kind == "country":
        return gettext("“%(value)s”") % {"value": country(value, language)}
    labels = {each.value: each.label.said(language) for each in field.options.get("choices", field.options.get("entries", ()))}
    return gettext("“%(value)s”") % {"value": labels.get(value, value)}
