"""A call whose panel has reviewed three applications and meets about them."""

from datetime import timedelta

from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews.models import Meeting, Seat
from bartholdi.office.reviews.services import meetings
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed
from tests.office.reviews.people import handed_in

SCORES = ((5, 4), (4, 3), (2, 2))


def a_ranked_call(scores: tuple[tuple[float, float], ...] = SCORES) -> tuple[Call, list[Seat], list[Application]]:
    """Rose chairs, Ruth sits beside her; the first application is the best."""
    call = a_judged_call()
    panel = call.panels.first()
    seats = [a_member(panel, name) for name in ("Rose Chair", "Ruth Member")]
    Seat.objects.filter(pk=seats[0].pk).update(chairs=True)
    made = []
    for given in scores:
        application = handed_in(call)
        for seat, score in zip(seats, given, strict=True):
            reviewed(assigned(application, seat), score)
        made.append(application)
    return call, seats, made


def a_meeting(officer: User) -> tuple[Meeting, list[Seat], list[Application]]:
    call, seats, applications = a_ranked_call()
    begins = timezone.now() + timedelta(hours=1)
    meeting = meetings.plan_meeting(call, call.panels.first(), begins_at=begins, minutes_each=10, by=officer)
    meetings.start_meeting(meeting, by=officer)
    return meeting, seats, applications


def barred(application: Application, seat: Seat) -> None:
    Access.objects.create(application=application, user=account(seat), role=Access.Role.BARRED)


def account(seat: Seat) -> User:
    found: User = seat.reviewer.person.account
    return found
