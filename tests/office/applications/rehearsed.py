"""A rehearsal for tests: of a small call of two sides, with a lead on each, which asks for one letter."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import rehearsing
from bartholdi.office.programmes import services
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.shipped import shipped
from tests.lettering import requirement
from tests.office.applications.forms import a_call


def rehearsed(officer: User, **facts: Any) -> Call:
    opens = timezone.now().replace(microsecond=0) + timedelta(days=30)
    usual = {"code": "ICE", "title_en": "Ice", "title_fr": "Glace", "state": "draft", "lead_per_side": True}
    call = a_call(**{**usual, "opens_at": opens, "closes_at": opens + timedelta(days=60), **facts})
    requirement(call)
    return rehearsing.rehearse(call, by=officer)


def from_blueprint(officer: User, name: str) -> Call:
    call = services.start_call(shipped()[name], year=2028, opens_on=timezone.localdate() + timedelta(days=30), by=officer)
    return rehearsing.rehearse(call, by=officer)
