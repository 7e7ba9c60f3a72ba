"""What is drawn and sent as it stands is read as what was there; what anybody else sends is read without a complaint."""

from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.formspec import Field, Spec, check
from bartholdi.faces.ui.questions import draw, pressed, read, read_field
from bartholdi.office.lib.words import clean_line, clean_text
from tests.cores.formspec.making import specs, specs_and_answers
from tests.faces.ui.questions.submitting import submitted

LANGUAGES = st.sampled_from(["en", "fr"])


def tidy(field: Field, answer: Any) -> Any:
    """The answer as the office cleans what people type, which is a little stricter than formspec."""
    if isinstance(answer, str):
        return clean_text(answer) if field.kind == "long_text" else clean_line(answer)
    if isinstance(answer, list) and field.kind == "table":
        columns = {column.key: column for column in field.options["columns"]}
        return [{key: tidy(columns[key], cell) for key, cell in row.items()} for row in answer]
    if isinstance(answer, list):
        return [tidy(field, each) for each in answer]
    if isinstance(answer, dict) and field.kind not in {"file", "files"}:
        return {name: tidy(field, part) for name, part in answer.items()}
    return answer


def kept(spec: Spec, answers: Any) -> dict[str, Any]:
    """What a draft keeps, hidden or not."""
    verdict = check(spec, answers)
    return verdict.answers | verdict.hidden


def settled(spec: Spec, answers: Any) -> dict[str, Any]:
    fields = {field.key: field for field in spec.fields()}
    for _ in range(3):  # cleaning may leave nothing, and nothing is no answer
        answers = kept(spec, {key: tidy(fields[key], answer) for key, answer in kept(spec, answers).items()})
    return answers


@settings(max_examples=150, deadline=None)
@given(specs_and_answers, LANGUAGES)
def test_what_is_drawn_and_sent_is_what_was_there(made: tuple[Spec, dict[str, Any]], language: str) -> None:
    spec, given_answers = made
    before = settled(spec, given_answers)
    faults = check(spec, before, final=True).faults
    after: dict[str, Any] = {}
    for section in spec.sections:
        page = draw(spec, section.key, before, language=language, faults=faults)
        post = QueryDict(submitted(render_to_string("ui/questions/page.html", {"page": page})))
        after |= read(spec, section.key, post, before=before)
        assert {
            field.key: read_field(spec, field.key, post, before=before.get(field.key))
            for field in section.fields
            if field.kind != "information"
        } == {field.key: after[field.key] for field in section.fields if field.kind != "information"}
    assert kept(spec, after) == before


names = st.sampled_from(
    ["q-f00", "q-f00.other", "q-f00.0.a", "q-f00.99999999999.a", "q-f00.-1.a", "q-f00.0.a.amount", "q-f01.name", "q-f01.ror", "q-f00..",
     "q-", "q-f00.0", "add_row:f00", "remove_row:f00", "remove_file:f00", "remove_row:", "q-f00.from", "q-f00.٣.a"]
)  # fmt: skip
values = st.text(max_size=20) | st.sampled_from(
    ["\x00", "\u202eabc", "9" * 400, "1e400", "yes", "other", "2027-02-30", "31 février 2027", "ror.org/"]
)


@settings(max_examples=200, deadline=None)
@given(specs, st.lists(st.tuples(names, values), max_size=12), LANGUAGES)
def test_whatever_is_sent_is_read_and_drawn_again(spec: Spec, sent: list[tuple[str, str]], language: str) -> None:
    post = QueryDict(mutable=True)
    for name, value in sent:
        post.appendlist(name, value)
    pressed(post)
    for section in spec.sections:
        answers = read(spec, section.key, post, before={})
        verdict = check(spec, answers)
        drawn = draw(spec, section.key, answers, language=language, faults=verdict.faults)
        render_to_string("ui/questions/page.html", {"page": drawn})
        draw(spec, section.key, answers, language=language, readonly=True)
        assert set(answers) == {field.key for field in section.fields if field.kind != "information"}


@settings(max_examples=100, deadline=None)
@given(specs_and_answers)
def test_each_fault_of_a_page_is_said_once_and_leads_to_a_control(made: tuple[Spec, dict[str, Any]]) -> None:
    spec, answers = made
    verdict = check(spec, answers, final=True)
    for section in spec.sections:
        page = draw(spec, section.key, answers, language="en", faults=verdict.faults)
        html = render_to_string("ui/questions/page.html", {"page": page})
        of_page = [fault for fault in verdict.faults if fault.key in {field.key for field in section.fields}]
        assert len(page.faults) == len(of_page)
        assert [fault.target for fault in page.faults if f'id="{fault.target}"' not in html] == []
