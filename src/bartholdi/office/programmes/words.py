"""What the journal says of the acts on programmes and calls: the words stand after the name of whoever acted."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "programmes.add_programme": _("added the programme"),
    "programmes.change_programme": _("changed the programme"),
    "programmes.add_fund": _("added the fund"),
    "programmes.change_fund": _("changed the fund"),
    "programmes.add_call": _("began a call"),
    "programmes.start_call": _("gave a call the parts of its blueprint"),
    "programmes.change_call": _("changed a call"),
    "programmes.add_part": _("added a part to a call"),
    "programmes.change_part": _("changed a part of a call"),
    "programmes.remove_part": _("removed a part of a call"),
    "programmes.shift_dates": _("shifted the dates of a call"),
    "programmes.announce": _("announced a call"),
    "programmes.retract": _("took back the announcement of a call"),
    "programmes.cancel": _("cancelled a call"),
    "programmes.conclude": _("concluded a call"),
    "programmes.rehearse": _("began a rehearsal of a call"),
    "programmes.discard_rehearsal": _("discarded a rehearsal"),
}
