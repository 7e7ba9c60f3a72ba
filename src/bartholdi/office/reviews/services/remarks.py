"""The discussion of an application in a panel: whoever has handed in their own review talks, and so does the office."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews import mails
from bartholdi.office.reviews.models import Assignment, Remark
from bartholdi.office.reviews.models.remark import talking
from bartholdi.office.reviews.permissions import beside, runs
from bartholdi.office.reviews.workflow import ReviewState

LONGEST = 5000


def may_talk(application: Application, panel: Panel, user: User) -> bool:
    """Nobody reads here whom the application is kept from; and nobody whose own review could still be led by what they read."""
    if talking(user).filter(application=application, seat__panel=panel).exists():
        return True
    return runs(user, application) and beside(user, Assignment(application=application))


def can_be_named(application: Application, panel: Panel, *, besides: User) -> list[User]:
    """Whom a remark can be written to: members whose own review is in, and whoever of the office has spoken already and still reads."""
    rows = Assignment.objects.asked().filter(application=application, seat__panel=panel, review__state=ReviewState.SUBMITTED)
    members = rows.filter(review__counts=True).order_by().values("seat__reviewer__person__account")
    reading = User.objects.get_queryset().case_readers().filter(is_active=True).order_by().values("pk")
    spoke = Remark.objects.filter(application=application, panel=panel, author__in=reading).order_by().values("author")
    barred = Access.objects.current().barring().filter(application=application).order_by().values("user")
    found = User.objects.filter(Q(pk__in=members) | Q(pk__in=spoke)).exclude(pk__in=barred).exclude(pk=besides.pk)
    return list(found.order_by("name", "pk"))


@transaction.atomic
def say_remark(application: Application, panel: Panel, *, text: str, by: User, to: Collection[int] = ()) -> Remark:
    """`to` are accounts; who is named in the text with an @ is written to as well. The letter says that something was said, not what."""
    if not may_talk(application, panel, by):
        raise PermissionDenied("say_remark")
    said = clean_text(text)
    if not said:
        raise Refused(gettext("Nothing was sent: the remark is empty."))
    if len(said) > LONGEST:
        raise Refused(gettext("Nothing was sent: a remark has %(limit)s characters at most. Shorten it.") % {"limit": LONGEST})
    known = can_be_named(application, panel, besides=by)
    named = [each for each in known if each.pk in to or (each.name and f"@{each.name}".casefold() in said.casefold())]
    remark = Remark(application=application, panel=panel, author=by, text=said)
    with act("reviews.say_remark", remark, by=by):
        pass
    remark.mentions.add(*named)
    own = dict(
        Assignment.objects.asked()
        .filter(application=application, seat__panel=panel, seat__reviewer__person__account__in=named)
        .values_list("seat__reviewer__person__account", "pk")
    )
    for each in named:
        page = ("portal:review", own[each.pk]) if each.pk in own else ("desk:application-reviews", application.pk)
        mails.mentioned(remark, each, page, by=by)
    return remark
