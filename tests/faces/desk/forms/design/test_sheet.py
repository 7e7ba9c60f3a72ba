"""Each kind's sheet shows every setting that a questionnaire has, and takes it as it was: opening and saving changes nothing."""

import json
from typing import Any

import pytest
from django.test import Client

from bartholdi.cores.formspec import dump, loads
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.office.accounts.models import User
from bartholdi.office.programmes.shipped import shipped
from bartholdi.office.questionnaires import services
from bartholdi.office.questionnaires.models import Questionnaire
from tests.faces.desk.test_preview import field
from tests.faces.ui.questions.submitting import submitted

pytestmark = pytest.mark.django_db


def every_kind() -> dict[str, Any]:
    asked = [field("yes_no"), *(field(kind, help={"en": "Help.", "fr": "Aide."}) for kind in KINDS if kind != "yes_no")]
    for each in asked[1:]:
        each["when"] = {"field": asked[0]["key"], "equals": True}
        if KINDS[each["kind"]].asks:
            each["required"] = True
    return {"format": 1, "sections": [{"key": "one", "title": {"en": "One", "fr": "Une"}, "fields": asked}]}


def saved_as_shown(client: Client, form: Questionnaire, at: str) -> None:
    """As a person who opens a sheet, and presses “Save” at once."""
    url = f"/en/desk/questionnaires/{form.pk}/design/{at}/edit/"
    _before, _start, form_on = client.get(url).content.decode().partition('class="stack design-sheet"')
    sheet = form_on.partition(">")[2].partition("</form>")[0]
    body = f"{submitted(sheet)}&act=save"
    answer = client.post(url, body, content_type="application/x-www-form-urlencoded")
    assert (at, answer.status_code) == (at, 302)


def drafted(officer: User, spec: dict[str, Any], name: str) -> Questionnaire:
    made = services.create(name_en=name, name_fr=name, purpose="application", by=officer)
    services.save_draft(made, text=json.dumps(spec), version=1, by=officer)
    made.refresh_from_db()
    return made


def test_the_settings_of_every_kind_stay_as_they_are(client: Client, officer: User) -> None:
    client.force_login(officer)
    form = drafted(officer, every_kind(), "Every kind")
    spec = dump(loads(form.draft))
    for each in spec["sections"][0]["fields"]:
        saved_as_shown(client, form, f"questions/{each['key']}")
    saved_as_shown(client, form, "pages/one")
    form.refresh_from_db()
    assert dump(loads(form.draft)) == spec


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(shipped()))
def test_the_questionnaires_that_are_shipped_stay_as_they_are(client: Client, officer: User, name: str) -> None:
    client.force_login(officer)
    for key, asked in shipped()[name].questionnaires.items():
        spec = dump(asked.sections)
        form = drafted(officer, spec, key)
        for section in spec["sections"]:
            saved_as_shown(client, form, f"pages/{section['key']}")
            for each in section["fields"]:
                saved_as_shown(client, form, f"questions/{each['key']}")
        form.refresh_from_db()
        assert dump(loads(form.draft)) == spec
