"""The outbox at the desk: the list, a letter, its editing, and the page of mails of the demonstration."""

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.notices import delivery, services
from bartholdi.office.notices.models import Notice, Relay
from tests.cast import CAST
from tests.counting import cost
from tests.office.notices.post import write

pytestmark = pytest.mark.django_db
LIST = "/en/desk/outbox/"
STAFF = {"officer", "director", "auditor", "administrator"}


def test_each_page_as_each_person(client: Client, cast: dict[str, User]) -> None:
    notice = write()
    addresses = ("", f"{notice.pk}/", f"{notice.pk}/page/", f"{notice.pk}/edit/")
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        answers[part] = [client.get(LIST + address).status_code for address in addresses]
    works, reads, none = [200, 200, 200, 200], [200, 200, 200, 403], [403, 403, 403, 403]
    assert answers == {
        "applicant": none,
        "stranger": none,
        "officer": works,
        "director": works,
        "auditor": reads,
        "editor": [200, 404, 404, 404],
        "administrator": works,
    }


def test_the_list_takes_the_same_queries_for_one_and_for_many(client: Client, officer: User) -> None:
    client.force_login(officer)
    write()
    one = cost(client, LIST)
    for _ in range(4):
        write()
    assert cost(client, LIST) == one


def test_a_private_letter_shows_neither_its_words_nor_its_subject(client: Client, officer: User) -> None:
    notice = write()
    Notice.objects.update(private=True, subject="4711 is your code", body="4711", text="4711", html="4711")
    client.force_login(officer)
    pages = [client.get(url).content.decode() for url in (LIST, f"{LIST}{notice.pk}/", f"{LIST}?q=4711", f"{LIST}?export=csv")]
    assert ["4711" in page.replace("?q=4711", "").replace('value="4711"', "") for page in pages[:2]] == [False, False]
    assert client.get(f"{LIST}{notice.pk}/page/").status_code == 403
    assert client.get(f"{LIST}?q=4711").context["listing"].page.rows == []


def test_the_html_part_is_alone_in_a_sandbox(client: Client, officer: User) -> None:
    notice = write()
    client.force_login(officer)
    answer = client.get(f"{LIST}{notice.pk}/page/")
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'")
    assert answer.content.decode() == notice.html


def test_an_officer_holds_edits_and_releases_a_letter(client: Client, officer: User) -> None:
    notice = write()
    client.force_login(officer)
    client.post(f"{LIST}{notice.pk}/hold/")
    client.post(f"{LIST}{notice.pk}/edit/", {"subject": "Autre titre", "body": "Autre lettre.", "version": 1})
    client.post(f"{LIST}{notice.pk}/release/")
    notice.refresh_from_db()
    assert (notice.state, notice.subject, notice.body, notice.version) == ("queued", "Autre titre", "Autre lettre.", 2)


def test_the_second_of_two_tabs_keeps_its_text_and_sees_the_other(client: Client, officer: User, director: User) -> None:
    notice = write(held=True)
    services.edit(notice, subject="Theirs", body="Their words.", version=1, by=director)
    client.force_login(officer)
    answer = client.post(f"{LIST}{notice.pk}/edit/", {"subject": "Mine", "body": "My words.", "version": 1})
    page = answer.content.decode()
    assert [text in page for text in ("Didier Director", "Their words.", "My words.")] == [True, True, True]
    client.post(
        f"{LIST}{notice.pk}/edit/", {"subject": "Mine", "body": "My words.", "version": answer.context["form"]["version"].value()}
    )
    notice.refresh_from_db()
    assert notice.body == "My words."


def test_what_is_too_late_is_said_on_the_page(client: Client, officer: User) -> None:
    notice = write()
    delivery.deliver_due()
    client.force_login(officer)
    answer = client.post(f"{LIST}{notice.pk}/cancel/", follow=True, headers={"referer": f"http://testserver{LIST}{notice.pk}/"})
    assert "the state is now “Sent”" in answer.content.decode()


def test_a_letter_of_doubt_says_what_to_do(client: Client, officer: User) -> None:
    notice = write()
    Notice.objects.update(state="uncertain", trouble="died")
    client.force_login(officer)
    page = client.get(f"{LIST}{notice.pk}/").content.decode()
    assert [word in page for word in ("Mark as sent", "Send again", "Edit</a>")] == [True, True, False]
    assert client.post(f"{LIST}{notice.pk}/send-again/").headers["Location"] == f"{LIST}{notice.pk + 1}/"


def test_the_outbox_says_when_the_mail_server_is_down(client: Client, officer: User) -> None:
    relay = Relay.objects.create(pk=1)
    delivery.note_fault(relay, "connection refused")
    client.force_login(officer)
    assert ["connection refused" in client.get(url).content.decode() for url in (LIST, "/en/desk/")] == [True, False]
    assert "The mail server takes no letters" in client.get("/en/desk/").content.decode()


def test_an_act_by_get_or_an_unknown_act_does_nothing(client: Client, officer: User) -> None:
    notice = write()
    client.force_login(officer)
    answers = [client.get(f"{LIST}{notice.pk}/hold/").status_code, client.post(f"{LIST}{notice.pk}/burn/").status_code]
    assert (answers, Notice.objects.get().state) == ([405, 404], "queued")


def test_a_test_letter_to_oneself(client: Client, officer: User) -> None:
    client.force_login(officer)
    client.post(f"{LIST}trial/")
    assert Notice.objects.get().address == officer.email


def test_the_demonstration_shows_what_would_have_left(client: Client) -> None:
    write()
    write(to="other@example.org", label="Other")
    Notice.objects.update(private=True)
    delivery.deliver_due()
    page = client.get("/en/demo/mails/").content.decode()
    assert [page.count("<article"), "Bonjour Zoé" in page] == [2, True]
    assert client.get("/en/demo/mails/?to=other@example.org").content.decode().count("<article") == 1
    assert client.get(f"/en/demo/mails/{Notice.objects.earliest('pk').pk}/")["Content-Security-Policy"].startswith("sandbox")
