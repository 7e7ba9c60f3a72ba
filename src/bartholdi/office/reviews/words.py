"""What the journal says of the acts on reviewers, seats, conflicts and assignments: the words stand after the name of whoever acted."""

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
    "reviews.propose_assignments": _("had reviewers proposed for the applications"),
    "reviews.bring_assignments": _("brought assignments by file"),
    "reviews.assign": _("assigned a reviewer"),
    "reviews.keep_assignment": _("said whether an assignment is kept"),
    "reviews.withdraw_assignment": _("took an assignment back"),
    "reviews.ask_for_review": _("asked a reviewer for a review"),
    "reviews.accept_review": _("agreed to review the application"),
    "reviews.decline_review": _("declined to review the application"),
    "reviews.recuse": _("took the reviewer off for a conflict of interest"),
}
