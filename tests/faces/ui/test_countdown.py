"""How long is left: in words, and as a script keeps it true."""

import html
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from bartholdi.faces.ui import countdown

NOW = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "english", "french"),
    [
        (timedelta(days=12, hours=3), "12 days left", "encore 12 jours"),
        (timedelta(days=1, hours=5, minutes=30), "29 hours and 30 minutes left", "encore 29 heures et 30 minutes"),
        (timedelta(hours=1, minutes=1, seconds=59), "1 hour and 1 minute left", "encore 1 heure et 1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes left", "encore 59 minutes"),
        (timedelta(seconds=59), "Less than a minute left", "encore moins d’une minute"),
        (timedelta(0), "The time is over", "Le délai est écoulé"),
        (timedelta(seconds=-5), "The time is over", "Le délai est écoulé"),
    ],
)
def test_what_is_left_is_said_in_plain_words(left: timedelta, english: str, french: str) -> None:
    assert countdown.left(NOW, NOW + left) == english
    with translation.override("fr"):
        assert countdown.left(NOW, NOW + left).replace("\N{NO-BREAK SPACE}", " ") == french


def test_the_script_is_given_every_word_and_both_instants() -> None:
    with translation.override("fr"):
        drawn = countdown.drawn(NOW, NOW + timedelta(days=3), ticking=True)
    said = json.loads(html.unescape(drawn.split('data-words="')[1].split('"', maxsplit=1)[0]))
    assert (said["days"], said["minutesAfter"], said["both"]) == (
        {"one": "encore {n} jour", "other": "encore {n} jours"},
        {"one": "{n} minute", "other": "{n} minutes"},
        "{first} et {rest}",
    )
    assert 'role="timer" data-until="2027-01-04T00:00:00+00:00" data-now="2027-01-01T00:00:00+00:00"' in drawn


def test_a_clock_that_stands_does_not_tick() -> None:
    assert countdown.drawn(NOW, NOW + timedelta(days=3), ticking=False) == '<span class="countdown">3 days left</span>'
