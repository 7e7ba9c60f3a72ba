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
    "applications.name_writer": _("named who is to write a letter"),
    "applications.ask_for_letter": _("asked for a letter"),
    "applications.remind_writer": _("reminded the writer of a letter"),
    "applications.correct_address": _("corrected the address of a letter’s writer"),
    "applications.cancel_letter": _("cancelled the request for a letter"),
    "applications.renew_link": _("asked for a new link to a letter"),
    "applications.send_letter": _("sent a letter"),
    "applications.keep_late_letter": _("sent a letter too late"),
    "applications.decline_letter": _("declined to write a letter"),
    "applications.hand_letter_over": _("handed the request for a letter over"),
    "applications.extend_letter": _("extended the time for a letter"),
    "applications.accept_late_letter": _("accepted a letter that came too late"),
    "applications.read_letter": _("read a letter"),
    "applications.invite_lead": _("invited a further lead"),
    "applications.invite_again": _("sent the invitation of a lead again"),
    "applications.revoke_lead": _("took back the invitation of a lead"),
    "applications.accept_lead": _("became a lead of an application"),
    "applications.remove_lead": _("removed a lead from an application"),
    "applications.move_draft": _("moved a draft to new questions"),
}
