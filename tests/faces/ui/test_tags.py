"""The tags of every page: states, dates, paragraphs, addresses."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

MOMENT = datetime(2027, 3, 15, 16, 0, tzinfo=UTC)


def draw(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context)).replace("\u00a0", " ")


def test_a_state_has_a_word_and_a_tone() -> None:
    assert draw("{% tag label 'waiting' %}", label="In <review>") == '<strong class="tag tag--waiting">In &lt;review&gt;</strong>'
    assert draw("{% tag 'x' 'pink' %}") == '<strong class="tag tag--neutral">x</strong>'


@pytest.mark.parametrize(
    ("user", "source", "words"),
    [
        (None, "{% when m %}", "15 March 2027, 12:00 noon (Washington)"),
        ("Europe/Paris", "{% when m %}", "15 March 2027, 5:00 pm (Paris)"),
        ("Europe/Paris", "{% when m zone='America/New_York' %}", "15 March 2027, 12:00 noon (Washington) · 5:00 pm (Paris)"),
        ("America/New_York", "{% when m zone='America/New_York' %}", "15 March 2027, 12:00 noon (Washington)"),
    ],
)
def test_an_instant_is_said_on_the_readers_clock(user: str | None, source: str, words: str) -> None:
    reader = SimpleNamespace(zone=user) if user else None
    assert draw(source, m=MOMENT, user=reader) == f'<time datetime="2027-03-15T16:00:00+00:00">{words}</time>'


def test_a_day_and_nothing() -> None:
    assert draw("{% day d %}", d=date(2027, 3, 15)) == '<time datetime="2027-03-15">15 March 2027</time>'
    assert draw("{% day d %}{% when d %}", d=None) == ""


def test_paragraphs_obey_no_markup() -> None:
    assert draw("{% paragraphs t %}", t="One\r\ntwo\n\n<b>three</b> https://example.org/?a=1&b=2") == (
        "<p>One<br>two</p><p>&lt;b&gt;three&lt;/b&gt; "
        '<a href="https://example.org/?a=1&amp;b=2" rel="nofollow">https://example.org/?a=1&amp;b=2</a></p>'
    )
    assert draw("{% paragraphs t %}", t="javascript:alert(1)") == "<p>javascript:alert(1)</p>"


def test_the_query_string_is_kept_with_changes() -> None:
    request = RequestFactory().get("/", {"q": "a b", "page": "3"})
    assert draw("{% query page=4 sort='name' %}", request=request) == "?q=a+b&amp;page=4&amp;sort=name"
    assert draw("{% query page=None %}", request=request) == "?q=a+b"


def test_the_room_one_stands_in_is_marked() -> None:
    page = RequestFactory().get(reverse("desk:today"))
    deeper = RequestFactory().get(reverse("desk:today") + "journal/12/")
    assert draw("{% active 'desk:today' %}", request=page) == 'aria-current="page"'
    assert draw("{% active 'desk:today' %}", request=deeper) == 'aria-current="true"'
    assert draw("{% active 'desk:today' exact=True %}", request=deeper) == ""
    assert draw("{% active 'no:such' %}", request=page) == ""
