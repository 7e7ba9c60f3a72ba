"""What the journal says of the acts on mailboxes, certificates and dispatches."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    "dispatches.number": _("took the numbers of a dispatch"),
    "dispatches.void": _("declared the numbers of a dispatch not used"),
    "dispatches.send": _("sent a dispatch"),
    "dispatches.recall": _("asked for a dispatch back"),
    "dispatches.deliver": _("fetched a dispatch"),
    "dispatches.leave": _("saw a dispatch leave by e-mail"),
    "dispatches.record_receipt": _("recorded the receipt of a dispatch"),
    "dispatches.receive": _("received a dispatch from another installation"),
    "dispatches.begin_draft": _("began the draft of a dispatch"),
    "dispatches.offer_draft": _("offered a draft for its release"),
    "dispatches.give_back_draft": _("gave a draft back to its author"),
    "dispatches.discard_draft": _("discarded the draft of a dispatch"),
    "dispatches.destroy": _("destroyed the sealed text of a dispatch"),
}
