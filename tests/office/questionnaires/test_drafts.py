"""Drafts changed piece by piece and taken back: nobody writes over anybody, and nothing written is lost."""

import json
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartholdi.cores.formspec import edit
from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import queries, services
from bartholdi.office.questionnaires.models import Questionnaire
from bartholdi.office.questionnaires.services.drafts import KEPT
from bartholdi.office.questionnaires.starter import STARTER

pytestmark = pytest.mark.django_db
FIELD = {"key": "why", "kind": "text", "label": {"en": "Why?", "fr": "Pourquoi"}}


@pytest.fixture
def form(officer: User) -> Questionnaire:
    return services.create(name_en="Form", name_fr="Formulaire", purpose="application", by=officer)


def keys(form: Questionnaire) -> list[str]:
    form.refresh_from_db()
    return [field["key"] for section in json.loads(form.draft)["sections"] for field in section["fields"]]


def test_a_change_is_written_counted_and_journalled_without_its_words(form: Questionnaire, officer: User) -> None:
    services.change_draft(form, edit.add_field, version=1, by=officer, field=FIELD, section="about_you", after="name")
    assert (keys(form), form.version, form.faults, form.pending, form.edited_by) == (["name", "why"], 2, 0, True, str(officer))
    entry = Entry.objects.get(act="questionnaires.change_draft")
    assert {name: entry.change[name] for name in ("draft", "change", "key")} == {
        "draft": ["…", "…"],
        "change": "add_field",
        "key": "why",
    }


def test_a_change_that_breaks_a_condition_is_refused_in_the_language_of_the_moment(form: Questionnaire, officer: User) -> None:
    hanging = {**FIELD, "when": {"field": "name", "answered": True}}
    services.change_draft(form, edit.add_field, version=1, by=officer, field=hanging, section="about_you", after="name")
    with translation.override("fr"), pytest.raises(Refused) as refusal:
        services.change_draft(form, edit.remove_field, version=2, by=officer, key="name")
    assert str(refusal.value) == (
        "Rien n’a été modifié. «\u202fPourquoi\u202f» dépend de la réponse à «\u202fVotre nom\u202f». "
        "Changez d’abord sa condition\u202f; «\u202fVotre nom\u202f» pourra alors être retiré."
    )
    assert (keys(form), form.version) == (["name", "why"], 2)


def test_a_second_tab_is_refused(form: Questionnaire, officer: User, director: User) -> None:
    services.change_draft(form, edit.copy_field, version=1, by=director, key="name")
    for late in (
        lambda: services.change_draft(form, edit.copy_field, version=1, by=officer, key="name"),
        lambda: services.restore_draft(form, to=1, version=1, by=officer),
    ):
        with pytest.raises(Refused, match="Didier Director saved another draft in the meantime"):
            late()
    assert keys(form) == ["name", "name_2"]


def test_two_who_write_on_two_questions_do_not_meet(form: Questionnaire, officer: User, director: User) -> None:
    services.change_draft(form, edit.copy_field, version=1, by=director, key="name")
    first = {**FIELD, "key": "name"}
    services.change_draft(form, edit.change_field, version=1, by=officer, key="name", field=first)
    services.change_draft(
        form, edit.add_field, version=2, by=director, field={**FIELD, "key": "more"}, section="about_you", after="name"
    )
    (section,) = edit.opened(form.draft)["sections"]
    assert ([each["key"] for each in section["fields"]], section["fields"][0]["label"]) == (
        ["name", "more", "name_2"],
        FIELD["label"],
    )


def test_two_who_write_on_one_question_do(form: Questionnaire, officer: User, director: User) -> None:
    services.change_draft(form, edit.change_field, version=1, by=director, key="name", field={**FIELD, "key": "name"})
    with pytest.raises(Refused, match="Didier Director saved another draft in the meantime"):
        services.change_draft(form, edit.change_field, version=1, by=officer, key="name", field={**FIELD, "key": "name"})


def test_a_move_or_a_copy_elsewhere_is_taken_together_with_what_another_did(
    form: Questionnaire, officer: User, director: User
) -> None:
    for version in (1, 2, 3):
        services.change_draft(form, edit.copy_field, version=version, by=officer, key="name")
    assert keys(form) == ["name", "name_4", "name_3", "name_2"]
    old = form.version
    services.change_draft(form, edit.shift_field, version=old, by=director, key="name_3", step=1)
    services.change_draft(form, edit.copy_field, version=old, by=officer, key="name")
    assert keys(form) == ["name", "name_5", "name_4", "name_2", "name_3"]
    old = form.version
    services.change_draft(form, edit.remove_field, version=old, by=director, key="name_3")
    services.change_draft(form, edit.shift_field, version=old, by=officer, key="name_4", step=-1)
    assert keys(form) == ["name", "name_4", "name_5", "name_2"]


def test_at_the_same_place_one_is_told_what_the_other_did(form: Questionnaire, officer: User, director: User) -> None:
    services.change_draft(form, edit.copy_field, version=1, by=officer, key="name")
    services.change_draft(form, edit.shift_field, version=2, by=director, key="name_2", step=-1)
    with pytest.raises(Refused) as refusal:
        services.change_draft(form, edit.shift_field, version=2, by=officer, key="name_2", step=-1)
    assert str(refusal.value) == (
        "Nothing was changed: Didier Director saved another draft in the meantime. "
        "What is different now: A question stands in another place: “Your name (copy)”. What you wrote is kept; compare, then save again."
    )
    assert keys(form) == ["name_2", "name"]


def test_a_question_is_added_once_however_often_the_button_is_pressed(form: Questionnaire, officer: User) -> None:
    services.change_draft(form, edit.add_field, version=1, by=officer, field=FIELD, section="about_you")
    with pytest.raises(Refused):
        services.change_draft(form, edit.add_field, version=1, by=officer, field={**FIELD, "key": "again"}, section="about_you")


def test_a_draft_that_is_no_questionnaire_is_not_changed(form: Questionnaire, officer: User) -> None:
    services.save_draft(form, text="{", version=1, by=officer)
    with pytest.raises(Refused, match="Mend it as text"):
        services.change_draft(form, edit.copy_field, version=2, by=officer, key="name")


def test_a_published_key_stays(form: Questionnaire, officer: User) -> None:
    services.publish(form, version=1, by=officer)
    services.change_draft(form, edit.copy_field, version=1, by=officer, key="name")
    services.change_draft(form, edit.rename_field, version=2, by=officer, key="name_2", new="nickname")
    for change, facts in (
        (edit.rename_field, {"key": "name", "new": "other"}),
        (edit.change_field, {"key": "name", "field": {**FIELD, "key": "other"}}),
    ):
        with pytest.raises(Refused, match="the key “name” is published"):
            services.change_draft(form, change, version=3, by=officer, **facts)
    services.change_draft(form, edit.change_field, version=3, by=officer, key="name", field={**FIELD, "key": "name"})
    assert keys(form) == ["name", "nickname"]


def test_the_last_change_is_taken_back_and_the_one_before_it_too(form: Questionnaire, officer: User) -> None:
    for version in (1, 2):
        services.change_draft(form, edit.copy_field, version=version, by=officer, key="name")
    seen = []
    while (before := queries.before(form)) is not None:
        services.restore_draft(form, to=before.version, version=form.version, by=officer)
        seen.append(keys(form))
    assert seen == [["name", "name_2"], ["name"]]
    assert (form.draft, form.pending, form.faults) == (STARTER, True, 0)


def test_what_was_taken_back_can_be_had_again(form: Questionnaire, officer: User) -> None:
    services.change_draft(form, edit.copy_field, version=1, by=officer, key="name")
    services.restore_draft(form, to=1, version=2, by=officer)
    services.restore_draft(form, to=2, version=3, by=officer)
    assert keys(form) == ["name", "name_2"]
    with pytest.raises(Refused, match="this draft is no longer kept"):
        services.restore_draft(form, to=99, version=4, by=officer)


def test_only_the_last_drafts_are_kept(form: Questionnaire, officer: User) -> None:
    for version in range(1, KEPT + 10):
        services.save_draft(form, text=str(version), version=version, by=officer)
    assert [each.version for each in queries.earlier(form)] == list(range(KEPT + 9, 9, -1))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["write", "back"]), max_size=12))
def test_taking_back_is_a_pile(form: Questionnaire, officer: User, acts: list[str]) -> None:
    """Writing lays a draft on the pile; taking back takes the top one off, whatever was taken back before."""
    form.earlier_drafts.all().delete()
    form.refresh_from_db()
    services.save_draft(form, text=f"begin {form.version}", version=form.version, by=officer)
    form.earlier_drafts.all().delete()
    pile: list[Any] = [form.draft]
    for act in acts:
        before = queries.before(form)
        assert (before is None) is (len(pile) == 1)
        if act == "write":
            services.save_draft(form, text=f"text {form.version}", version=form.version, by=officer)
            pile.append(form.draft)
        elif before is not None:
            services.restore_draft(form, to=before.version, version=form.version, by=officer)
            pile.pop()
        assert form.draft == pile[-1]
