"""Agreements for the tests: one as an officer would put it into the register, and one that is signed and public."""

from datetime import date
from typing import Any

from bartholdi.office.accounts.models import User
from bartholdi.office.agreements import services
from bartholdi.office.agreements.models import Agreement

SIGNED = date(2022, 11, 30)


def an_agreement(by: User, **more: Any) -> Agreement:
    """With a side and two parties; not signed."""
    values = {
        "slug": f"text-{Agreement.objects.count()}",
        "name_en": "Quantum statement",
        "name_fr": "Déclaration quantique",
        "nature": "arrangement",
        "summary_en": "What both sides intend.",
        "summary_fr": "Ce que veulent les deux parties.",
    }
    agreement = services.add_agreement({**values, **more}, by=by)
    services.add_part(agreement, "side", {"country": "FR", "title_fr": "Mémorandum"}, by=by)
    services.add_part(agreement, "side", {"country": "US", "title_en": "Joint statement"}, by=by)
    for name in ("Ministry", "Science office"):
        services.add_part(agreement, "party", {"name_en": name, "name_fr": f"{name} (fr)"}, by=by)
    return agreement


def a_signed_one(by: User, *, on: date = SIGNED, public: bool = True, **more: Any) -> Agreement:
    agreement = an_agreement(by, **more)
    services.sign(agreement, on=on, at=("Washington", "Washington"), by=by)
    if public:
        services.publish(agreement, by=by)
    return agreement
