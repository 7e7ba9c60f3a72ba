"""What the journal says of the acts on programmes and calls: the words stand after the name of whoever acted."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "programmes.announce": _("announced a call"),
    "programmes.retract": _("took back the announcement of a call"),
    "programmes.cancel": _("cancelled a call"),
    "programmes.conclude": _("concluded a call"),
}
