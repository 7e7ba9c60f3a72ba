"""The designer at the desk: an outline, acts by buttons, sheets of questions and pages, and what publishing would do."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from bartholdi.cores.formspec import loads
from bartholdi.cores.formspec.edit import shift_field
from bartholdi.faces.desk import kinds
from bartholdi.office.accounts.models import User
from bartholdi.office.questionnaires import services
from bartholdi.office.questionnaires.models import Questionnaire
from tests.cast import CAST
from tests.counting import cost
from tests.factories import CallFactory, EditionFactory

pytestmark = pytest.mark.django_db


def said(english: str) -> dict[str, str]:
    return {"en": english, "fr": f"{english} (fr)"}


def draft(questions: int = 2) -> str:
    fields: list[dict[str, Any]] = [
        {"key": "name", "kind": "text", "label": said("Your name"), "identifies": True},
        {
            "key": "stay",
            "kind": "choice",
            "label": said("Your stay"),
            "options": {"choices": [{"value": "whole", "label": said("Whole")}, {"value": "split", "label": said("Split")}]},
        },
        {"key": "why", "kind": "long_text", "label": said("Why?"), "when": {"field": "stay", "equals": "split"}},
    ]
    fields += [{"key": f"more_{n}", "kind": "text", "label": said(f"More {n}")} for n in range(questions - 2)]
    more = [{"key": "end", "kind": "yes_no", "label": said("Ready?")}]
    pages = [{"key": "you", "title": said("You"), "fields": fields}, {"key": "last", "title": said("Last"), "fields": more}]
    return json.dumps({"format": 1, "sections": pages})


@pytest.fixture
def form(officer: User) -> Questionnaire:
    made = services.create(name_en="Trial form", name_fr="Formulaire d’essai", purpose="application", by=officer)
    services.save_draft(made, text=draft(), version=1, by=officer)
    return made


@pytest.fixture
def desk(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def at(form: Questionnaire, rest: str = "") -> str:
    return f"/en/desk/questionnaires/{form.pk}/design/{rest}"


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def keys(form: Questionnaire) -> list[list[str]]:
    form.refresh_from_db()
    return [[field["key"] for field in each["fields"]] for each in json.loads(form.draft)["sections"]]


def question(form: Questionnaire, key: str) -> dict[str, Any]:
    form.refresh_from_db()
    fields = [field for each in json.loads(form.draft)["sections"] for field in each["fields"]]
    found: dict[str, Any] = next(field for field in fields if field["key"] == key)
    return found


def do(client: Client, form: Questionnaire, act: str, key: str, **more: Any) -> str:
    form.refresh_from_db()
    data = {"key": key, "version": form.version, **more}
    headers = {"referer": f"http://testserver{at(form)}"}
    return client.post(at(form, f"do/{act}/"), data, follow=True, headers=headers).content.decode()


def words(english: str, **more: Any) -> dict[str, Any]:
    return {"act": "save", "kind": "text", "question-label_en": english, "question-label_fr": f"{english} (fr)", **more}


def condition(about: str, how: str, *values: str, index: int = 0) -> dict[str, Any]:
    start = f"when-{index}-"
    return {
        f"{start}question": about,
        f"{start}was": about,
        f"{start}how": how,
        f"{start}values": list(values),
        "when-joint": "all",
    }


def test_only_those_who_write_questionnaires_design_them(client: Client, cast: dict[str, User], form: Questionnaire) -> None:
    rests = ("", "publish/", "pages/add/", "pages/you/edit/", "pages/you/questions/add/", "pages/you/questions/add/text/")
    urls = [at(form, rest) for rest in (*rests, "questions/stay/edit/", "questions/stay/move/")]
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        answers[part] = {client.get(url).status_code for url in urls}
    write, nothing = {200}, {403}
    assert answers == {part: write if part in {"officer", "director", "administrator"} else nothing for part in CAST}


def test_the_outline_says_each_question_its_kind_and_its_condition_in_words(desk: Client, form: Questionnaire) -> None:
    shown = re.sub(r"\s+", " ", page(desk, at(form)))
    assert ("One choice" in shown, "Shown when “Your stay” is “Split”." in shown, "left out of blind copies" in shown) == (
        True,
    ) * 3
    assert shown.count("Page 2 of 2") == 1


@pytest.mark.once
def test_the_pages_cost_the_same_however_many_questions(desk: Client, officer: User, form: Questionnaire) -> None:
    urls = [at(form, rest) for rest in ("", "questions/stay/edit/", "questions/stay/move/", "pages/you/edit/", "publish/")]
    first = services.publish(form, version=form.version, by=officer)
    EditionFactory(questionnaire=form, number=2, spec=json.loads(draft(3)))
    urls += [f"/en/desk/questionnaires/{form.pk}/preview/en/?as={role}" for role in ("officer", "writer", "reviewer")]
    urls += [f"/en/desk/questionnaires/{form.pk}/", f"/en/desk/questionnaires/{form.pk}/editions/2/calls/"]
    CallFactory(edition=first)
    costs = [cost(desk, *urls)]
    for _more in range(3):
        CallFactory(edition=first)
    services.save_draft(form, text=draft(100), version=form.version, by=officer)
    costs.append(cost(desk, *urls))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    ("act", "key", "order"),
    [
        ("up", "stay", [["stay", "name", "why"], ["end"]]),
        ("down", "name", [["stay", "name", "why"], ["end"]]),
        ("down", "why", [["name", "stay"], ["why", "end"]]),
        ("up", "end", [["name", "stay", "why", "end"], []]),
        ("copy", "name", [["name", "name_2", "stay", "why"], ["end"]]),
        ("remove", "name", [["stay", "why"], ["end"]]),
        ("page-up", "last", [["end"], ["name", "stay", "why"]]),
        ("page-down", "you", [["end"], ["name", "stay", "why"]]),
        ("page-copy", "last", [["name", "stay", "why"], ["end"], ["end_2"]]),
        ("page-remove", "last", [["name", "stay", "why"]]),
    ],
)
def test_acts(desk: Client, form: Questionnaire, act: str, key: str, order: list[list[str]]) -> None:
    answer = do(desk, form, act, key)
    assert (keys(form), "notice--good" in answer) == (order, True)


@pytest.mark.parametrize(("act", "key"), [("remove", "stay"), ("down", "stay"), ("up", "why"), ("page-remove", "nowhere")])
def test_what_would_break_a_condition_is_refused_and_says_how_to_mend_it(
    desk: Client, form: Questionnaire, act: str, key: str
) -> None:
    answer = do(desk, form, act, key)
    assert (keys(form), "notice--bad" in answer) == ([["name", "stay", "why"], ["end"]], True)


def test_an_act_that_does_not_exist(desk: Client, form: Questionnaire) -> None:
    assert desk.post(at(form, "do/explode/"), {"key": "stay", "version": form.version}).status_code == 404


def test_moved_to_a_chosen_place(desk: Client, form: Questionnaire) -> None:
    desk.post(at(form, "questions/name/move/"), {"place": "last:end", "version": form.version})
    first = keys(form)
    desk.post(at(form, "questions/name/move/"), {"place": "you", "version": form.version})
    assert (first, keys(form)) == ([["stay", "why"], ["end", "name"]], [["name", "stay", "why"], ["end"]])


def test_the_last_change_is_taken_back_and_the_one_before_it(desk: Client, form: Questionnaire) -> None:
    do(desk, form, "remove", "name")
    do(desk, form, "remove", "why")
    orders = []
    for _turn in range(2):
        form.refresh_from_db()
        found = re.search(r'name="to" value="(\d+)"', page(desk, at(form)))
        assert found is not None
        desk.post(at(form, "undo/"), {"to": found[1], "version": form.version})
        orders.append(keys(form))
    assert orders == [[["stay", "why"], ["end"]], [["name", "stay", "why"], ["end"]]]


@pytest.mark.parametrize("kind", sorted(kinds.KINDS))
def test_every_kind_has_its_sheet(desk: Client, form: Questionnaire, kind: str) -> None:
    shown = page(desk, at(form, f"pages/last/questions/add/{kind}/?after=end"))
    assert ('name="question-label_fr"' in shown, "Your stay" in shown) == (True, True)


def test_a_kind_that_nobody_knows(desk: Client, form: Questionnaire) -> None:
    assert desk.get(at(form, "pages/last/questions/add/riddle/")).status_code == 404


def test_a_conditional_question_is_added_where_it_was_asked_for(desk: Client, form: Questionnaire) -> None:
    sent = words("Which dates?", version=form.version, **condition("stay", "is", "split"))
    answer = desk.post(at(form, "pages/you/questions/add/text/?after=stay"), sent)
    assert answer["Location"] == at(form) + "#question-which_dates"
    assert keys(form) == [["name", "stay", "which_dates", "why"], ["end"]]
    assert question(form, "which_dates") == {
        "key": "which_dates",
        "kind": "text",
        "label": {"en": "Which dates?", "fr": "Which dates? (fr)"},
        "when": {"field": "stay", "equals": "split"},
    }


def test_several_conditions_are_joined(desk: Client, form: Questionnaire) -> None:
    second = condition("name", "answered", index=1)
    sent = words("And?", version=form.version) | condition("stay", "is_not", "whole") | second | {"when-joint": "any"}
    desk.post(at(form, "pages/last/questions/add/text/?after=end"), sent)
    assert question(form, "and")["when"] == {
        "any": [{"not": {"field": "stay", "equals": "whole"}}, {"field": "name", "answered": True}]
    }


def test_another_question_in_the_condition_shows_its_answers_without_a_complaint(desk: Client, form: Questionnaire) -> None:
    sent = words("Half a", version=form.version) | {"act": "choose", "when-0-question": "stay", "when-0-was": ""}
    shown = desk.post(at(form, "pages/last/questions/add/text/"), sent).content.decode()
    assert ('value="split"' in shown, 'value="Half a"' in shown, "field-error" in shown) == (True, True, False)
    assert keys(form) == [["name", "stay", "why"], ["end"]]


def test_a_condition_without_its_answer_is_asked_for(desk: Client, form: Questionnaire) -> None:
    sent = words("Half a", version=form.version) | condition("stay", "is")
    shown = desk.post(at(form, "pages/last/questions/add/text/"), sent).content.decode()
    assert "Choose with which answer to “Your stay” this is asked." in shown
    assert ('value="Half a"' in shown, shown.count("<title>\n      Error:")) == (True, 1)


def test_a_question_is_changed_and_keeps_its_condition(desk: Client, form: Questionnaire) -> None:
    shown = page(desk, at(form, "questions/why/edit/"))
    assert re.search(r'name="when-0-values" value="split"[^>]*checked', shown)
    sent = words("Why so?", version=form.version, kind="long_text", **{"question-key": "why", "question-required": "on"})
    sent |= {"options-max_words": "200"} | condition("stay", "is", "split")
    desk.post(at(form, "questions/why/edit/"), sent)
    assert question(form, "why") == {
        "key": "why",
        "kind": "long_text",
        "label": {"en": "Why so?", "fr": "Why so? (fr)"},
        "required": True,
        "when": {"field": "stay", "equals": "split"},
        "options": {"max_words": 200},
    }


def test_another_kind_shows_its_own_fields_first(desk: Client, form: Questionnaire) -> None:
    sent = words("Your name", version=form.version, to="choice", **{"question-key": "name"})
    shown = desk.post(at(form, "questions/name/edit/"), sent).content.decode()
    assert ('name="options-choices"' in shown, question(form, "name")["kind"]) == (True, "text")
    sent = {**sent, "kind": "choice", "options-choices": "Ada | Ada\nIda | Ida"}
    desk.post(at(form, "questions/name/edit/"), sent)
    assert (question(form, "name")["kind"], len(question(form, "name")["options"]["choices"])) == ("choice", 2)


def test_a_key_is_fixed_once_it_is_published(desk: Client, officer: User, form: Questionnaire) -> None:
    assert 'name="question-key"' in page(desk, at(form, "questions/name/edit/"))
    services.publish(form, version=form.version, by=officer)
    assert 'name="question-key"' not in page(desk, at(form, "questions/name/edit/"))


def test_two_who_edit_never_overwrite_each_other(desk: Client, director: User, form: Questionnaire) -> None:
    old = form.version
    services.save_draft(form, text=draft(3).replace("Your name", "Full name"), version=old, by=director)
    sent = words("Mine", version=old, **{"question-key": "name"})
    shown = desk.post(at(form, "questions/name/edit/"), sent).content.decode()
    assert "Didier Director saved another draft in the meantime" in shown
    assert ('value="Mine"' in shown, f'name="version" value="{form.version}"' in shown, "As it is now" in shown) == (True,) * 3
    assert question(form, "name")["label"] == said("Full name")
    page_sent = {"act": "save", "page-title_en": "Me", "page-title_fr": "Moi", "version": old}
    desk.post(at(form, "pages/you/edit/"), page_sent)  # what the other one changed is on the page, and not the page itself
    form.refresh_from_db()
    assert json.loads(form.draft)["sections"][0]["title"] == {"en": "Me", "fr": "Moi"}


def test_a_place_that_was_chosen_is_kept_where_another_worked_at_it(desk: Client, director: User, form: Questionnaire) -> None:
    do(desk, form, "copy", "name")
    form.refresh_from_db()
    old, place = form.version, at(form, "questions/name/move/")
    services.change_draft(form, shift_field, version=old, by=director, key="name", step=1)
    wanted = {"place": "you:name_2", "version": old}
    shown = desk.post(place, wanted, follow=True, headers={"referer": f"http://testserver{place}"})
    text = shown.content.decode()
    assert (
        "Didier Director saved another draft in the meantime. What is different now: A question stands in another place:" in text
    )
    assert ('value="you:name_2" selected' in text, f'name="version" value="{form.version}"' in text) == (True, True)


def test_who_edits_what_another_removed_loses_nothing(desk: Client, form: Questionnaire) -> None:
    old = form.version
    do(desk, form, "remove", "name")
    gone = desk.post(at(form, "questions/name/edit/"), words("Mine", version=old), follow=True).content.decode()
    assert "The question “name” is no longer there." in gone
    form.refresh_from_db()
    desk.post(at(form, "undo/"), {"to": form.version - 1, "version": form.version})
    assert 'value="Mine"' in page(desk, at(form, "questions/name/edit/"))


def test_a_page_is_added_and_changed(desk: Client, form: Questionnaire) -> None:
    sent = {"act": "save", "page-title_en": "Money", "page-title_fr": "Argent", "version": form.version}
    answer = desk.post(at(form, "pages/add/?after=you"), {**sent, **condition("stay", "is", "split")})
    assert answer["Location"] == at(form) + "#page-money"
    form.refresh_from_db()
    sent = {**sent, "page-title_en": "Funds", "page-help_en": "In euros.", "version": form.version}
    desk.post(at(form, "pages/money/edit/"), sent)
    form.refresh_from_db()
    assert json.loads(form.draft)["sections"][1] == {
        "key": "money",
        "title": {"en": "Funds", "fr": "Argent"},
        "help": {"en": "In euros.", "fr": ""},
        "fields": [],
    }


def test_a_table_grows_by_columns(desk: Client, form: Questionnaire) -> None:
    first = {"column-0-label_en": "What", "column-0-label_fr": "Quoi", "column-0-kind": "text", "column-0-was": "text"}
    sent = words("Budget", kind="table", version=form.version) | first
    shown = desk.post(at(form, "pages/last/questions/add/table/"), {**sent, "act": "column"}).content.decode()
    assert ('name="column-1-label_en"' in shown, 'value="Quoi"' in shown) == (True, True)
    second = {"column-1-label_en": "Sum", "column-1-label_fr": "Somme", "column-1-kind": "number", "column-1-was": "number"}
    desk.post(at(form, "pages/last/questions/add/table/"), {**sent, **second, "column-1-total": "on"})
    assert question(form, "budget")["options"] == {
        "columns": [
            {"key": "what", "kind": "text", "label": {"en": "What", "fr": "Quoi"}},
            {"key": "sum", "kind": "number", "label": {"en": "Sum", "fr": "Somme"}},
        ],
        "totals": [{"column": "sum"}],
    }


@pytest.mark.parametrize("text", ["{", "[]", '{"sections": [{"key": "a"}]}'])
def test_a_draft_that_cannot_be_opened_leads_to_its_text(desk: Client, officer: User, form: Questionnaire, text: str) -> None:
    services.save_draft(form, text=text, version=form.version, by=officer)
    shown = page(desk, at(form))
    assert ("Mend the text" in shown, "Take back the last change" in shown) == (True, True)
    assert desk.get(at(form, "questions/name/edit/"))["Location"] == at(form)


def test_faults_stand_by_their_question(desk: Client, form: Questionnaire) -> None:
    desk.post(at(form, "questions/name/edit/"), words("Name", version=form.version) | {"question-label_fr": ""})
    assert "Question in French – Write this text in this language too." in page(desk, at(form))


def test_publishing_shows_what_changes_before_it_does(desk: Client, officer: User, form: Questionnaire) -> None:
    first = page(desk, at(form, "publish/"))
    services.publish(form, version=form.version, by=officer)
    same = page(desk, at(form, "publish/"))
    do(desk, form, "remove", "name")
    second = page(desk, at(form, "publish/"))
    assert ("It is the first edition." in first, "there is nothing to publish" in same) == (True, True)
    assert ("Publish edition 2" in second, "“Your name”" in second) == (True, True)


def test_after_publishing_one_chooses_which_calls_ask_the_new_edition(desk: Client, officer: User, form: Questionnaire) -> None:
    first = services.publish(form, version=form.version, by=officer)
    call = CallFactory(edition=first)
    do(desk, form, "copy", "name")
    form.refresh_from_db()
    here = f"/en/desk/questionnaires/{form.pk}/"
    calls = desk.post(f"{here}publish/", {"version": form.version})["Location"]
    shown = page(desk, calls)
    behind = page(desk, here)
    answer = desk.post(f"{calls}{call.pk}/", follow=True).content.decode()
    call.refresh_from_db()
    assert (calls, call.edition.number) == (f"{here}editions/2/calls/", 2)
    assert ("It uses edition 1." in shown, "1 call still uses an earlier edition" in behind) == (True, True)
    assert "No open or coming call uses an earlier edition." in answer
    assert desk.post(f"{calls}{call.pk}/").status_code == 404


def test_a_blind_reviewer_sees_no_identifying_question(desk: Client, form: Questionnaire) -> None:
    here = f"/en/desk/questionnaires/{form.pk}/preview/en/"
    seen = {role: "Your name" in page(desk, f"{here}?as={role}") for role in ("officer", "writer", "reviewer", "ghost")}
    assert seen == {"officer": True, "writer": True, "reviewer": False, "ghost": True}


def test_the_preview_of_the_writer_follows_the_answers_and_says_what_would_hinder_sending(
    desk: Client, form: Questionnaire
) -> None:
    here = f"/en/desk/questionnaires/{form.pk}/preview/en/?as=writer"
    hidden = re.compile(r'<div[^>]*data-question="why"[^>]*hidden')
    shown = [page(desk, here)]
    shown += [desk.post(here, {"q-name": "Ada", "q-stay": stay, "act": "show"}).content.decode() for stay in ("whole", "split")]
    assert [bool(hidden.search(each)) for each in shown] == [True, True, False]
    assert ('value="Ada"' in shown[2], "Nothing would hinder" in shown[2], "as applicant" in shown[2].lower()) == (
        True,
        False,
        True,
    )
    sent = desk.post(here, {"q-name": "Ada", "act": "send"}).content.decode()
    assert "Nothing would hinder sending these answers." in sent


def test_what_the_designer_writes_is_sound(form: Questionnaire) -> None:
    assert len(list(loads(form.draft).fields())) == 4
