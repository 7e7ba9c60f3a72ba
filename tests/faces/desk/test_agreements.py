"""The register at the desk: who may what, the list and its exports, the case file, every form, at a fixed cost."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bartholdi.faces.desk.forms.agreement import GROUPS
from bartholdi.faces.desk.forms.agreement_parts import FORMS
from bartholdi.office.accounts.models import User
from bartholdi.office.agreements import services
from bartholdi.office.agreements.models import Agreement
from tests.cast import CAST
from tests.counting import cost
from tests.factories import CallFactory, OrganisationFactory
from tests.office.agreements.texts import SIGNED, a_signed_one, an_agreement

pytestmark = pytest.mark.django_db

LIST = "/en/desk/agreements/"
STAFF = {"officer", "director", "auditor", "editor", "administrator"}
RUNNERS = {"officer", "director", "administrator"}


@pytest.mark.once
def test_the_door_is_open_to_staff_and_the_acts_to_those_who_run_the_office(client: Client, cast: dict[str, User]) -> None:
    agreement = a_signed_one(cast["officer"])
    place, side = f"{LIST}{agreement.pk}/", agreement.sides.first()
    act = [
        f"{LIST}add/",
        *(f"{place}edit/{group}/" for group in GROUPS),
        *(f"{place}add/{kind}/" for kind in FORMS),
        *(f"{place}record/{verb}/" for verb in ("sign", "rename", "denounce", "replace")),
        f"{place}accede/",
        f"{place}part/side/{side.pk}/",
    ]
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        asked = act if part in {"officer", "auditor"} else act[:1]  # the policy’s own test has everybody
        seen = {client.get(each).status_code for each in (LIST, place)}
        answers[part] = (seen, {client.get(each).status_code for each in asked})
    assert answers == {part: ({200} if part in STAFF else {403}, {200} if part in RUNNERS else {403}) for part in CAST}


def test_what_does_not_exist_is_not_found(client: Client, officer: User) -> None:
    client.force_login(officer)
    agreement, other = a_signed_one(officer), an_agreement(officer)
    place = f"{LIST}{agreement.pk}/"
    for address in (
        "edit/nothing/",
        "add/nothing/",
        "record/nothing/",
        "part/nothing/1/",
        f"part/side/{other.sides.first().pk}/",
    ):
        assert client.get(f"{place}{address}").status_code == 404
    assert client.post(f"{place}do/nothing/").status_code == 404


FOUND = {
    "standing=in_force": ["Signed"],
    "standing=negotiation": [],
    "standing=draft": ["Draft"],
    "standing=waiting&standing=draft": ["Draft", "Waits"],
    "nature=treaty": ["Waits"],
    "theme=ocean": ["Draft"],
    "side=FR": ["Draft", "Signed", "Waits"],
    "side=DE": [],
    "signed_from=2022-12-01": ["Waits"],
    "public=yes": ["Signed"],
    "q=memorandum": ["Draft", "Signed", "Waits"],
    "q=sign": ["Signed"],
    "digest=nothing": [],
}


def test_filters_and_search(client: Client, officer: User) -> None:
    a_signed_one(officer, name_en="Signed")
    an_agreement(officer, name_en="Draft", themes=["ocean"])
    a_signed_one(officer, name_en="Waits", nature="treaty", entry="days_after", on=date(2023, 1, 1), public=False)
    client.force_login(officer)
    rows = {query: client.get(f"{LIST}?{query}").context["listing"].page.rows for query in FOUND}
    assert {query: sorted(map(str, found)) for query, found in rows.items()} == FOUND


def test_an_agreement_is_found_by_the_digest_of_its_paper(client: Client, officer: User) -> None:
    agreement = a_signed_one(officer)
    upload = SimpleUploadedFile("text.txt", b"Article 1")
    paper = services.add_part(agreement, "document", {"title_en": "T", "title_fr": "T", "upload": upload}, by=officer)
    an_agreement(officer)
    client.force_login(officer)
    assert list(client.get(f"{LIST}?digest={paper.digest}").context["listing"].page.rows) == [agreement]


def test_the_register_is_exported_with_the_titles_of_each_side(client: Client, officer: User) -> None:
    a_signed_one(officer)
    client.force_login(officer)
    answer = client.get(f"{LIST}?export=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [(row["Titles of the sides"], row["Signed on"]) for row in rows] == [
        ("FR: Mémorandum | US: Joint statement", "2022-11-30")
    ]
    workbook = client.get(f"{LIST}?export=xlsx")
    assert b"".join(workbook)[:2] == b"PK"


def test_an_agreement_is_put_into_the_register_and_carried_to_its_signature(client: Client, officer: User) -> None:
    client.force_login(officer)
    texts = {"name_en": "Ocean", "name_fr": "Océan", "slug": "ocean", "nature": "institutional", "prevails": "equally"}
    answer = client.post(f"{LIST}add/", {**texts, "themes": ["ocean"], "keeper": officer.pk})
    agreement = Agreement.objects.get()
    place = f"{LIST}{agreement.pk}/"
    assert answer.url == place
    iroise = OrganisationFactory(name_en="Iroise University")
    client.post(f"{place}add/side/", {"country": "FR", "title_fr": "Convention"})
    client.post(f"{place}add/party/", {"organisation": "Iroise University", "side": agreement.sides.get().pk})
    client.post(f"{place}add/party/", {"name_en": "Lakeshore", "name_fr": "Lakeshore"})
    refused = client.post(f"{place}add/party/", {"organisation": "Iroise University"})
    assert "is a party already" in refused.content.decode()
    client.post(f"{place}do/negotiate/")
    client.post(f"{place}record/sign/", {"on": "2022-11-30", "at_en": "Brest", "at_fr": "Brest"})
    agreement.refresh_from_db()
    assert (agreement.state, agreement.enters_on, agreement.keeper) == ("signed", SIGNED, officer)
    assert [each.organisation for each in agreement.parties.all()] == [iroise, None]
    dates = {"signed_on": "2022-11-30", "entry": "signature", "entry_number": 2, "lasts_months": 60, "renewed_months": 0}
    client.post(f"{place}edit/dates/", {**dates, "notice_months": 0, "leaving": "any_time"})
    call = CallFactory()
    client.post(f"{place}edit/runs/", {"programmes": [call.programme_id], "calls": [call.pk]})
    agreement.refresh_from_db()
    assert (agreement.ends_on, list(agreement.calls.all())) == (date(2027, 11, 29), [call])
    page = client.get(place).content.decode()
    for words in (
        "In force since 30\u00a0November 2022, until 29\u00a0November 2027.",
        "Iroise University",
        call.title_en,
        "5 years",
    ):
        assert words in page


def test_the_page_says_what_it_waits_for_with_the_page_that_mends_it(client: Client, officer: User, auditor: User) -> None:
    agreement = a_signed_one(officer, entry="month_after")
    france, states = agreement.sides.all()
    services.change_part(france, {"notified_on": date(2023, 1, 1)}, by=officer)
    late = {"label_en": "Workshop", "label_fr": "Atelier", "due_on": date(2023, 3, 15)}
    milestone = services.add_part(agreement, "milestone", late, by=officer)
    client.force_login(officer)
    place = f"{LIST}{agreement.pk}/"
    tasks = client.get(place).context["tasks"]
    assert [(task["title"], task["url"]) for task in tasks] == [
        ("The notification of this side has not been recorded: United States.", f"{place}part/side/{states.pk}/"),
        ("Late: Workshop, due on 15\u00a0March 2023.", f"{place}part/milestone/{milestone.pk}/"),
    ]
    assert "Workshop (Quantum statement)" in client.get("/en/desk/").content.decode()
    client.force_login(auditor)
    assert [task["url"] for task in client.get(place).context["tasks"]] == ["", ""]  # who only reads is not led to a closed door


def test_every_part_is_shown_again_as_it_was_typed(client: Client, officer: User) -> None:
    agreement = a_signed_one(officer)
    place = f"{LIST}{agreement.pk}/"
    client.force_login(officer)
    typed = {
        "signatory": {
            "name": "S",
            "role_en": "R",
            "role_fr": "R",
            "mandate": "powers",
            "mandated_on": "2022-11-01",
            "public": "on",
        },
        "link": {"kind": "builds_on", "text_en": "A", "text_fr": "A", "year": "2018"},
        "milestone": {"label_en": "W", "label_fr": "A", "due_on": "2027-03-15", "remind_days": "14"},
        "outcome": {"name_en": "Papers", "name_fr": "Articles", "counts": "2024: 5\n2025: 12000; a report"},
    }
    for kind, data in typed.items():
        assert client.post(f"{place}add/{kind}/", data).status_code == 302
    rows = {"signatory": "signatories", "link": "links", "milestone": "milestones", "outcome": "indicators"}
    for kind, name in rows.items():
        change = f"{place}part/{kind}/{getattr(agreement, name).get().pk}/"
        form = client.get(change).context["form"]
        shown = {name: str(form[name].value() or "") for name in typed[kind] if name != "public"}
        assert shown == {name: value for name, value in typed[kind].items() if name != "public"}
        assert client.post(change, typed[kind]).status_code == 302
        shown = {lang: client.get(place.replace("/en/", f"/{lang}/")).content.decode() for lang in ("en", "fr")}
        assert kind != "outcome" or (
            "2024: 5 · 2025: 12,000" in shown["en"],
            "2024\u00a0: 5 · 2025\u00a0: 12\u00a0000" in shown["fr"],
        ) == (True, True)
        assert client.post(f"{change}remove/").status_code == 302
    wrong = client.post(f"{place}add/outcome/", {"name_en": "P", "name_fr": "A", "counts": "2024: 5\n2024: 6"})
    assert wrong.context["form"].errors["counts"] == ["The year 2024 stands twice."]
    assert "2024: 6" in wrong.content.decode()


def test_a_paper_is_uploaded_kept_and_downloaded(client: Client, officer: User) -> None:
    agreement = a_signed_one(officer)
    place = f"{LIST}{agreement.pk}/"
    client.force_login(officer)
    data = {"title_en": "Text", "title_fr": "Texte", "kind": "signed", "language": "fr"}
    assert client.post(f"{place}add/document/", data).context["form"].errors["upload"] == ["Choose a file."]
    client.post(f"{place}add/document/", {**data, "upload": SimpleUploadedFile("text.txt", b"Article 1")})
    paper = agreement.documents.get()
    client.post(f"{place}part/document/{paper.pk}/", {**data, "title_en": "The text"})
    kept = agreement.documents.get()
    assert (kept.title_en, kept.digest, kept.public) == ("The text", paper.digest, False)
    answer = client.get(f"{place}documents/{paper.pk}/")
    assert (b"".join(answer), answer["Content-Disposition"]) == (b"Article 1", 'attachment; filename="text.txt"')
    assert paper.digest in client.get(place).content.decode()


def test_it_is_renamed_joined_denounced_and_replaced(client: Client, officer: User) -> None:
    agreement, newer = a_signed_one(officer), a_signed_one(officer, name_en="Newer")
    place = f"{LIST}{agreement.pk}/"
    client.force_login(officer)
    client.post(f"{place}record/rename/", {"on": "2025-03-01", "month_only": "on", "name_en": "New", "name_fr": "Nouveau"})
    client.post(f"{place}accede/", {"on": "2025-03-01", "month_only": "on", "name_en": "Third", "name_fr": "Tiers"})
    client.post(f"{place}record/denounce/", {"on": str(timezone.localdate())})
    client.post(f"{place}do/take-back/")
    late = client.post(f"{place}record/denounce/", {"on": str(timezone.localdate() + timedelta(days=2))})
    assert late.context["form"].errors == {
        "__all__": ["Nothing was recorded: this day is still to come. Record it once it has happened."]
    }
    page = client.get(place).content.decode()
    assert ("until March 2025" in page, "joined: March 2025" in page) == (True, True)
    client.post(f"{place}record/replace/", {"on": "2026-01-01", "newer": newer.pk})
    agreement.refresh_from_db()
    assert (agreement.state, agreement.name, agreement.ends_on) == ("replaced", "New", date(2025, 12, 31))
    assert "Texts that name this one" in client.get(place).content.decode()


def grow(agreement: Agreement, times: int, by: User) -> None:
    for number in range(times):
        part = f"{times}-{number}"
        party = services.add_part(agreement, "party", {"organisation": OrganisationFactory(name_en=f"O{part}")}, by=by)
        said = {"name": part, "role_en": "R", "role_fr": "R", "party": party}
        services.add_part(agreement, "signatory", said, by=by)
        dated = {"label_en": "M", "label_fr": "M", "due_on": date(2023, 1, 1), "owner": by, "public": True}
        services.add_part(agreement, "milestone", dated, by=by)
        counted = {"name_en": part, "name_fr": part, "counts": ((2024, 1, ""), (2025, 2, "")), "public": True}
        services.add_part(agreement, "outcome", counted, by=by)
        upload = SimpleUploadedFile("text.txt", part.encode())
        services.add_part(agreement, "document", {"title_en": "T", "title_fr": "T", "upload": upload, "public": True}, by=by)
        other = a_signed_one(by, slug=f"other-{part}")
        services.add_part(agreement, "link", {"kind": "builds_on", "target": other}, by=by)
        services.add_part(other, "link", {"kind": "amends", "target": agreement}, by=by)
    calls = [CallFactory() for _number in range(times)]
    services.change_agreement(agreement, {"calls": calls, "programmes": [call.programme for call in calls]}, by=by)


@pytest.mark.once
def test_pages_cost_the_same_with_one_row_and_with_many(client: Client, officer: User) -> None:
    client.force_login(officer)
    agreement = a_signed_one(officer, keeper=officer, themes=["ocean"])
    pages = (LIST, f"{LIST}{agreement.pk}/", f"/en/agreements/{agreement.slug}/", "/en/desk/")
    grow(agreement, 1, officer)
    first = [cost(client, page) for page in pages]
    grow(agreement, 3, officer)
    assert [cost(client, page) for page in pages] == first
    assert max(first) <= 30
