"""The time zones an editor may choose, named after the cities people know."""

from django.utils.translation import gettext_lazy as _

ZONES = {
    "America/New_York": _("Washington, New York, Boston, Atlanta, Miami"),
    "America/Chicago": _("Chicago, Houston, New Orleans"),
    "America/Denver": _("Denver"),
    "America/Los_Angeles": _("Los Angeles, San Francisco"),
    "Europe/Paris": _("Paris"),
    "America/Martinique": _("Martinique, Guadeloupe"),
    "America/Cayenne": _("French Guiana"),
    "Indian/Reunion": _("Réunion"),
    "Pacific/Tahiti": _("French Polynesia"),
    "Pacific/Noumea": _("New Caledonia"),
    "UTC": _("Universal time (UTC)"),
}


def choices() -> list[tuple[str, object]]:
    """Named in the migrations instead of copied there, so that a new zone makes no migration."""
    return list(ZONES.items())
