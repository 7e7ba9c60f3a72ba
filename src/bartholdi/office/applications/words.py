"""What the journal says of the acts on applications: the words stand after the name of whoever acted."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "applications.start": _("began an application"),
    "applications.claim": _("took a draft into their account"),
    "applications.reuse": _("took over answers of an earlier application"),
    "applications.submit": _("submitted an application"),
    "applications.return_for_changes": _("returned an application for changes"),
    "applications.find_ineligible": _("found an application not eligible"),
    "applications.find_eligible": _("found an application eligible after all"),
    "applications.withdraw": _("withdrew an application"),
    "applications.invite_lead": _("invited a further lead"),
    "applications.invite_again": _("sent the invitation of a lead again"),
    "applications.revoke_lead": _("took back the invitation of a lead"),
    "applications.accept_lead": _("became a lead of an application"),
    "applications.remove_lead": _("removed a lead from an application"),
    "applications.move_draft": _("moved a draft to new questions"),
}
