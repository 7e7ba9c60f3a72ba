"""A questionnaire without what identifies people."""

from hypothesis import given, settings

from bartholdi.cores.formspec import Spec, blinded, columns, dump, parse
from tests.cores.formspec.forms import PARTNERSHIP, field, form
from tests.cores.formspec.making import specs


def test_what_identifies_is_gone_and_so_is_what_hangs_on_it() -> None:
    spec = form(
        field("name", "text", identifies=True),
        field("after", "text", when={"field": "name", "answered": True}),
        field("rows", "table", options={"columns": [field("who", "text", identifies=True), field("cost", "number")], "totals": [{"column": "cost"}]}),
        field("people", "table", options={"columns": [field("who", "text", identifies=True)]}),
    )  # fmt: skip
    found = blinded(spec)
    assert [(each.key, each.when) for each in found.fields()] == [("after", None), ("rows", None)]
    rows = found.field("rows")
    assert rows is not None
    assert [column.key for column in rows.options["columns"]] == ["cost"]


def test_a_real_form() -> None:
    assert [each.key for each in blinded(parse(PARTNERSHIP)).fields()][:3] == ["welcome", "host", "citizenship"]
    assert blinded(form(field("name", "text", identifies=True))) == Spec()


@settings(max_examples=100, deadline=None)
@given(specs)
def test_what_is_left_is_a_sound_form_in_which_nothing_identifies(spec: Spec) -> None:
    found = blinded(spec)
    if found.sections:
        assert parse(dump(found)) == found
    assert [column for column in columns(found) if column.identifies] == []
    assert blinded(found) == found
