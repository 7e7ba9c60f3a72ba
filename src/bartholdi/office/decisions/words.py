"""What the journal says of the acts of deciding: the words stand after the name of whoever acted."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "decisions.draft_decision": _("wrote down a decision"),
    "decisions.propose_decision": _("proposed a decision"),
    "decisions.reopen_decision": _("took up a decision again"),
    "decisions.approve_decision": _("approved a decision"),
    "decisions.announce": _("began to announce the decisions of a call"),
    "decisions.promote_decision": _("promoted an application from the reserve list"),
    "decisions.announce_decision": _("announced a decision"),
}
