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
    "decisions.release_letters": _("let the letters of an announcement leave"),
    "decisions.record_appeal": _("recorded an appeal"),
    "decisions.uphold_appeal": _("upheld an appeal"),
    "decisions.dismiss_appeal": _("dismissed an appeal"),
    "decisions.withdraw_appeal": _("recorded that an appeal was withdrawn"),
    "decisions.reconsider_decision": _("took a decision up again after an appeal"),
    "decisions.draft_scenario": _("drafted a scenario"),
    "decisions.change_scenario": _("changed a scenario"),
    "decisions.compute_scenario": _("had a scenario computed"),
    "decisions.discard_scenario": _("discarded a scenario"),
    "decisions.choose_scenario": _("chose a scenario, which wrote down its decisions"),
    "decisions.take_over": _("took over what a panel decided in its meeting"),
    "decisions.fix_seed": _("fixed the seed of a lottery"),
    "decisions.draw_lots": _("drew the lots"),
    "decisions.name_final_body": _("named the body that approves the joint list"),
    "decisions.record_final_approval": _("recorded the final approval of the joint list"),
    "decisions.lapse_final_approval": _("changed the joint list after its final approval, which lapsed"),
}
