"""The acts on one agreement: put into the register, changed, and moved through its life."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.agreements.models import Agreement, FormerName, Link, Theme
from bartholdi.office.agreements.permissions import POLICY
from bartholdi.office.agreements.workflow import WORKFLOW
from bartholdi.office.journal.acts import Actor, act, clean
from bartholdi.office.lib.workflow import Refused

MANY = ("themes", "programmes", "calls")  # rows beside the agreement, which its form chooses


def add_agreement(values: Mapping[str, Any], *, by: Actor) -> Agreement:
    agreement = Agreement()
    with transaction.atomic():
        with act("agreements.add_agreement", agreement, by=by, policy=POLICY):
            _write(agreement, values)
        _choose(agreement, values)
    return agreement


def change_agreement(agreement: Agreement, values: Mapping[str, Any], *, by: Actor) -> None:
    with act("agreements.change_agreement", agreement, by=by, policy=POLICY) as running:
        _write(agreement, values)
        _require_both_languages(agreement)
        running.note(**_choose(agreement, values))
        agreement.reckon()


def negotiate(agreement: Agreement, *, by: Actor) -> None:
    _move("negotiate", agreement, by=by)


def sign(agreement: Agreement, *, on: date, at: tuple[str, str] = ("", ""), by: Actor) -> None:
    """`at` is the place in English and in French. Days to come are not recorded: nothing is signed before it is."""
    with act("agreements.sign", agreement, by=by, policy=POLICY, workflow=WORKFLOW):
        _require_past(on)
        if agreement.parties.count() < 2:
            raise Refused(gettext("Nothing was recorded: an agreement has two parties at least. Add them first."))
        if not agreement.sides.exists():
            raise Refused(gettext("Nothing was recorded: say first how each side calls the text."))
        agreement.signed_on = on
        agreement.signed_at_en, agreement.signed_at_fr = at
        agreement.reckon()


def denounce(agreement: Agreement, *, on: date, by: Actor) -> None:
    """`on` is the day of the notice; until when the agreement holds after that is computed."""
    with act("agreements.denounce", agreement, by=by, policy=POLICY, workflow=WORKFLOW):
        _require_past(on)
        _require_after_signature(agreement, on)
        agreement.denounced_on = on
        agreement.reckon()


def take_back_denunciation(agreement: Agreement, *, by: Actor) -> None:
    with act("agreements.take_back_denunciation", agreement, by=by, policy=POLICY, workflow=WORKFLOW):
        if agreement.ends_on is not None and agreement.ends_on < timezone.localdate():
            raise Refused(gettext("Nothing was recorded: the denunciation has taken effect, and the agreement has ended."))
        agreement.denounced_on = None
        agreement.reckon()


def replace(agreement: Agreement, *, on: date, newer: Agreement, by: Actor) -> None:
    """`on` is the first day on which the newer text holds in its place."""
    with act("agreements.replace", agreement, by=by, policy=POLICY, workflow=WORKFLOW) as running:
        _require_after_signature(agreement, on)
        if newer.pk == agreement.pk or not newer.concluded:
            raise Refused(gettext("Nothing was recorded: choose another agreement, one that was signed."))
        if not newer.links.filter(kind=Link.Kind.REPLACES, target=agreement).exists():
            link = Link(agreement=newer, kind=Link.Kind.REPLACES, target=agreement)
            clean(link)
            link.save()
        agreement.replaced_on = on
        agreement.reckon()
        running.note(newer=str(newer))


def abandon(agreement: Agreement, *, by: Actor) -> None:
    _move("abandon", agreement, by=by)


def resume(agreement: Agreement, *, by: Actor) -> None:
    _move("resume", agreement, by=by)


def rename(agreement: Agreement, *, name: tuple[str, str], on: date, month_only: bool = False, by: Actor) -> None:
    """English, French. The former name is kept with the day on which it ended, and still finds the agreement."""
    with act("agreements.rename", agreement, by=by, policy=POLICY):
        if (agreement.name_en, agreement.name_fr) == name:
            raise Refused(gettext("Nothing was changed: this is its name already."))
        former = FormerName(agreement=agreement, name_en=agreement.name_en, name_fr=agreement.name_fr, until=on)
        former.month_only = month_only
        clean(former)
        former.save()
        agreement.name_en, agreement.name_fr = name


def publish(agreement: Agreement, *, by: Actor) -> None:
    """Only what was signed, and both languages or not at all."""
    with act("agreements.publish", agreement, by=by, policy=POLICY):
        if not agreement.concluded:
            raise Refused(gettext("Nothing was published: an agreement is made public once it is signed."))
        agreement.public = True
        _require_both_languages(agreement)


def withdraw(agreement: Agreement, *, by: Actor) -> None:
    with act("agreements.withdraw", agreement, by=by, policy=POLICY):
        agreement.public = False


def _move(verb: str, agreement: Agreement, *, by: Actor) -> None:
    with act(f"agreements.{verb}", agreement, by=by, policy=POLICY, workflow=WORKFLOW):
        pass


def _write(agreement: Agreement, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in MANY:
            setattr(agreement, name, value)


def _choose(agreement: Agreement, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """The rows beside it; what changed is told in words."""
    told: dict[str, list[str]] = {}
    if "themes" in values and set(values["themes"]) != set(agreement.themes.values_list("subject", flat=True)):
        agreement.themes.all().delete()
        rows = [Theme(agreement=agreement, subject=subject) for subject in dict.fromkeys(values["themes"])]
        told["themes"] = [str(row) for row in Theme.objects.bulk_create(rows)]
    for name in ("programmes", "calls"):
        if name in values and set(values[name]) != set(getattr(agreement, name).all()):
            getattr(agreement, name).set(values[name])
            told[name] = [str(row) for row in values[name]]
    return told


def _require_both_languages(agreement: Agreement) -> None:
    if agreement.public and not (agreement.summary_en and agreement.summary_fr):
        raise Refused(gettext("Nothing was changed: what is public has a summary in both languages. Write both first."))


def _require_past(on: date) -> None:
    if on > timezone.localdate():
        raise Refused(gettext("Nothing was recorded: this day is still to come. Record it once it has happened."))


def _require_after_signature(agreement: Agreement, on: date) -> None:
    if agreement.signed_on is not None and on < agreement.signed_on:
        raise Refused(gettext("Nothing was recorded: this day lies before the day of signature."))
