"""A list's page, seen through the journal's: what it shows and says, with and without JavaScript, and at what cost."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bartholdi.faces.desk.views.journal import JOURNAL
from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import System, record
from tests.counting import cost
from tests.factories import AccountFactory

URL = "/en/desk/journal/"
CHIP = re.compile(r'<a class="chip" href="([^"]*)">(.*?)</a>', re.DOTALL)


def entries(count: int) -> None:
    for number in range(count):
        record("accounts.sign_in", None, by=System(f"worker {number % 7}"), change={"number": number})


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.fixture
def reader(client: Client, auditor: User) -> Client:
    client.force_login(auditor)
    return client


def test_shows_the_rows_with_their_heads(reader: Client) -> None:
    entries(3)
    page = reader.get(URL).content.decode()
    assert "3 results" in page
    assert page.count("<tr data-row>") == 3
    assert [text(head) for head in re.findall(r"<th scope=\"col\".*?</th>", page, re.DOTALL)] == [
        "Number",
        "When (Washington)",
        "By",
        "Act",
        "About",
    ]
    assert page.count("aria-sort=") == 1
    assert 'aria-sort="descending"' in page


def test_costs_the_same_whatever_the_rows(reader: Client) -> None:
    costs = []
    for more in (1, 2, 57):
        entries(more)
        costs.append(cost(reader, URL))
    assert costs == [6, 6, 6]


def test_says_what_comes_when_there_is_nothing(reader: Client) -> None:
    assert "Nothing is recorded yet" in reader.get(URL).content.decode()


def test_says_what_to_do_when_nothing_matches(reader: Client) -> None:
    entries(1)
    page = reader.get(URL, {"q": "nobody"}).content.decode()
    assert "Nothing matches" in page
    assert 'href="?view=0">Clear all filters' in page


def test_each_active_filter_is_a_chip_that_removes_it_alone(reader: Client) -> None:
    entries(9)
    page = reader.get(URL, {"q": "worker", "by": "3", "at_from": "2026-01-31", "sort": "at", "size": "25"}).content.decode()
    assert {text(label): href.replace("&amp;", "&") for href, label in CHIP.findall(page)} == {
        "Remove Search: worker ×": "?by=3&at_from=2026-01-31&sort=at&size=25",
        "Remove By: 3 ×": "?q=worker&at_from=2026-01-31&sort=at&size=25",
        "Remove When: from 31\u00a0January 2026 ×".replace("\u00a0", " "): "?q=worker&by=3&sort=at&size=25",
    }


def test_a_chip_in_french_has_a_french_colon(reader: Client) -> None:
    entries(9)
    page = reader.get(URL.replace("/en/", "/fr/"), {"q": "worker", "by": "3"}).content.decode()
    assert {text(label) for _href, label in CHIP.findall(page)} == {"Retirer Recherche : worker ×", "Retirer Par : 3 ×"}


def test_htmx_gets_the_rows_alone_and_the_count_to_say(reader: Client) -> None:
    entries(2)
    answer = reader.get(URL, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "<html" not in page
    assert 'hx-swap-oob="innerHTML:#listing-said">2 results<' in page
    assert {"HX-Request", "Cookie"} <= set(answer["Vary"].split(", "))
    asked = {"q": "worker", "by": "", "at_from": "", "size": "25"}
    assert reader.get(URL, asked, headers={"HX-Request": "true"})["HX-Push-Url"] == f"{URL}?q=worker&size=25"
    back = reader.get(URL, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in back.content.decode()


def test_nothing_inline_that_the_policy_would_stop(reader: Client) -> None:
    entries(60)
    page = reader.get(URL, {"q": "worker"}).content.decode()
    assert re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=|hx-on|javascript:", page) == []


def test_the_density_is_remembered(reader: Client) -> None:
    entries(1)
    assert 'data-density="comfortable"' in reader.get(URL).content.decode()
    assert 'data-density="compact"' in reader.get(URL, {"density": "compact"}).content.decode()
    assert 'data-density="compact"' in reader.get(URL).content.decode()
    assert 'data-density="compact"' in reader.get(URL, {"density": "huge"}).content.decode()


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"at_from": "yesterday"}, "“When: from” was left out. This is not a day of the calendar."),
        ({"at_to": "0001-01-01"}, "“When: to” was left out."),
        ({"act": "no.such"}, "“Act” was left out. Select a valid choice."),
        ({"by": "\0"}, "“By” was left out. Null characters are not allowed."),
        ({"q": "x" * 201}, "“Search the journal” was left out."),
        ({"q": "x" * 5_000}, "The address was too long to be read: every filter was left out."),
        ({"after": "forged"}, "This page of the list could not be found again: you see its beginning."),
    ],
)
def test_what_is_wrong_is_left_out_and_said(reader: Client, query: dict[str, str], problem: str) -> None:
    entries(2)
    page = text(reader.get(URL, query).content.decode())
    assert problem in page
    assert "2 results" in page


def test_what_is_unknown_is_ignored(reader: Client) -> None:
    entries(2)
    shown = reader.get(URL, {"colour": "red", "sort": "digest", "size": "1000000", "view": "x", "export": "exe"}).context[
        "listing"
    ]
    assert (shown.page.count, shown.asked.size, shown.asked.order.asked, shown.problems) == (2, 50, "-number", [])


NAMES = st.sampled_from(
    ["q", "act", "by", "about", "actor", "at_from", "at_to", "sort", "size", "after", "before", "view", "density"]
)
TYPED = st.sampled_from(
    ["", "-at", "accounts.sign_in", "2026-02-30", "2026-11-22", "2200-12-31", "100", "-1", "[]", "9" * 30, "None"]
)


def signed_in() -> Client:
    """Anew for each example: Hypothesis rolls the database back in between, and runs setUp outside of that."""
    entries(2)
    client = Client()
    client.force_login(AccountFactory(roles=["auditor"]))
    return client


class AnyQueryString(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.one_of(NAMES, st.text(max_size=8)), st.one_of(TYPED, st.text())), max_size=6))
    def test_never_breaks_the_page(self, pairs: list[tuple[str, str]]) -> None:
        query: dict[str, Any] = {}
        for name, value in pairs:
            query.setdefault(name, []).append(value.encode("utf-8", "replace").decode())
        assert signed_in().get(URL, query).status_code == 200

    @settings(max_examples=40, deadline=None)
    @given(st.binary(max_size=60))
    def test_nor_do_bytes_that_are_no_text(self, raw: bytes) -> None:
        assert signed_in().get(URL, QUERY_STRING="q=" + raw.decode("latin-1")).status_code == 200


@pytest.mark.django_db
def test_a_person_sees_their_own_rows_and_counts_only(cast: dict[str, User], client: Client) -> None:
    entries(4)
    record("accounts.sign_in", None, by=cast["officer"])
    seen = {}
    for part in ("officer", "director", "auditor", "editor", "administrator"):
        client.force_login(cast[part])
        page = client.get(URL, {"sort": "number"}).context["listing"].page
        seen[part] = (page.count, len(page.rows))
    assert seen == {"officer": (1, 1), "director": (5, 5), "auditor": (5, 5), "editor": (0, 0), "administrator": (5, 5)}


@pytest.mark.django_db
def test_what_is_hidden_changes_no_byte(cast: dict[str, User], client: Client) -> None:
    """The same page, whatever an entry holds that its reader may not see."""
    client.force_login(cast["officer"])
    pages = []
    for secret in ("one", "quite another"):
        record("accounts.sign_in", None, by=System(secret), change={"secret": secret})
        page = client.get(URL, {"q": "one"}).content.decode()
        pages.append(re.sub(r'(csrfmiddlewaretoken" value=|nonce=)"[^"]*"', "", page))
    assert pages[0] == pages[1]


def test_a_model_that_does_not_say_who_sees_what_cannot_be_listed() -> None:
    with pytest.raises(AttributeError, match="visible_to"):
        replace(JOURNAL, model=Group).rows(User(name="anybody"))
