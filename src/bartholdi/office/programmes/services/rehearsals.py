"""A rehearsal: a copy of a call with its parts. Its invented applicants, and looking at it as each role, come with applications."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext

from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, Side
from bartholdi.office.programmes.permissions import POLICY
from bartholdi.office.programmes.workflow import WORKFLOW

PARTS = ("papers", "milestones", "contacts", "panels", "letters", "call_funds", "invitations")
NOT_COPIED = frozenset({"id", "call_id", "side_id", "template_id", "token_digest"})
MOST = 9  # rehearsals of one call at a time


def copy_call(call: Call, *, by: Actor) -> Call:
    """Announced by a clock of its own, which stands at its opening; in no public list, and no letter leaves from it."""
    POLICY.require(by, "rehearse", call)
    if call.opens_at is None or call.closes_at is None or call.edition_id is None:
        raise Refused(
            gettext("Nothing was begun: a rehearsal needs the opening, the closing and the application form. Add them first.")
        )
    with transaction.atomic():
        copy = Call(**{column: getattr(call, column) for column in columns(Call) - OWN})
        copy.slug, copy.code = free_names(call)
        copy.rehearsal_of, copy.rehearsed_at = call, call.opens_at
        WORKFLOW.apply(copy, "announce")
        with act("programmes.rehearse", copy, by=by):
            pass
        copy_parts(call, copy)
    return copy


OWN = frozenset({"id", "slug", "code", "state", "announced_at", "rehearsal_of_id", "rehearsed_at", "search_text"})


def columns(model: type[Model]) -> set[str]:
    return {field.attname for field in model._meta.concrete_fields}


def free_names(call: Call) -> tuple[str, str]:
    for number in range(1, MOST + 1):
        slug, code = f"{call.slug[:66]}-rehearsal-{number}", f"R{number}{call.code}"[:12]
        if not Call.objects.filter(slug=slug).exists() and not Call.objects.filter(code=code).exists():
            return slug, code
    raise Refused(gettext("Nothing was begun: this call has many rehearsals. Discard one first."))


def copy_parts(call: Call, copy: Call) -> None:
    sides: dict[int | None, Side | None] = {None: None}
    for side in call.sides.all():
        sides[side.pk] = Side.objects.create(call=copy, country=side.country, letter=side.letter)
    papers: dict[int | None, Any] = {None: None}
    for name in PARTS:
        for row in getattr(call, name).all():
            model = type(row)
            values: dict[str, Any] = {column: getattr(row, column) for column in columns(model) - NOT_COPIED}
            if "side_id" in columns(model):
                values["side"] = sides[row.side_id]
            if "template_id" in columns(model):
                values["template"] = papers[row.template_id]
            made = model._default_manager.create(call=copy, **values)
            if name == "papers":
                papers[row.pk] = made
