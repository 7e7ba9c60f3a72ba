"""Writing an application: each change is kept at once, for as long as the call allows; after that it stays where it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Carried
from bartholdi.office.accounts.models import Document, User
from bartholdi.office.applications import columns, findings, queries
from bartholdi.office.applications.holder import Holder
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.permissions import POLICY
from bartholdi.office.applications.services import judging
from bartholdi.office.applications.workflow import WRITABLE
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import services as responses
from bartholdi.office.questionnaires.merging import Change
from bartholdi.office.questionnaires.models import Attachment
from bartholdi.office.questionnaires.queries import spec_of
from bartholdi.office.questionnaires.services import Handed, Saved

By = User | Holder


class TooLate(Refused):
    """It arrived after the last instant."""


def save(application: Application, changes: Mapping[str, Change], *, by: By, arrived_at: datetime, tab: str = "") -> Saved:
    """The draft's answers: key -> what was typed and the version that was seen.

    A browser whose save waited too long for its answer sends it again: where the first one arrived in time, what it asks for stands
    already, and it is told so however late it asks again.
    """
    try:
        require_writable(application, by=by, arrived_at=arrived_at)
    except TooLate:
        if not responses.stands(application.response, changes):
            raise
        return Saved(application.response.version, application.response.saved_at)
    with transaction.atomic():
        saved = responses.save_answers(application.response, changes, by=by, tab=tab)
        _feed(application, saved, by=by)
    return saved


def attach_file(application: Application, key: str, upload: File[Any], *, by: By, arrived_at: datetime) -> Handed:
    require_writable(application, by=by, arrived_at=arrived_at)
    return responses.attach(application.response, key, upload, by=by)


def attach_document(application: Application, key: str, document: Document, *, by: User, arrived_at: datetime) -> Handed:
    """A copy of one of the person's own papers: what becomes of the paper afterwards changes nothing here."""
    if document.owner_id != by.pk:
        raise Refused(gettext("The file was not kept: this document is not among yours."))
    with document.file.open("rb") as kept:
        copy = ContentFile(kept.read(), name=document.name)
    return attach_file(application, key, copy, by=by, arrived_at=arrived_at)


def detach_file(application: Application, key: str, digest: str, *, by: By, arrived_at: datetime) -> Saved:
    require_writable(application, by=by, arrived_at=arrived_at)
    return responses.detach(application.response, key, digest, by=by)


def restore_version(application: Application, number: int, *, by: By, arrived_at: datetime) -> Saved:
    require_writable(application, by=by, arrived_at=arrived_at)
    with transaction.atomic():
        saved = responses.restore(application.response, number, by=by)
        _feed(application, saved, by=by)
    return saved


def take_back(application: Application, number: int, key: str, *, by: By, arrived_at: datetime) -> Saved:
    require_writable(application, by=by, arrived_at=arrived_at)
    with transaction.atomic():
        saved = responses.take_back(application.response, number, key, by=by)
        _feed(application, saved, by=by)
    return saved


def reuse(application: Application, earlier: Application, *, by: User, arrived_at: datetime) -> Carried:
    """Answers of an own earlier application to the questions that are still empty here; what was typed here stays."""
    require_writable(application, by=by, arrived_at=arrived_at)
    POLICY.require(by, "edit", earlier)
    old, new = spec_of(earlier.response.edition_id), spec_of(application.response.edition_id)
    carried = formspec.carry(old, new, earlier.response.everything())
    with act("applications.reuse", application, by=by) as running:
        empty = {key: answer for key, answer in carried.answers.items() if key not in application.response.everything()}
        statements = {
            field.key for field in new.fields() if field.kind == "statement"
        }  # what was accepted then is not accepted now
        taken = {key: answer for key, answer in empty.items() if key not in statements}
        _copy_files(earlier, application, taken)
        _feed(application, responses.put_in(application.response, taken, by=by), by=by)
        running.note(earlier=earlier.reference, answers=len(taken))
    return Carried(taken, carried.lost)


def require_writable(application: Application, *, by: By, arrived_at: datetime) -> None:
    """Refuses in the words of whoever typed: what is kept, and what can still be done."""
    POLICY.require(by, "edit", application)
    if application.state not in WRITABLE:
        raise Refused(
            gettext("Not saved: this application is “%(state)s” and cannot be changed any more.")
            % {"state": application.get_state_display()}
        )
    if not queries.in_time(application, at=queries.clock(application.call, arrived_at), user=by):
        raise TooLate(gettext("Not saved: the time to change this application is over. What was saved before is kept."))


def _feed(application: Application, saved: Saved, *, by: By) -> None:
    """Only where a question was changed that feeds a column, or that a rule of the call reads."""
    changed: list[str] = []
    if saved.changed & set(map(str, application.call.columns.values())):
        changed = columns.fed(application, application.response.everything())
    if findings.concerns(application.call, saved.changed):
        changed += judging.rejudged(application, by=by)
    if "title" in changed:
        application.save(update_fields=changed)
    elif changed:  # lists are searched by the title, not by these: no need to make the searched text anew
        Application.objects.filter(pk=application.pk).update(**{name: getattr(application, name) for name in changed})


def _copy_files(earlier: Application, application: Application, taken: Mapping[str, Any]) -> None:
    for attachment in earlier.response.attachments.filter(field_key__in=taken):
        named = taken[attachment.field_key]
        facts = named if isinstance(named, list) else [named]
        if any(isinstance(each, dict) and each.get("digest") == attachment.digest for each in facts):
            _copy_file(attachment, application)


def _copy_file(attachment: Attachment, application: Application) -> None:
    with attachment.file.open("rb") as kept:
        copy = ContentFile(kept.read(), name=attachment.name)
    kept_facts = {name: getattr(attachment, name) for name in ("field_key", "name", "size", "digest", "media_type", "pages")}
    Attachment.objects.create(response=application.response, file=copy, **kept_facts)
