"""What the journal says of the acts on reviewers, seats and conflicts: the words stand after the name of whoever acted."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "reviews.add_reviewer": _("added a reviewer to the pool"),
    "reviews.change_reviewer": _("changed what is known of a reviewer"),
    "reviews.propose_seat": _("proposed a reviewer for a panel"),
    "reviews.offer_seat": _("invited a reviewer to a panel"),
    "reviews.accept_seat": _("accepted to review"),
    "reviews.decline_seat": _("declined to review"),
    "reviews.leave_panel": _("left the panel"),
    "reviews.withdraw_seat": _("took back the invitation to a panel"),
    "reviews.find_conflict": _("found a possible conflict of interest"),
    "reviews.declare_conflict": _("declared a conflict of interest"),
    "reviews.confirm_conflict": _("confirmed a conflict of interest"),
    "reviews.dismiss_conflict": _("dismissed a conflict of interest"),
    "reviews.rank": _("asked for the calibrated order"),
    "reviews.plan_meeting": _("planned a meeting of the panel"),
    "reviews.start_meeting": _("opened the meeting of the panel"),
    "reviews.note_presence": _("noted who is in the meeting"),
    "reviews.open_item": _("opened the discussion of an application"),
    "reviews.close_item": _("postponed the discussion of an application"),
    "reviews.vote": _("voted on an application"),
    "reviews.decide_item": _("wrote down what the panel decided"),
    "reviews.close_meeting": _("closed the meeting of the panel"),
}
