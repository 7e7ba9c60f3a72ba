"""What the journal says of the directory's acts: the words stand after the name of whoever acted."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "directory.add_organisation": _("added the organisation"),
    "directory.change_organisation": _("changed the organisation"),
    "directory.merge_organisations": _("merged another organisation into this one"),
    "directory.close_merged": _("closed the organisation that was merged"),
    "directory.place_under": _("placed the organisation under another"),
    "directory.take_from_under": _("took the organisation from under another"),
    "directory.load_organisations": _("loaded organisations from a file"),
    "directory.add_person": _("added the person"),
    "directory.change_person": _("changed the person"),
    "directory.affiliate": _("noted where somebody works"),
    "directory.end_affiliation": _("noted that somebody left"),
}
