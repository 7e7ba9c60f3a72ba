"""The condition in words: every condition that phrases can say comes back as it was, and one that says more stays."""

from typing import Any

import pytest
from django.http import QueryDict

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.edit import outline
from bartholdi.faces.desk.forms.design.when import When


def said(english: str) -> dict[str, str]:
    return {"en": english, "fr": f"{english} (fr)"}


CHOICES = {"choices": [{"value": value, "label": said(value)} for value in ("x", "y", "z")]}
FIELDS: list[dict[str, Any]] = [
    {"key": "one", "kind": "choice", "options": CHOICES},
    {"key": "many", "kind": "choices", "options": CHOICES},
    {"key": "sure", "kind": "yes_no"},
    {"key": "sum", "kind": "number"},
    {"key": "day", "kind": "date"},
    {"key": "rules", "kind": "statement"},
    {"key": "words", "kind": "text"},
    {"key": "where", "kind": "country"},
    {"key": "aims", "kind": "goals"},
    {"key": "note", "kind": "information"},
]
SPEC = {
    "format": 1,
    "sections": [{"key": "p", "title": said("P"), "fields": [{**each, "label": said(each["key"])} for each in FIELDS]}],
}
EARLIER: list[tuple[str, list[Field]]] = [("P", list(outline(SPEC).fields.values()))]


def sent(when: Any) -> QueryDict:
    """What a browser sends of the sheet as it is shown."""
    shown = When({"when": when} if when else {}, EARLIER)
    data = QueryDict(mutable=True)
    for form in shown.forms:
        for name, field in form.fields.items():
            value = form.initial.get(name)
            if value not in (None, "", False):
                data.setlist(form.add_prefix(name), [str(each) for each in value] if isinstance(value, list) else [str(value)])
            del field
    for phrase in shown.phrases:
        data[phrase.add_prefix("was")] = phrase.about.key if phrase.about else ""
    return data


@pytest.mark.parametrize(
    "when",
    [
        None,
        {"field": "one", "equals": "x"},
        {"field": "one", "in": ["x", "y"]},
        {"not": {"field": "one", "in": ["x", "y"]}},
        {"field": "many", "contains": "z"},
        {"field": "sure", "equals": False},
        {"field": "sum", "greater": "1.5"},
        {"field": "day", "less": "2027-03-15"},
        {"field": "rules", "answered": True},
        {"field": "words", "answered": False},
        {"field": "where", "equals": "FR"},
        {"field": "aims", "contains": 13},
        {"any": [{"field": "one", "equals": "x"}, {"field": "sure", "equals": True}]},
        {
            "all": [
                {"any": [{"field": "one", "equals": "x"}, {"field": "sure", "equals": True}]},
                {"field": "words", "answered": True},
            ]
        },
    ],
)
def test_a_condition_comes_back_as_it_was(when: Any) -> None:
    made = When({"when": when} if when else {}, EARLIER, sent(when))
    assert (made.is_valid(), [form.errors for form in made.forms if form.errors]) == (True, [])
    assert made.condition() == when


def test_text_to_read_cannot_be_asked_about() -> None:
    assert [field.key for _title, fields in When({}, EARLIER).earlier for field in fields] == [
        each["key"] for each in FIELDS[:-1]
    ]


def test_a_question_taken_away_ends_the_condition() -> None:
    data = sent({"field": "one", "equals": "x"})
    data["when-0-question"] = ""
    made = When({"when": {"field": "one", "equals": "x"}}, EARLIER, data)
    assert (made.is_valid(), made.condition()) == (True, None)


def test_the_answer_to_another_question_is_not_taken() -> None:
    data = sent({"field": "one", "equals": "x"})
    data["when-0-question"] = "many"
    assert not When({}, EARLIER, data).is_valid()
