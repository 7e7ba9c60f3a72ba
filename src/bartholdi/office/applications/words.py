"""What the journal says of the acts on applications: the words stand after the name of whoever acted."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "applications.submit": _("submitted an application"),
    "applications.return_for_changes": _("returned an application for changes"),
    "applications.find_ineligible": _("found an application not eligible"),
    "applications.find_eligible": _("found an application eligible after all"),
    "applications.withdraw": _("withdrew an application"),
}
