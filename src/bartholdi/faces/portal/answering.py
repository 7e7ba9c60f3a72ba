"""One page of an application's questions: drawn, read back, and told apart from what others wrote meanwhile."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import QueryDict
from django.urls import reverse

from bartholdi.cores.formspec import Fault, Field, Spec, say, where
from bartholdi.cores.formspec.check import LOST
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.place import Place
from bartholdi.faces.ui import questions
from bartholdi.faces.ui.questions import Page, Question
from bartholdi.office.applications.models import Application
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires.merging import Change
from bartholdi.office.questionnaires.queries import spec_of
from bartholdi.office.questionnaires.services import Saved

FILES = {"file", "files"}


class Answered(Protocol):
    """What answers questions: an application, or a review."""

    @property
    def response(self) -> Any: ...


@dataclass(frozen=True)
class Theirs:
    """What somebody else wrote to the same question, shown beside one's own words."""

    question: Question
    by: str
    version: int


def spec(application: Answered) -> Spec:
    return spec_of(application.response.edition_id)


def drawn(
    application: Answered,
    key: str,
    answers: Mapping[str, Any],
    *,
    faults: Iterable[Fault] = (),
    adding: Iterable[str] = (),
    look_up: bool = False,
    readonly: bool = False,
) -> Page:
    """KeyError where there is no such page."""
    return questions.draw(
        spec(application),
        key,
        answers,
        language=language(),
        faults=faults,
        stamps=application.response.stamps,
        look_up_url=reverse("look-up-organisations") if look_up else "",
        files=files(application),
        adding=frozenset(adding),
        readonly=readonly,
    )


def files(application: Answered) -> dict[str, str]:
    """Digest -> address; asked of the database only where a file was given."""
    answers = application.response.everything()
    if not isinstance(application, Application) or not any(
        field.kind in FILES and field.key in answers for field in spec(application).fields()
    ):
        return {}
    rows = application.response.attachments.values_list("digest", "pk")
    return {digest: reverse("portal:application_file", args=[application.pk, pk]) for digest, pk in rows}


def marks(spec: Spec, key: str, answers: Mapping[str, Any]) -> str:
    """For a hidden field: what each question of the page said when it was drawn, so that only what a person touched is sent on."""
    section = next(each for each in spec.sections if each.key == key)
    return json.dumps({field.key: mark(answers.get(field.key)) for field in section.fields if KINDS[field.kind].asks})


def mark(answer: Any) -> str:
    text = json.dumps(answer, sort_keys=True, ensure_ascii=False)
    return "" if answer is None else hashlib.sha256(text.encode()).hexdigest()[:12]


def touched(application: Answered, key: str, post: QueryDict) -> dict[str, Change]:
    """What the form says that it did not say when it was drawn."""
    whole, before = spec(application), application.response.everything()
    was, version, seen = loaded(post.get("drawn")), whole_number(post.get("version")), loaded(post.get("seen"))
    found = questions.read(whole, key, post, before=before)
    return {
        name: Change(value, whole_number(seen.get(name, version)))
        for name, value in found.items()
        if (field := whole.field(name)) and mark(_normal(field, value)) != was.get(name, mark(before.get(name)))
    }


def sent(application: Answered, post: QueryDict) -> dict[str, Change]:
    """What a script sends by itself: some questions of any page, each with the version that was seen."""
    whole, before, changes = spec(application), application.response.everything(), {}
    for key, seen in loaded(post.get("seen")).items():
        field = whole.field(key)
        if field is not None and field.kind not in FILES:
            changes[key] = Change(questions.read_field(whole, key, post, before=before.get(key)), whole_number(seen))
    return changes


def theirs(application: Answered, saved: Saved) -> dict[str, Theirs]:
    """For each conflict: what stands, in words, and who wrote it."""
    keys = {conflict.key: conflict.version for conflict in saved.conflicts}
    if not keys:
        return {}
    rows = application.response.versions.filter(number__in=keys.values()).values_list("number", "by_label")
    names = dict(rows)
    answers = application.response.everything()
    shown = {
        question.key: question
        for section in spec(application).sections
        if any(field.key in keys for field in section.fields)
        for question in drawn(application, section.key, answers, readonly=True).questions
    }
    return {key: Theirs(shown[key], names.get(version, ""), version) for key, version in keys.items() if key in shown}


def listed(application: Application, faults: Iterable[Fault]) -> list[dict[str, str]]:
    """For the check: each fault in words, with its page and the question that mends it."""
    whole = spec(application)
    titles = {section.key: section.title.said(language()) for section in whole.sections}
    return [
        {
            "page": titles.get(page_of(whole, fault.key), ""),
            "text": f"{where(whole, fault, language())} – {say(fault, language())}",
            "url": f"{address('application_page', application, key=page_of(whole, fault.key))}?check=1#q-{fault.key}--question",
        }
        for fault in faults
    ]


def page_of(spec: Spec, key: str) -> str:
    return next((section.key for section in spec.sections if any(field.key == key for field in section.fields)), "")


def loaded(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def address(name: str, application: Application, **more: Any) -> str:
    return reverse(f"portal:{name}", kwargs={"pk": application.pk, **more})


def whole_number(value: Any) -> int:
    text = str(value if value is not None else "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _normal(field: Field, value: Any) -> Any:
    """As it would be kept; what cannot be kept at all as it was typed, so that it is told of and not passed over."""
    if value is None:
        return None
    place = Place(field.key)
    kept = KINDS[field.kind].check(value, field.options, place)
    return value if kept is None and any(fault.code in LOST for fault in place.faults) else kept
