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
    "reviews.submit_review": _("submitted a review"),
    "reviews.abstain": _("abstained from a review"),
    "reviews.return_review": _("returned a review for changes"),
    "reviews.edit_for_applicant": _("edited what a review tells the applicant"),
    "reviews.stop_counting": _("stopped counting a review"),
    "reviews.remind_reviewer": _("reminded a reviewer"),
    "reviews.say_remark": _("wrote to the panel about an application"),
    "reviews.change_own_entry": _("changed their own entry in the pool"),
    "reviews.accept_review": _("accepted to review an application"),
    "reviews.recuse": _("withdrew from reviewing an application, for a conflict of interest"),
    "reviews.dismiss_conflict": _("dismissed a conflict of interest"),
}
