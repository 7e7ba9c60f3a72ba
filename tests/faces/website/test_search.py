"""Search finds a page by any form of its words, in the reader's language, accents or not."""

from django.test import Client
from wagtail.models import Page

Planted = dict[tuple[str, str], Page]


ASKED = {
    "/en/search/?q=reef": True,  # the text has “reefs”
    "/en/search/?q=RESEARCHER+coral": True,
    "/en/search/?q=Sea+Fellows": True,
    "/en/search/?q=chercheuses": False,  # the other language's page is not offered here
    "/fr/search/?q=chercheuse": True,
    "/fr/search/?q=recif": True,  # “récifs”
    "/fr/search/?q=évènement+inconnu": False,
    "/fr/search/?q=ocean": True,
    "/en/search/?q=coral+unknownword": False,
}
ODD = (
    "",
    "   ",
    "'\"*()",
    "\x00",
    "a" * 5000,
    "<script>alert(1)</script>",
    "NOT AND OR",
    "coral*",
    'title:"x"',
    "é" * 300,
    "🦑",
    "\u202ereef",
)


def test_words_are_found_by_their_stems(planted: Planted, client: Client) -> None:
    found = {path: 'class="search-group"' in client.get(path).content.decode() for path in ASKED}
    assert found == ASKED


def test_no_question_breaks_it(planted: Planted, client: Client) -> None:
    answers = [client.get("/en/search/", {"q": query}) for query in ODD]
    assert [answer.status_code for answer in answers] == [200] * len(ODD)
    assert [query for query, answer in zip(ODD, answers, strict=True) if "<script>alert" in answer.content.decode()] == []


def test_an_empty_answer_says_what_to_do(planted: Planted, client: Client) -> None:
    text = client.get("/en/search/?q=zzzz").content.decode()
    assert "No page has these words" in text
    assert 'href="/fr/search/?q=zzzz"' in text


def test_what_was_found_is_marked_in_an_excerpt(planted: Planted, client: Client) -> None:
    assert "<mark>coral</mark>" in client.get("/en/search/?q=corals").content.decode()


def test_results_stand_by_type(planted: Planted, client: Client) -> None:
    text = client.get("/en/search/?q=coral").content.decode()
    kinds = ["Programmes", "Calls", "Stories", "Events", "Portraits", "Pages"]
    assert sorted(kinds, key=lambda kind: text.index(f">{kind} <span")) == kinds
