"""What the public reads of the register: what is public in both languages, and not one byte of what is reserved."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.agreements import services
from bartholdi.office.agreements.models import Agreement
from tests.faces.website import planting
from tests.office.agreements.texts import a_signed_one, an_agreement

pytestmark = pytest.mark.django_db

PUBLIC = ("/en/agreements/text-0/", "/fr/agreements/text-0/", "/en/search/?q=quantum", "/en/search/?q=zanzibar", "/sitemap.xml")


def whole(officer: User) -> Agreement:
    agreement = a_signed_one(officer, themes=["quantum"], languages="en fr")
    said = {"name": "Arati Prabhakar", "role_en": "Director", "role_fr": "directrice"}
    services.add_part(agreement, "signatory", said, by=officer)
    services.add_part(
        agreement, "link", {"kind": "builds_on", "text_en": "Accord", "text_fr": "Accord", "year": 2018}, by=officer
    )
    counted = {"name_en": "Papers", "name_fr": "Articles", "counts": ((2025, 12, "report"),), "public": True}
    services.add_part(agreement, "outcome", counted, by=officer)
    dated = {"label_en": "Workshop", "label_fr": "Atelier", "due_on": date(2023, 5, 1), "public": True}
    services.add_part(agreement, "milestone", dated, by=officer)
    paper = {"title_en": "Text", "title_fr": "Texte", "public": True, "upload": ContentFile(b"Article 1", name="text.txt")}
    services.add_part(agreement, "document", paper, by=officer)
    return agreement


def test_the_page_says_what_is_public_in_both_languages(client: Client, officer: User) -> None:
    agreement = whole(officer)
    english, french = (client.get(page).content.decode() for page in PUBLIC[:2])
    for words in ("Quantum statement", "Joint statement", "Mémorandum", "Arati Prabhakar, Director", "Accord (2018)", "Papers"):
        assert words in english
    for words in ("Déclaration quantique", "Joint statement", "Mémorandum", "directrice", "Articles", "Atelier"):
        assert words in french
    assert '<p lang="fr">Mémorandum</p>' in english
    paper = agreement.documents.get()
    answer = client.get(f"/en/agreements/text-0/documents/{paper.pk}/")
    assert (b"".join(answer), paper.digest in english) == (b"Article 1", True)


def reserve(agreement: Agreement, secret: str, by: User) -> list[int]:
    """Everything that can be hidden holds the word."""
    values = {"title_en": secret, "title_fr": secret, "upload": ContentFile(secret.encode(), name=f"{secret}.txt")}
    paper = services.add_part(agreement, "document", values, by=by)
    hidden = an_agreement(by, slug=f"other-{len(secret)}", name_en=secret, name_fr=secret)
    services.change_agreement(agreement, {"remark": secret, "keeper": by}, by=by)
    counted = {"name_en": secret, "name_fr": secret, "counts": ((2025, len(secret), secret),)}
    dated = {"label_en": secret, "label_fr": secret, "due_on": timezone.localdate() + timedelta(days=len(secret) * 400)}
    parts = {
        "outcome": counted,
        "milestone": {**dated, "owner": by},
        "signatory": {"name": secret, "role_en": secret, "role_fr": secret, "public": False},
        "link": {"kind": "amends", "target": hidden},
    }
    for kind, each in parts.items():
        services.add_part(agreement, kind, each, by=by)
    services.add_part(hidden, "link", {"kind": "replaces", "target": agreement}, by=by)
    return [paper.pk]


def test_what_is_reserved_changes_no_byte_of_what_the_public_gets(client: Client, officer: User, stranger: User) -> None:
    agreement = whole(officer)
    client.get(PUBLIC[0])  # the office's name is asked of the database once a minute
    before = [client.get(page).content for page in PUBLIC]
    for secret in ("Zanzibar", "Zanzibar and much further"):
        papers = reserve(agreement, secret, officer)
        assert [client.get(page).content for page in PUBLIC] == before
        assert [client.get(f"/en/agreements/text-0/documents/{pk}/").status_code for pk in papers] == [404]
    client.force_login(stranger)
    assert "Zanzibar" not in client.get(PUBLIC[0]).content.decode()


def test_what_is_not_public_does_not_exist(client: Client, officer: User) -> None:
    an_agreement(officer)
    a_signed_one(officer, public=False)
    withdrawn = whole_and_withdrawn(officer)
    client.force_login(officer)
    for slug in ("text-0", "text-1", withdrawn.slug, "nothing"):
        assert client.get(f"/en/agreements/{slug}/").status_code == 404
    paper = withdrawn.documents.get()
    assert client.get(f"/en/agreements/{withdrawn.slug}/documents/{paper.pk}/").status_code == 404


def whole_and_withdrawn(officer: User) -> Agreement:
    agreement = whole(officer)
    services.withdraw(agreement, by=officer)
    return agreement


def test_the_list_groups_by_how_each_stands_and_the_page_leads_back_to_it(client: Client, officer: User) -> None:
    planting.plant()
    a_signed_one(officer, name_en="Holds")
    a_signed_one(officer, name_en="Over", last_day=date(2023, 1, 1))
    a_signed_one(officer, name_en="Waits", entry="days_after")
    an_agreement(officer, name_en="Not signed")
    page = client.get("/en/agreements/")
    groups = [(str(title), [str(each) for each in rows]) for title, _tone, rows in page.context["groups"]]
    assert groups == [("In force", ["Holds"]), ("Signed, not in force yet", ["Waits"]), ("Ended", ["Over"])]
    assert '<a href="/en/agreements/">' in client.get("/en/agreements/text-0/").content.decode()
    menu = client.get("/en/").content.decode()
    assert '<a href="/en/agreements/"' in menu


def test_an_event_and_its_agreement_name_each_other_in_both_languages(client: Client, officer: User) -> None:
    agreement, pages = whole(officer), planting.plant()
    for language in ("en", "fr"):
        event = pages["event", language]
        event.agreements = [agreement]
        event.save_revision().publish()
        shown = client.get(f"/{language}/agreements/text-0/").content.decode()
        assert (event.title in shown, pages["event", "fr" if language == "en" else "en"].title in shown) == (True, False)
        assert agreement.slug in client.get(event.url).content.decode()
    client.force_login(officer)
    assert "Evening of science" in client.get(f"/en/desk/agreements/{agreement.pk}/").content.decode()


def test_one_that_is_reserved_is_named_by_no_event(client: Client, officer: User) -> None:
    agreement, event = whole(officer), planting.plant()["event", "en"]
    event.agreements = [agreement]
    event.save_revision().publish()
    Agreement.objects.update(public=False)
    assert agreement.name not in client.get(event.url).content.decode()
    offered = type(event).get_edit_handler().get_form_class()(instance=event, for_user=officer).fields["agreements"].queryset
    assert list(offered) == []


def test_an_event_that_is_not_published_is_named_nowhere(client: Client, officer: User) -> None:
    agreement, event = whole(officer), planting.plant()["event", "en"]
    event.agreements = [agreement]
    event.save_revision().publish()
    event.unpublish()
    assert event.title not in client.get("/en/agreements/text-0/").content.decode()
