"""What holds for every spec and every answer."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.formspec import (
    Spec,
    SpecError,
    carry,
    check,
    columns,
    compare,
    describe,
    dump,
    dumps,
    html,
    loads,
    parse,
    progress,
    row,
    say,
    text,
    where,
)  # fmt: skip
from bartholdi.cores.formspec.check import LOST
from tests.cores.formspec.making import junk, spec_data, specs, specs_and_answers

Case = tuple[Spec, dict[str, Any]]
often = settings(max_examples=100, deadline=None)


@often
@given(specs)
def test_a_written_spec_reads_back_as_the_same_spec_and_the_same_bytes(spec: Spec) -> None:
    assert parse(dump(spec)) == spec
    assert dumps(loads(dumps(spec))) == dumps(spec)


@often
@given(specs_and_answers, st.booleans())
def test_checking_what_was_kept_changes_nothing_and_finds_the_same_faults_but_for_what_was_lost(case: Case, final: bool) -> None:
    spec, answers = case
    first = check(spec, answers, final=final)
    second = check(spec, first.answers, final=final)
    assert second.answers == first.answers
    if not any(fault.code in LOST for fault in first.faults):
        assert second.faults == first.faults
    assert second.hidden == {}
    assert second.unknown == ()


@often
@given(specs_and_answers)
def test_a_final_check_finds_all_faults_of_the_draft_and_keeps_the_same(case: Case) -> None:
    draft, final = (check(*case, final=final) for final in (False, True))
    assert [fault for fault in draft.faults if fault not in final.faults] == []
    assert draft.answers == final.answers


@often
@given(specs_and_answers)
def test_no_hidden_answer_comes_out_anywhere(case: Case) -> None:
    spec, answers = case
    verdict = check(spec, answers)
    assert set(verdict.answers) <= verdict.shown
    assert not set(verdict.answers) & set(verdict.hidden)
    for render in (text, html):
        assert render(spec, {**verdict.answers, **verdict.hidden}, "en") == render(spec, verdict.answers, "en")
    assert row(spec, {**verdict.answers, **verdict.hidden}) == row(spec, verdict.answers)


@often
@given(specs_and_answers)
def test_what_is_kept_is_plain_data_that_can_be_stored_and_sent(case: Case) -> None:
    verdict = check(*case)
    stored = json.dumps(verdict.answers, allow_nan=False, ensure_ascii=False).encode()
    assert json.loads(stored) == verdict.answers
    assert b"\\u0000" not in stored


@often
@given(specs_and_answers)
def test_carrying_a_draft_to_the_same_edition_changes_nothing(case: Case) -> None:
    spec, answers = case
    verdict = check(spec, answers)
    carried = carry(spec, spec, verdict.answers)
    assert (carried.answers, carried.lost) == (verdict.answers, ())
    assert list(carried.answers) == list(verdict.answers)
    assert compare(spec, spec) == []


@often
@given(specs_and_answers, specs)
def test_carrying_to_any_other_edition_never_fails_and_is_told_in_both_languages(case: Case, new: Spec) -> None:
    spec, answers = case
    carried = carry(spec, new, answers)
    again = check(new, carried.answers)
    assert {**again.answers, **again.hidden} == carried.answers
    kept = check(spec, answers)
    told = {fault.key for fault in carried.lost}
    assert set({**kept.answers, **kept.hidden}) <= set(carried.answers) | told
    for language in ("en", "fr"):
        assert all(say(fault, language) for fault in carried.lost)
        assert all(describe(change, language) for change in compare(spec, new))


class Tags(HTMLParser):
    """The tags, and the text between them."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _value in attrs} <= {"class", "lang", "dir", "scope", "colspan"}

    def handle_data(self, data: str) -> None:
        self.text += data


OURS = {"section", "h2", "dl", "dt", "dd", "p", "ul", "li", "br", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}


@often
@given(specs_and_answers, st.booleans())
def test_no_answer_and_no_label_becomes_markup(case: Case, blind: bool) -> None:
    page = Tags(html(*case, "fr", blind=blind))
    assert page.tags <= OURS


@often
@given(specs_and_answers)
def test_a_blind_copy_does_not_change_with_what_identifies(case: Case) -> None:
    spec, answers = case
    verdict = check(spec, answers)
    asked_about = json.dumps(dump(spec))  # a condition may ask about it, and then the form itself changes
    fields = [field for field in spec.fields() if field.identifies and f'"field": "{field.key}"' not in asked_about]
    without = {key: answer for key, answer in verdict.answers.items() if key not in {field.key for field in fields}}
    for render in (text, html):
        assert render(spec, verdict.answers, "en", blind=True) == render(spec, without, "en", blind=True)
    assert row(spec, verdict.answers, blind=True) == row(spec, without, blind=True)
    assert len(row(spec, without, blind=True)) == len(columns(spec, blind=True))


@often
@given(specs, junk)
def test_rubbish_as_answers_never_fails(spec: Spec, rubbish: object) -> None:
    for answers in (rubbish, {field.key: rubbish for field in spec.fields()}):
        for final in (False, True):
            for fault in check(spec, answers, final=final).faults:
                assert say(fault, "en")
                assert say(fault, "fr")
                where(spec, fault, "en")
        progress(spec, answers)
        assert len(row(spec, answers)) == len(columns(spec))
        text(spec, answers, "fr").encode()


def read(how: Callable[[Any], Spec], data: object) -> tuple[Spec | None, list[str]]:
    """The spec, or what is said of its faults."""
    try:
        return how(data), []
    except SpecError as error:
        return None, [say(fault, language) for fault in error.faults for language in ("en", "fr")]


@often
@given(junk)
def test_rubbish_as_a_spec_raises_nothing_but_its_faults(rubbish: object) -> None:
    spec, faults = read(parse, rubbish)
    assert (spec is None) is bool(faults)


@often
@given(spec_data(), junk, st.data())
def test_a_spec_with_one_thing_replaced_by_rubbish_raises_nothing_but_its_faults(
    data: dict[str, Any], rubbish: object, draw: st.DataObject
) -> None:
    inside: Any = data
    while True:
        steps = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        step = draw.draw(st.sampled_from(steps))
        if not isinstance(inside[step], dict | list) or not inside[step] or draw.draw(st.integers(0, 3)) == 0:
            inside[step] = rubbish
            break
        inside = inside[step]
    spec, faults = read(parse, data)
    assert (spec is None) is bool(faults)
    assert spec is None or parse(dump(spec)) == spec


@often
@given(st.text(max_size=40) | st.binary(max_size=40) | junk.map(repr))
def test_rubbish_as_json_raises_nothing_but_its_faults(rubbish: str | bytes) -> None:
    spec, faults = read(loads, rubbish)
    assert (spec is None) is bool(faults)
