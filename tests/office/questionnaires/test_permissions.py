"""Who may do what with a questionnaire, and who sees it: the whole set for every person of the cast."""

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.questionnaires import services
from bartholdi.office.questionnaires.models import Edition, Questionnaire
from bartholdi.office.questionnaires.permissions import POLICY

pytestmark = pytest.mark.django_db
READ = {"view", "export"}
WRITE = READ | {"create", "rename", "save_draft", "change_draft", "restore_draft", "import_spec", "publish"}
EACH = {
    "applicant": set(),
    "stranger": set(),
    "officer": WRITE,
    "director": WRITE,
    "auditor": READ,
    "editor": READ,
    "administrator": WRITE,
}


def test_what_each_may_do(cast: dict[str, User]) -> None:
    made = services.create(name_en="Form", name_fr="Formulaire", purpose="report", by=cast["officer"])
    assert {part: POLICY.actions(person, made) for part, person in cast.items()} == EACH
    assert {part: POLICY.actions(person, None) for part, person in cast.items()} == EACH


def test_staff_see_questionnaires_and_editions_and_nobody_else(cast: dict[str, User]) -> None:
    made = services.create(name_en="Form", name_fr="Formulaire", purpose="report", by=cast["officer"])
    services.publish(made, version=1, by=cast["officer"])
    seen = {
        part: (Questionnaire.objects.visible_to(person).count(), Edition.objects.visible_to(person).count())
        for part, person in cast.items()
    }
    assert seen == {part: (1, 1) if may else (0, 0) for part, may in EACH.items()}
