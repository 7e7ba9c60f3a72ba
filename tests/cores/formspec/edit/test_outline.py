"""A draft laid out, each fault beside what it is about."""

from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.formspec import spec as parts
from bartholdi.cores.formspec.edit import outline
from bartholdi.cores.formspec.parse import parse
from bartholdi.cores.formspec.place import Fault, SpecError
from tests.cores.formspec.edit.test_fields import THREE
from tests.cores.formspec.forms import said
from tests.cores.formspec.making import junk, spec_data


def test_a_sound_draft() -> None:
    found = outline(THREE)
    assert [(page.key, [question.key for question in page.questions]) for page in found.pages] == [
        ("one", ["a", "b"]),
        ("two", ["c", "d"]),
    ]
    assert found.pages[0].questions[1].when == parts.Test("a", "equals", "x")
    assert (found.count, list(found.fields)) == (0, ["a", "b", "c", "d"])


def test_each_fault_stands_by_its_page_or_question() -> None:
    data = deepcopy(THREE)
    del data["sections"][0]["title"]["fr"]
    data["sections"][0]["fields"][1]["kind"] = "riddle"
    data["sections"][1]["fields"][0]["label"] = {"en": "", "fr": "Cé"}
    data["sections"].append({"key": "empty", "title": said("Empty"), "fields": []})
    data["format"] = 2
    found = outline(data)
    assert [[(fault.path, fault.code) for fault in page.faults] for page in found.pages] == [
        [("title.fr", "language_missing")],
        [],
        [("fields", "list_too_short")],
    ]
    assert [(fault.path, fault.code) for fault in found.pages[0].questions[1].faults] == [("kind", "unknown_kind")]
    assert found.pages[1].questions[0].faults == (Fault("label.en", "language_missing"),)
    assert (found.pages[1].questions[0].title, found.faults) == (
        {"en": "Cé", "fr": "Cé"},
        (Fault("format", "unknown_format", {"known": 1}),),
    )
    assert (found.pages[0].questions[1].field, found.count) == (None, 5)


@settings(max_examples=60, deadline=None)
@given(spec_data(), junk, st.data())
def test_every_fault_is_in_the_outline_once(data: dict[str, Any], rubbish: object, draw: st.DataObject) -> None:
    section = draw.draw(st.sampled_from(data["sections"]))
    thing = draw.draw(st.sampled_from([section, *section["fields"]]))
    thing[draw.draw(st.sampled_from(["label", "title", "help", "when", "kind", "options", "required"]))] = rubbish
    try:
        parse(data)
        faults = 0
    except SpecError as error:
        faults = len(error.faults)
    assert outline(data).count == faults
