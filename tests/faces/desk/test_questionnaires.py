"""The desk's questionnaires: the list, one with its editions, drafts that keep what is typed, previews and files."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bartholdi.cores.formspec import dumps
from bartholdi.faces.desk import faults
from bartholdi.office.accounts.models import User
from bartholdi.office.programmes.shipped import shipped
from bartholdi.office.questionnaires import services
from bartholdi.office.questionnaires.models import Questionnaire
from bartholdi.office.questionnaires.starter import STARTER
from tests.cast import CAST
from tests.counting import cost

pytestmark = pytest.mark.django_db
LIST = "/en/desk/questionnaires/"
SAMPLE = dumps(shipped()["chateaubriand-stem"].questionnaires["application"].sections)


@pytest.fixture
def form(officer: User) -> Questionnaire:
    made = services.create(name_en="Trial form", name_fr="Formulaire d’essai", purpose="application", by=officer)
    services.publish(made, version=1, by=officer)
    services.import_spec(made, content=SAMPLE.encode(), version=1, by=officer)
    return made


@pytest.fixture
def desk(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_staff_read_and_those_who_run_the_office_write(client: Client, cast: dict[str, User], form: Questionnaire) -> None:
    here = f"{LIST}{form.pk}/"
    reading = (LIST, here, f"{here}preview/en/", f"{here}editions/1/fr/", f"{here}file/", f"{here}editions/1/file/")
    writing = (f"{LIST}new/", f"{here}edit/", f"{here}rename/")
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        answers[part] = ({client.get(url).status_code for url in reading}, {client.get(url).status_code for url in writing})
    write, read, nothing = ({200}, {200}), ({200}, {403}), ({403}, {403})
    assert answers == {
        "applicant": nothing,
        "stranger": nothing,
        "officer": write,
        "director": write,
        "auditor": read,
        "editor": read,
        "administrator": write,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Trial form", "Draft with faults", "As it is"}),
        ("state=pending", {"Trial form"}),
        ("state=faults", {"Draft with faults"}),
        ("state=published", {"As it is"}),
        ("purpose=report", {"As it is"}),
        ("q=essai", {"Trial form"}),
        ("published_to=2001-01-01", set()),
        ("sort=-newest", {"Trial form", "Draft with faults", "As it is"}),
    ],
)
def test_filters(desk: Client, officer: User, form: Questionnaire, query: str, found: set[str]) -> None:
    faulty = services.create(name_en="Draft with faults", name_fr="Fautif", purpose="review", by=officer)
    services.save_draft(faulty, text="{", version=1, by=officer)
    whole = services.create(name_en="As it is", name_fr="Tel quel", purpose="report", by=officer)
    services.publish(whole, version=1, by=officer)
    assert {str(row) for row in desk.get(f"{LIST}?{query}").context["listing"].page.rows} == found


def test_pages_cost_the_same_however_many_rows_and_editions(desk: Client, officer: User, form: Questionnaire) -> None:
    urls = (LIST, f"{LIST}{form.pk}/")
    costs = [cost(desk, *urls)]
    for turn in range(25):
        services.create(name_en=f"More {turn}", name_fr=f"Encore {turn}", purpose="report", by=officer)
        draft = STARTER.replace("Your name", f"Your name {turn}")
        services.save_draft(form, text=draft, version=form.version, by=officer)
        services.publish(form, version=form.version, by=officer)
    costs.append(cost(desk, *urls))
    assert costs[0] == costs[1]
    shown = page(desk, urls[1])
    assert (shown.count("A question is different: “Your name"), "Older editions are in the history" in shown) == (20, True)


def test_begun_written_and_published(desk: Client) -> None:
    begun = desk.post(f"{LIST}new/", {"name_en": "Fresh", "name_fr": "Frais", "purpose": "report"})
    made = Questionnaire.objects.get(name_en="Fresh")
    assert begun["Location"] == f"{LIST}{made.pk}/design/"
    saved = desk.post(f"{LIST}{made.pk}/edit/", {"draft": SAMPLE, "version": 1}, follow=True)
    assert "The draft was saved. It is sound." in saved.content.decode()
    answer = desk.post(f"{LIST}{made.pk}/publish/", {"version": 2}, follow=True).content.decode()
    assert "Edition 1 is published." in answer
    assert ("Published as it is" in answer, "Publish the draft" in answer) == (True, False)


def test_a_taken_name_comes_back_with_what_was_typed(desk: Client, form: Questionnaire) -> None:
    typed = {"name_en": "Trial form", "name_fr": "Libre", "purpose": "report"}
    answer = desk.post(f"{LIST}new/", typed, headers={"referer": f"http://testserver{LIST}new/"}, follow=True).content.decode()
    assert ("This name is taken." in answer, 'value="Libre"' in answer) == (True, True)


def test_a_faulty_draft_is_kept_and_says_where_in_the_readers_language(desk: Client, form: Questionnaire) -> None:
    data: dict[str, Any] = json.loads(SAMPLE)
    del data["sections"][1]["fields"][0]["label"]["fr"]
    desk.post(f"{LIST}{form.pk}/edit/", {"draft": json.dumps(data), "version": form.version})
    for language, place, sentence in (
        ("en", "Page 2, question 1", "Write this text in this language too."),
        ("fr", "Page 2, question 1", "Écrivez aussi ce texte dans cette langue."),
    ):
        shown = page(desk, f"/{language}/desk/questionnaires/{form.pk}/edit/")
        assert f'edit/#id_draft">{place}</a> <span class="mono">sections[1].fields[0].label.fr</span> – {sentence}' in shown
    assert desk.get(f"{LIST}{form.pk}/preview/en/").status_code == 302


def test_two_tabs_the_second_sees_both_texts(desk: Client, form: Questionnaire, director: User) -> None:
    services.save_draft(form, text="THEIRS", version=form.version, by=director)
    answer = desk.post(f"{LIST}{form.pk}/edit/", {"draft": "MINE", "version": form.version - 1}).content.decode()
    assert "Didier Director saved another draft in the meantime" in answer
    assert (">\nMINE</textarea>" in answer, "THEIRS</pre>" in answer) == (True, True)
    assert f'name="version" value="{form.version}"' in answer
    form.refresh_from_db()
    assert form.draft == "THEIRS"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SAMPLE.encode(), "It is sound."),
        (b'{"format": 1}', "Its faults are listed below."),
        (b"%PDF", "this file is not a questionnaire"),
        (b"\0", "this file is not a questionnaire"),
        (b"", "this file is not a questionnaire"),
        (b"[" * 10_000_000, "this file is not a questionnaire"),
    ],
    ids=["sound", "faulty", "pdf", "nul", "empty", "10MB"],
)
def test_a_file_is_imported_or_refused(desk: Client, form: Questionnaire, content: bytes, said: str) -> None:
    file = SimpleUploadedFile("form.json", content)
    url = f"{LIST}{form.pk}/"
    answer = desk.post(
        f"{url}import/", {"file": file, "version": form.version}, headers={"referer": f"http://testserver{url}edit/"}, follow=True
    )
    assert (answer.status_code, said in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("typed", [{}, {"version": "x"}, {"version": "9" * 30}])
def test_publishing_what_was_not_seen_is_refused(desk: Client, form: Questionnaire, typed: dict[str, str]) -> None:
    desk.post(f"{LIST}{form.pk}/publish/", typed)
    assert form.editions.count() == 1


def test_the_preview_shows_every_question_in_both_languages(desk: Client, form: Questionnaire) -> None:
    spec, wrong = faults.read(SAMPLE)
    assert (spec is not None, wrong) == (True, [])
    for language in ("en", "fr"):
        shown = page(desk, f"{LIST}{form.pk}/preview/{language}/").replace("&#x27;", "'")
        assert [field.key for field in spec.fields() if field.label.said(language) not in shown] == []  # type: ignore[union-attr]
        inside = shown.split(f'<div lang="{language}"')[1].split("</main>")[0]
        assert "<form" not in inside
        ids = re.findall(r' id="([^"]+)"', inside)
        assert (len(ids), set(re.findall(r'<label for="([^"]+)"', inside)) - set(ids)) == (len(set(ids)), set())


def test_conditions_limits_and_totals_are_said_in_words(desk: Client, form: Questionnaire) -> None:
    english, french = (page(desk, f"{LIST}{form.pk}/preview/{language}/") for language in ("en", "fr"))
    for sentence in (
        "Shown when “How you will stay” is “In two stays”.",
        "Shown when “Will you have other income in France?” is “Yes”.",
        "200 words at most.",
        "Kinds of file: PDF. 4 pages at most. Each 5\u00a0MB at most.",
        "12 rows at most. The column “Amount” is added up.",
        "All but: France.",
        "Page 1 of 5",
    ):
        assert sentence in english
    for sentence in (
        "la réponse à «\u202fForme du séjour\u202f» est «\u202fEn deux séjours\u202f».",
        "200 mots au plus.",
        "Page 1 sur 5",
    ):
        assert sentence in french


def test_a_page_in_french(desk: Client, form: Questionnaire) -> None:
    shown = page(desk, f"/fr/desk/questionnaires/{form.pk}/")
    for words in (
        "Formulaire d’essai",
        "Ce que changerait la prochaine édition",
        "Une question a disparu\u00a0: «\u202fVotre nom\u202f»",
        "Édition 1",
    ):
        assert words in shown


def test_files_come_back_as_they_were(desk: Client, form: Questionnaire) -> None:
    files = [desk.get(f"{LIST}{form.pk}/{which}file/") for which in ("", "editions/1/")]
    assert [file.content.decode() for file in files] == [SAMPLE, STARTER]
    assert files[0]["Content-Disposition"] == 'attachment; filename="trial-form-draft.json"'


@pytest.mark.parametrize("end", ["999999/", "{pk}/preview/de/", "{pk}/editions/9/en/", "{pk}/editions/9/file/"])
def test_an_address_of_nothing(desk: Client, form: Questionnaire, end: str) -> None:
    assert desk.get(LIST + end.format(pk=form.pk)).status_code == 404
