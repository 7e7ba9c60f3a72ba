"""Names of countries in the language of the moment."""

from babel import Locale

from bartholdi.office.directory.models.columns import COUNTRIES
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.searching import words


def country_name(code: str) -> str:
    """The code itself where nobody has a name for it."""
    return str(Locale(language()).territories.get(code, code))


def country_choices() -> list[tuple[str, str]]:
    """By name, É beside E; France and the United States first, because nearly every answer is one of them."""
    named = [(code, country_name(code)) for code in COUNTRIES]
    return sorted(named, key=lambda pair: (pair[0] not in {"FR", "US"}, words(pair[1])))
