"""Calls that have closed, in an office that is served: `python -m tests.journeys.judging_office FOLDER PORT STEP …`, each step by the services."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import django

from bartholdi.running import demonstration

if TYPE_CHECKING:
    from bartholdi.office.accounts.models import User
    from bartholdi.office.programmes.models import Call
    from bartholdi.office.reviews.models import Assignment

Said = Iterator[str | int]
OFFICER = "washington@bartholdi.example"
DIRECTOR = "director@bartholdi.example"
STEM, TRP = "chateaubriand-stem", "transatlantic-research-partnership"
APPLICATIONS, PROJECTS = 200, 12


def do(folder: Path, site: str, step: str, *more: str) -> list[str]:
    """In a process of its own, since this one has the settings of the tests; gives the words that the step says."""
    command = [sys.executable, "-m", "tests.journeys.judging_office", str(folder), str(urlsplit(site).port), step, *more]
    return subprocess.run(command, check=True, env=os.environ, stdout=subprocess.PIPE, text=True).stdout.split()


def _stem() -> Said:
    """Closed twelve days ago, with 200 applications of three letters each and twenty members on each panel who said yes."""
    call = _closed(STEM, APPLICATIONS, members=20)
    yield from (call.slug, call.pk)


def _trp() -> Said:
    """Twelve projects of two leads each; all reviews of both panels are in, and the panels disagree."""
    from bartholdi.demo.plays import reviewing

    call = _closed(TRP, PROJECTS, members=3)
    reviewing.assigned(call, by=_person(OFFICER))
    for assignment in _asked(call):
        _judge(assignment, _opposed(assignment))
    yield from (call.slug, call.pk)


def _opposed(assignment: Assignment) -> float:
    """A third is liked best by both sides, and of the others each side likes the half that the other does not."""
    third, side = assignment.application.serial % 3, assignment.seat.panel.side
    if third == 0:
        return 0.95
    return 0.75 if (third == 1) == (side is not None and side.letter == "A") else 0.3


def _judge(assignment: Assignment, share: float) -> None:
    """This share of each scale, in the words of whoever judges."""
    from bartholdi.office.questionnaires.merging import Change
    from bartholdi.office.reviews import scoring
    from bartholdi.office.reviews.services import reviewing

    person, edition = assignment.seat.reviewer.person.account, assignment.application.call.review_edition
    assert person is not None
    assert edition is not None
    spec = edition.parsed()
    given: dict[str, Any] = {field.key: "Read with care." for field in spec.fields() if field.kind == "long_text"}
    for each in scoring.criteria(spec):
        step = Decimal(str(each.field.options.get("step", 1)))
        steps = round(Decimal(min(max(share, 0), 1)) * (each.high - each.low) / step)
        given[each.field.key] = str(each.low + steps * step)
    review, _saved = reviewing.write(assignment, {key: Change(value, 0) for key, value in given.items()}, by=person)
    reviewing.submit_review(review, by=person)


def _stem_reviews(key: str) -> Said:
    """All but two, which are left for the browser: of those says the assignment, the account, its language."""
    rows = list(_asked(_call(key)))
    sides = {each.seat.panel.side_id: each for each in rows}  # one of each side
    left = {each.pk for each in sides.values()}
    for each in rows:
        if each.pk in left:
            account = each.seat.reviewer.person.account
            assert account
            yield from (each.pk, account.email, account.language)
        else:
            dice = Random(f"{each.application.reference} {each.seat_id}")
            _judge(each, Random(each.application.reference).uniform(0.3, 0.9) + dice.gauss(0, 0.07))


def _laureates(key: str) -> Said:
    """One of those who are funded and read French, one who reads English: the application, the account."""
    from bartholdi.office.awards.models import Award

    rows = Award.objects.of_call(_call(key)).select_related("decision", "laureate").order_by("pk")
    for language in ("fr", "en"):
        found = rows.filter(laureate__language=language).first()
        assert found is not None
        assert found.laureate is not None
        yield from (found.decision.application_id, found.laureate.email)


def _enter(email: str) -> Said:
    """A session of this person: the cookie, as if the link of a mail had been opened."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(_person(email), backend=settings.AUTHENTICATION_BACKENDS[0])
    yield from (settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)


def _closed(blueprint: str, many: int, *, members: int) -> Call:
    from django.utils import timezone

    from bartholdi.demo.plays import calling, cast, reviewing
    from bartholdi.demo.plays.papers import Papers
    from bartholdi.demo.plays.stages import Play, Stage
    from bartholdi.demo.themes import themes

    cast.forget()
    play, officer = Play(blueprint, closed=12, many=many, stage=Stage.REVIEWED), _person(OFFICER)
    call = calling.started(play, today=timezone.localdate(), by=officer)
    subjects = calling.fitting(play, themes())
    calling.filled(call, play, many, subjects, Papers(subjects), people={})
    reviewing.seated(call, members, subjects, by=officer)
    return call


def _call(key: str) -> Call:
    from bartholdi.office.programmes.models import Call

    return Call.objects.get(pk=key)


def _asked(call: Call) -> Any:
    from bartholdi.office.reviews.models import Assignment

    rows = Assignment.objects.asked().of_call(call).order_by("application", "pk")
    return rows.select_related("application__call__review_edition", "seat__reviewer__person__account", "seat__panel__side")


def _person(email: str) -> User:
    from bartholdi.office.accounts.models import User

    return User.objects.get(email=email)


STEPS: dict[str, Callable[..., Said]] = {
    "stem": _stem,
    "stem-reviews": _stem_reviews,
    "laureates": _laureates,
    "trp": _trp,
    "enter": _enter,
}

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bartholdi.settings"
    demonstration._environment(Path(sys.argv[1]), int(sys.argv[2]))
    django.setup()
    sys.stdout.write(" ".join(map(str, STEPS[sys.argv[3]](*sys.argv[4:]))))
