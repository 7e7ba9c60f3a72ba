"""One listing for every list of every face: declare it once, and `respond` answers the page, htmx, exports and saved views.

OUTBOX = Listing(
    name="outbox",
    title=_("Outbox"),
    model=Notice,  # its manager has visible_to(user): the rows always start from there
    columns=[Column("at", _("When"), kind="instant", sort="created_at"), Column("subject", _("Subject"))],
    filters=[Choice("state", _("State"), options=State.choices), Dates("created", _("Queued"), lookup="created_at")],
    sort="-at",
    link=lambda notice: reverse("desk:letter", args=[notice.pk]),
    empty=Empty(_("Nothing has been sent yet"), _("Each letter appears here as soon as it is queued.")),
)

def show(request):
    return respond(request, OUTBOX, "desk/list.html")
"""

from bartholdi.faces.ui.listing.answers import respond
from bartholdi.faces.ui.listing.columns import Column
from bartholdi.faces.ui.listing.declared import Empty, Listing
from bartholdi.faces.ui.listing.filters import Choice, Choices, Dates, Keys, Text, YesNo

__all__ = ["Choice", "Choices", "Column", "Dates", "Empty", "Keys", "Listing", "Text", "YesNo", "respond"]
