"""What the journal says of the acts on awards: the words stand after the name of whoever acted."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "awards.set_terms": _("set the terms of a call’s awards"),
    "awards.offer_award": _("offered an award"),
    "awards.accept_award": _("accepted an award"),
    "awards.decline_award": _("declined an award"),
    "awards.extend_answer": _("gave more time to answer an award"),
    "awards.take_decline_back": _("offered an award again that was declined by mistake"),
    "awards.remind_laureate": _("reminded a laureate to answer"),
}
