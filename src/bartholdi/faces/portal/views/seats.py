"""The page behind an invitation to a panel: what is asked, and yes or no, without an account."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from bartholdi.faces.portal.by_link import closed, nothing
from bartholdi.faces.portal.forms.seats import SeatAnswerForm
from bartholdi.faces.ui import rescue
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews.models import Holder, Seat
from bartholdi.office.reviews.services import seats


def show(request: HttpRequest, token: str) -> HttpResponseBase:
    """To look changes nothing: mail programs open links by themselves."""
    seat = seats.seat_of(token)
    if seat is None or seat.panel.call.rehearsal_of_id:
        return closed(nothing(request))
    form = SeatAnswerForm(request.POST or None, initial={"capacity": seat.reviews_at_most})
    rescue.kept(request, form)
    if form.is_valid() and answered(seat, form):
        said = gettext("Thank you: you have accepted.") if seat.state == "accepted" else gettext("Thank you for telling us.")
        messages.success(request, said)
        return closed(redirect("seat", token))
    return closed(page(request, seat, form))


def answered(seat: Seat, form: forms.Form) -> bool:
    """Whether it is kept; a refusal stands above the form."""
    given, by = form.cleaned_data, Holder(seat)
    try:
        if given["answer"] == "accept":
            seats.accept_seat(seat, by=by, capacity=given["capacity"])
        else:
            seats.decline_seat(seat, by=by, reason=given["reason"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def page(request: HttpRequest, seat: Seat, form: forms.Form) -> HttpResponse:
    context = {"seat": seat, "call": seat.panel.call, "form": form, "open": seats.is_open(seat)}
    return render(request, "portal/seat.html", context | {"until": seats.answer_until(seat)})
