"""What the journal says of the letters' acts: the words stand after the name of whoever acted."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "notices.queue": _("wrote a letter"),
    "notices.hold": _("held a letter back"),
    "notices.release": _("released a letter"),
    "notices.send_now": _("sent a letter at once"),
    "notices.cancel": _("cancelled a letter"),
    "notices.mark_sent": _("marked a letter as sent"),
    "notices.edit": _("edited a letter"),
    "notices.send_again": _("sent a letter again"),
    "notices.retry": _("put a letter off"),
    "notices.lose": _("could not tell whether a letter left"),
    "notices.fail": _("gave a letter up"),
    "notices.deliver": _("handed a letter to the mail server"),
}
