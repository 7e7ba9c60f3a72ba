"""What the journal says of the questionnaires' acts: the words stand after the name of whoever acted."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "questionnaires.create": _("began a questionnaire"),
    "questionnaires.rename": _("renamed a questionnaire"),
    "questionnaires.save_draft": _("changed the draft of a questionnaire"),
    "questionnaires.change_draft": _("changed a piece of the draft of a questionnaire"),
    "questionnaires.restore_draft": _("took back an earlier draft of a questionnaire"),
    "questionnaires.import_spec": _("imported the draft of a questionnaire"),
    "questionnaires.publish": _("published an edition of a questionnaire"),
}
