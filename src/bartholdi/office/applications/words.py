"""What the journal says of the acts on applications: the words stand after the name of whoever acted."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "applications.submit": _("submitted an application"),
    "applications.return_for_changes": _("returned an application for changes"),
    "applications.find_ineligible": _("found an application not eligible"),
    "applications.find_eligible": _("found an application eligible after all"),
    "applications.withdraw": _("withdrew an application"),
    "applications.withdraw_on_request": _("withdrew an application at its applicants’ request"),
    "applications.extend": _("extended the deadline of an application"),
    "applications.extend_person": _("extended the deadline of a call for one person"),
    "applications.extend_everyone": _("extended the deadline of a call for everyone"),
    "applications.write_to": _("wrote to the applicants"),
    "applications.add_note": _("added a note"),
    "applications.edit_note": _("changed a note"),
    "applications.remove_note": _("removed a note"),
    "applications.begin_bulk": _("began an act on many applications"),
    "applications.download": _("downloaded a file of an application"),
    "applications.export_answers": _("exported applications with their answers"),
    "applications.invite": _("invited an institution to nominate"),
    "applications.change_invitation": _("changed the invitation of an institution"),
    "applications.send_invitation": _("sent an institution its invitation to nominate"),
    "applications.nominate": _("nominated a candidate"),
    "applications.withdraw_nomination": _("withdrew a nomination"),
    "applications.take_up": _("took up a nomination"),
}
