"""Applications of the demonstration are made through the services that people use, and make sense."""

from collections import defaultdict
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from bartholdi.demo.plays import applying, cast
from bartholdi.demo.plays.papers import Papers
from bartholdi.demo.plays.real import ENOUGH, Real
from bartholdi.demo.themes import Text, themes
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import SentLetter
from bartholdi.office.directory import sources
from bartholdi.office.directory.services import load_organisations
from bartholdi.office.journal.acts import System
from bartholdi.office.journal.models import Entry
from bartholdi.office.programmes import services as programmes
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.shipped import shipped

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


@pytest.mark.parametrize(
    "blueprint", ["chateaubriand-stem", "transatlantic-research-partnership", "fadex-competition", "mopga-fellowship", "netva"]
)
def test_an_application_is_complete_eligible_and_has_its_letters(blueprint: str, director: User) -> None:
    call = announced(blueprint, director)
    side = call.sides.order_by("letter").first() if call.lead_per_side else None
    at = call.opens_at + timedelta(days=3)
    made = applying.apply(call, 1, themes()[0], Papers(themes()), Random(1), side=side, at=at)
    made.refresh_from_db()
    assert (made.state, made.title != "", made.abstract != "") == ("submitted", True, True)
    assert made.finding in ("eligible", "needs_officer")
    wanted = sum(kind.minimum for kind in call.letters.all())
    assert SentLetter.objects.filter(letter__application=made).count() == wanted
    assert Entry.objects.filter(act="applications.submit", subject_key=f"applications.application:{made.pk}").count() == 1


def test_a_real_title_is_cut_where_the_question_wants_less(director: User) -> None:
    call, long = announced("netva", director), Text("Towards the recycling of rare earths " * 9, "We sort. " * 90)
    theme = Real(themes()[0], texts=defaultdict(list, en=[long] * ENOUGH))
    made = applying.apply(call, 1, theme, Papers(themes()), Random(1), side=None, at=call.opens_at + timedelta(days=3))
    assert (made.state, len(made.title)) == ("submitted", 120)


def announced(blueprint: str, director: User) -> Call:
    cast.forget()
    load_organisations(lambda: sources.read(sources.TABLE), named="table", by=System("test"))
    opens = timezone.localdate() - timedelta(days=30)
    call = programmes.start_call(shipped()[blueprint], year=opens.year + 1, opens_on=opens, by=director)
    call.state = "announced"
    call.save()
    return call
