"""Yes or no to an award; with yes, the days of the stay and other income."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Day, Form

ANSWERS = (("accept", _("Yes, I accept the award")), ("decline", _("No, I decline the award")))
OF_YES = ("starts_on", "ends_on", "other_income")


class AwardAnswerForm(Form):
    """`paid`: there is money, which other income lessens."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect)
    starts_on = Day(
        label=_("First day of your stay"), required=False, help_text=_("If you accept. For example 1 September 2027.")
    )
    ends_on = Day(label=_("Last day of your stay"), required=False, help_text=_("If you accept."))
    other_income = forms.DecimalField(
        label=pgettext_lazy("of an award", "Other income"),
        required=False,
        localize=True,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        error_messages={"min_value": _("Other income is zero or more.")},
        help_text=_("If you accept. What others pay you for the same time, such as a salary or a grant; 0 if nothing."),
    )
    reason = forms.CharField(
        label=_("Why not?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If you decline, and if you like. Read by the office only."),
    )

    def __init__(self, *args: Any, paid: bool, monthly: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not paid:
            del self.fields["other_income"]
        elif monthly:
            self.fields["other_income"].label = _("Other income a month")

    def clean(self) -> dict[str, Any]:
        """What belongs to the other answer hinders nobody; what belongs to this one is asked for."""
        given: dict[str, Any] = super().clean() or {}
        for name in OF_YES:
            if given.get("answer") == "decline":
                self.errors.pop(name, None)
            elif given.get("answer") == "accept" and name in self.fields and given.get(name) is None and name not in self.errors:
                self.add_error(name, gettext("“%(label)s” is still missing.") % {"label": self.fields[name].label})
        return given
