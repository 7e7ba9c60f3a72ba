"""The mails that would have left, person by person, with their codes and links: this page exists in the demonstration only."""

from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from bartholdi.faces.ui.letters import sheet
from bartholdi.office.notices.models import Notice
from bartholdi.office.notices.workflow import State


def index(request: HttpRequest) -> HttpResponse:
    """Everybody reads everything here: the people are invented, and their letters with them."""
    left = Notice.objects.filter(state=State.SENT)
    chosen = request.GET.get("to", "")
    mails = left.filter(address=chosen) if chosen else left
    people = left.values("address").annotate(name=Max("label"), count=Count("pk"), newest=Max("pk")).order_by("-newest")[:100]
    page = Paginator(mails.order_by("-pk").defer("html", "search_text"), 10).get_page(request.GET.get("page"))
    waiting = Notice.objects.due(timezone.now()).count()
    return render(request, "demo/mails.html", {"people": people, "page_obj": page, "chosen": chosen, "waiting": waiting})


def mail(request: HttpRequest, pk: int) -> HttpResponse:
    return sheet(get_object_or_404(Notice, pk=pk, state=State.SENT).html)
