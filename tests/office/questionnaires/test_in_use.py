"""Who uses a questionnaire, and what a new edition would do to what they are writing."""

import json

import pytest

from bartholdi.cores.formspec import edit, loads
from bartholdi.office.accounts.models import User
from bartholdi.office.questionnaires import in_use, queries, services
from bartholdi.office.questionnaires.models import Questionnaire

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(officer: User) -> Questionnaire:
    made = services.create(name_en="Form", name_fr="Formulaire", purpose="application", by=officer)
    services.publish(made, version=1, by=officer)
    return made


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The apps above have registered already."""
    monkeypatch.setattr(in_use, "_USES", [])


@pytest.fixture
def applications(form: Questionnaire) -> None:
    edition = form.editions.get().pk
    answers = [{"name": "Ada"}, {"name": "Zoé"}, {}]
    in_use.register(
        "Applications",
        count=lambda questionnaire: in_use.Count(moved=3, kept=40),
        drafts=lambda questionnaire, most: [in_use.Open(edition, each) for each in answers][:most],
    )


def test_nobody_is_counted_until_somebody_registers(form: Questionnaire) -> None:
    assert in_use.counted(form) == []
    assert queries.effect(form, loads(form.draft)) == queries.Effect(0, 0, ())


@pytest.mark.usefixtures("applications")
def test_each_app_says_how_many_it_has(form: Questionnaire) -> None:
    assert in_use.counted(form) == [("Applications", in_use.Count(3, 40))]
    assert queries.effect(form, loads(form.draft)) == queries.Effect(3, 3, ())


@pytest.mark.usefixtures("applications")
def test_a_removed_question_is_told_with_how_many_answered_it(form: Questionnaire, officer: User) -> None:
    services.change_draft(form, edit.copy_field, version=1, by=officer, key="name")
    services.change_draft(form, edit.remove_field, version=2, by=officer, key="name")
    lost = (({"en": "Your name", "fr": "Votre nom"}, 2),)
    assert queries.effect(form, loads(form.draft)) == queries.Effect(3, 1, lost)
    assert json.loads(form.draft)["sections"][0]["fields"][0]["key"] == "name_2"
