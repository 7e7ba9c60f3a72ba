"""Time zones to choose from, under the name of their city in the reader's language."""

from functools import cache
from zoneinfo import available_timezones

from anyascii import anyascii
from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location

from bartholdi.office.lib.bilingual import language

# The first part of a zone's key -> the region's code in CLDR.
REGIONS = {"Africa": "002", "America": "019", "Asia": "142", "Europe": "150", "Australia": "009", "Pacific": "009"}
ELSEWHERE = {"Atlantic": "150", "Indian": "142", "Antarctica": "AQ", "Arctic": "150"}

Choice = tuple[str, str]


def choices() -> list[tuple[str, list[Choice]]]:
    """Grouped by region, in the order of the alphabet without accents."""
    return _choices(language())


def known(zone: str) -> bool:
    """Whether this machine can compute with it: browsers name a few that CLDR files under an older name."""
    return zone in available_timezones()


@cache
def _choices(code: str) -> list[tuple[str, list[Choice]]]:
    territories = Locale(code).territories
    groups: dict[str, list[Choice]] = {}
    for zone in set(get_global("zone_territories")) & available_timezones():
        region = zone.partition("/")[0]
        number = REGIONS.get(region) or ELSEWHERE.get(region)
        if number:
            label = get_timezone_location(zone, locale=code, return_city=True)
            groups.setdefault(territories[number], []).append((zone, label))
    return [(name, sorted(groups[name], key=_order)) for name in sorted(groups, key=anyascii)]


def _order(choice: Choice) -> str:
    return anyascii(choice[1]).lower()
