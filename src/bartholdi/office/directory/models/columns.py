"""What several tables of the directory check the same way."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.formspec import countries
from bartholdi.office.directory.identifiers import is_orcid, is_ror

# Kosovo has no code of ISO 3166; the registry, and nearly everybody else, writes XK.
COUNTRIES = countries.COUNTRIES | {"XK"}


def check_ror(text: str) -> None:
    if not is_ror(text):
        raise ValidationError(_("This is not a ROR identifier: one character at least is wrong. It looks like 02feahw73."))


def check_orcid(text: str) -> None:
    if not is_orcid(text):
        raise ValidationError(
            _("This is not an ORCID identifier: one digit at least is wrong. It looks like 0000-0002-1825-0097.")
        )


def check_country(text: str) -> None:
    if text not in COUNTRIES:
        raise ValidationError(_("There is no country with this code."))
