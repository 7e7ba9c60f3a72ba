"""A spec is read strictly: every fault is named with its place, all at once."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bartholdi.cores.formspec import Fault, Spec, SpecError, dump, dumps, loads, parse
from tests.cores.formspec.forms import PARTNERSHIP, choices, field, said


def faults(read: Callable[[Any], Spec], data: object) -> list[Fault]:
    with pytest.raises(SpecError) as caught:
        read(data)
    return list(caught.value.faults)


def places(*fields: Any, **properties: Any) -> list[tuple[str, str]]:
    """Place and code of each fault of a form of one page."""
    page = {"key": "page", "title": said("Page"), "fields": list(fields), **properties}
    return [(fault.path, fault.code) for fault in faults(parse, {"format": 1, "sections": [page]})]


AT = "sections[0].fields"


def test_a_real_form_is_read_and_written_back_as_it_was() -> None:
    spec = parse(PARTNERSHIP)
    written = dump(spec)
    normal = json.loads(json.dumps(PARTNERSHIP))
    normal["sections"][2]["fields"][5]["options"]["totals"][0]["max"] = 20000  # a whole number needs no quotes
    normal["sections"][3]["fields"][2]["options"]["weight"] = 2
    assert written == normal
    assert loads(dumps(spec)) == spec
    assert dumps(spec).startswith('{\n  "format": 1,\n  "sections": [\n    {\n      "key": "team",')


def test_all_faults_are_reported_at_once_each_with_its_place() -> None:
    data = {
        "format": 1,
        "sections": [
            {"key": "a", "title": {"en": "A"}, "fields": [field("x", "nothing"), field("y", "text", options={"max_words": "5"}), field("y", "number")]},
            {"key": "a", "title": said("B"), "colour": 1, "fields": [
                field("z", "choice", when={"all": [{"field": "y", "answered": True}, {"field": "late", "equals": 1}]}, options={"choices": choices("u", "u")}),
                field("late", "number", options={"min": 5, "max": 1}),
                {"key": "Z", "kind": "text", "label": {"en": "Z", "fr": " "}, "help": "no"},
            ]},
            "no section",
        ],
    }  # fmt: skip
    assert [(fault.path, fault.code) for fault in faults(parse, data)] == [
        ("sections[0].title.fr", "language_missing"),
        ("sections[0].fields[0].kind", "unknown_kind"),
        ("sections[0].fields[1].options.max_words", "expected"),
        ("sections[0].fields[2].key", "used_twice"),
        ("sections[1].colour", "unknown_property"),
        ("sections[1].fields[0].options.choices[1].value", "used_twice"),
        ("sections[1].fields[0].when.all[1].field", "later_field"),
        ("sections[1].fields[1].options.min", "above"),
        ("sections[1].fields[2].key", "bad_key"),
        ("sections[1].fields[2].label.fr", "language_missing"),
        ("sections[1].fields[2].help", "expected"),
        ("sections[1].key", "used_twice"),
        ("sections[2]", "expected"),
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (None, [("", "expected")]),
        ([], [("", "expected")]),
        ({}, [("format", "property_missing"), ("sections", "property_missing")]),
        ({"format": 2, "sections": []}, [("format", "unknown_format"), ("sections", "list_too_short")]),
        ({"format": True, "sections": {}}, [("format", "unknown_format"), ("sections", "expected")]),
        ({"format": 1, "sections": [{}]}, [(f"sections[0].{name}", "property_missing") for name in ("key", "title", "fields")]),
    ],
)
def test_what_is_no_spec_at_all(data: object, expected: list[tuple[str, str]]) -> None:
    assert [(fault.path, fault.code) for fault in faults(parse, data)] == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"),
        ("{", "not_json"),
        (b"\xff", "not_json"),
        ("[" * 100_000, "not_json"),
        ('{"format": NaN}', "not_json"),
        ('{"format": ' + "9" * 5_000 + "}", "not_json"),
        ('{"format": 1, "format": 2}', "property_twice"),
        (" " * 4_000_001, "spec_too_big"),
    ],
)
def test_what_is_no_json_of_a_spec(text: str | bytes, code: str) -> None:
    assert [(fault.path, fault.code) for fault in faults(loads, text)] == [("", code)]


KIND_FAULTS: list[tuple[dict[str, Any], str, str]] = [
    (field("x", "text", options={"max": 5}), "options.max", "unknown_property"),
    (field("x", "text", options={"max_words": True}), "options.max_words", "expected"),
    (field("x", "text", options={"max_words": 0}), "options.max_words", "out_of_range"),
    (field("x", "text", options=[]), "options", "expected"),
    (field("x", "text", required="yes"), "required", "expected"),
    (field("x", "text", options={"min_characters": 9, "max_characters": 3}), "options.min_characters", "above"),
    (field("x", "number", options={"min": 0.5}), "options.min", "expected"),
    (field("x", "number", options={"unit": "months"}), "options.unit", "expected"),
    (field("x", "money"), "options.currencies", "property_missing"),
    (field("x", "money", options={"currencies": ["EURO"]}), "options.currencies[0]", "expected_one_of"),
    (field("x", "money", options={"currencies": ["EUR", "EUR"]}), "options.currencies[1]", "used_twice"),
    (field("x", "money", options={"currencies": ["EUR", "USD"], "max": 5}), "options.max", "limit_needs_one_currency"),
    (field("x", "date", options={"min": "2027-02-30"}), "options.min", "expected"),
    (field("x", "period", options={"min_months": 9, "max_months": 4}), "options.min_months", "above"),
    (field("x", "choice"), "options.choices", "property_missing"),
    (field("x", "choice", options={"choices": []}), "options.choices", "list_too_short"),
    (field("x", "choice", options={"choices": [{"value": "a b", "label": said("A")}]}), "options.choices[0].value", "bad_value"),
    (field("x", "choice", options={"choices": choices("other"), "other": True}), "options.other", "other_is_taken"),
    (field("x", "choices", options={"choices": choices("a"), "min": 2}), "options.min", "more_than_there_are"),
    (field("x", "country", options={"only": ["FR"], "except": ["US"]}), "options.except", "not_together"),
    (field("x", "country", options={"only": ["fr"]}), "options.only[0]", "expected_one_of"),
    (field("x", "goals", options={"max": 18}), "options.max", "out_of_range"),
    (field("x", "discipline", options={"entries": [{"value": "a", "label": said("A"), "under": "b"}]}), "options.entries[0].under", "not_an_earlier_entry"),
    (field("x", "person", options={"email": True}), "options.email", "expected_one_of"),
    (field("x", "file", options={"types": ["exe"]}), "options.types[0]", "expected_one_of"),
    (field("x", "file", options={"max_pages": 3}), "options.max_pages", "pages_need_pdf"),
    (field("x", "score", options={"min": 5, "max": 5}), "options.min", "above"),
    (field("x", "score", options={"min": 0, "max": 5, "step": "0.3"}), "options.step", "step_does_not_fit"),
    (field("x", "score", options={"min": 0, "max": 5, "step": 0}), "options.step", "step_does_not_fit"),
    (field("x", "score", options={"min": 0, "max": 5, "anchors": [{"value": 6, "label": said("x")}]}), "options.anchors[0].value", "out_of_range"),
    (field("x", "table", options={"columns": [field("c", "table")]}), "options.columns[0].kind", "unknown_kind"),
    (field("x", "table", options={"columns": [field("c", "text", when={})]}), "options.columns[0].when", "unknown_property"),
    (field("x", "table", options={"columns": [field("c", "text"), field("c", "text")]}), "options.columns[1].key", "used_twice"),
    (field("x", "table", options={"columns": [field("c", "text")], "totals": [{"column": "c"}]}), "options.totals[0].column", "not_a_sum"),
    (field("x", "table", options={"columns": [field("c", "number")], "totals": [{"column": "d"}]}), "options.totals[0].column", "not_a_sum"),
    (field("x", "table", options={"columns": [field("c", "number")], "totals": [{"column": "c", "min": 2, "max": 1}]}), "options.totals[0].min", "above"),
    (field("x", "table", options={"columns": [field("c", "number")], "totals": [{}]}), "options.totals[0].column", "property_missing"),
    (field("x", "table", options={"columns": [field("c", "number")], "totals": ["c"]}), "options.totals[0]", "expected"),
    (field("x", "score", options={"min": 0, "max": 5, "anchors": ["x"]}), "options.anchors[0]", "expected"),
    (field("x", "choice", options={"choices": ["x"]}), "options.choices[0]", "expected"),
    (field("x", "information", required=True), "required", "nothing_is_asked"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "path", "code"), KIND_FAULTS)
def test_a_fault_of_a_field(wrong: dict[str, Any], path: str, code: str) -> None:
    assert places(wrong) == [(f"{AT}[0].{path}", code)]


DEEP: dict[str, Any] = {"field": "a", "answered": True}
for _ in range(4):
    DEEP = {"not": DEEP}

CONDITION_FAULTS: list[tuple[Any, str, str]] = [
    ("x", "when", "expected"),
    ({}, "when", "not_a_condition"),
    ({"some": []}, "when", "not_a_condition"),
    ({"all": [], "any": []}, "when", "not_a_condition"),
    ({"all": []}, "when.all", "list_too_short"),
    ({"field": "a"}, "when", "not_a_condition"),
    ({"field": "a", "equals": "u", "in": ["u"]}, "when", "not_a_condition"),
    ({"field": "q", "answered": True}, "when.field", "unknown_field"),
    ({"field": "b", "answered": True}, "when.field", "later_field"),
    ({"field": ["a"], "answered": True}, "when.field", "unknown_field"),
    ({"field": "a", "equals": "w"}, "when.equals", "expected_one_of"),
    ({"field": "a", "equals": ["u"]}, "when.equals", "expected_one_of"),
    ({"field": "a", "in": ["u", "w"]}, "when.in[1]", "expected_one_of"),
    ({"field": "a", "contains": "u"}, "when.contains", "cannot_be_asked"),
    ({"field": "a", "greater": 1}, "when.greater", "cannot_be_asked"),
    ({"field": "a", "answered": 1}, "when.answered", "expected"),
    ({"any": [{"field": "a", "equals": "u"}, {"not": {"all": [{"field": "a", "equals": 1}]}}]}, "when.any[1].not.all[0].equals", "expected_one_of"),
    (DEEP, "when.not.not.not.not", "too_deep"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "path", "code"), CONDITION_FAULTS)
def test_a_fault_of_a_condition(when: Any, path: str, code: str) -> None:
    first = field("a", "choice", options={"choices": choices("u", "v")})
    assert places(first, field("b", "text", when=when)) == [(f"{AT}[1].{path}", code)]


def test_a_page_cannot_hang_on_its_own_questions() -> None:
    assert places(field("a", "text"), when={"field": "a", "answered": True}) == [("sections[0].when.field", "later_field")]


def test_questions_that_hang_on_each_other_in_a_circle_are_refused() -> None:
    circle = [field(key, "text", when={"field": other, "answered": True}) for key, other in ("ab", "bc", "ca")]
    assert places(*circle) == [(f"{AT}[0].when.field", "later_field"), (f"{AT}[1].when.field", "later_field")]
    assert places(field("a", "text", when={"field": "a", "answered": True})) == [(f"{AT}[0].when.field", "later_field")]


def test_a_form_of_5_000_fields_and_one_with_a_megabyte_of_words_are_refused() -> None:
    assert places(*[field(f"f{index}", "text") for index in range(5_000)]) == [(AT, "list_too_long")]
    assert places({**field("a", "text"), "label": {"en": "x" * 1_000_000, "fr": "y"}}) == [
        (f"{AT}[0].label.en", "label_too_long")
    ]


def test_a_property_that_stands_twice_is_named() -> None:
    assert faults(loads, '{"format": 1, "sections": [], "sections": []}') == [Fault("", "property_twice", {"name": "sections"})]
