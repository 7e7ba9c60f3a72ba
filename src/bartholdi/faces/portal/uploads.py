"""Files chosen on a page of questions: kept, taken from one's own documents, or taken away again; a refused one says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from bartholdi.cores.formspec import Fault, Field, Spec, say
from bartholdi.faces.portal.answering import FILES, spec
from bartholdi.faces.portal.applying import Applying
from bartholdi.faces.ui import questions
from bartholdi.office.accounts.models import Document, User
from bartholdi.office.applications import services
from bartholdi.office.applications.models import Application
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused

OWN = "document:"  # before the key of a question: the number of one's own document


@dataclass(frozen=True)
class Taken:
    """One file that was chosen: at which question, whether it is kept, and what is to be said of it."""

    key: str
    kept: bool
    said: str = ""


def stored(asked: Spec, given: MultiValueDict[str, Any], store: Callable[[str, Any], Iterable[Fault]]) -> Iterator[Taken]:
    """Stores what was chosen at each question that asks for files. One that is refused undoes nothing else."""
    for field in asked.fields() if given else ():
        for upload in given.getlist(f"q-{field.key}") if field.kind in FILES else ():
            try:
                faults = list(store(field.key, upload))
            except Refused as refused:
                yield Taken(field.key, kept=False, said=refused_in_words(field, upload.name, refused))
            else:
                yield Taken(field.key, kept=True, said=of_file(upload.name, say(faults[0], language())) if faults else "")


def tell(request: HttpRequest, taken: Taken) -> None:
    if taken.said:
        messages.add_message(request, messages.WARNING if taken.kept else messages.ERROR, taken.said)


def take_files(request: Applying, application: Application, post: QueryDict) -> list[str]:
    """The questions whose files changed."""

    def store(key: str, upload: Any) -> Iterable[Fault]:
        return services.attach_file(application, key, upload, by=request.by, arrived_at=request.arrived_at).faults

    changed = list(_removed(request, application, post))
    for each in stored(spec(application), request.FILES, store):
        tell(request, each)
        changed += [each.key] if each.kept else []
    for field in spec(application).fields():
        if number := post.get(f"{OWN}{field.key}") if field.kind in FILES else None:
            changed += _own(request, application, field.key, number)
    return changed


def refused_in_words(field: Field, name: str | None, why: Refused) -> str:
    """At which question, and of which file, since several may be chosen at once."""
    return f"{field.label.said(language())} – {of_file(name, str(why))}"


def of_file(name: str | None, what: str) -> str:
    return _("%(file)s: %(what)s") % {"file": name or "", "what": what}


def _removed(request: Applying, application: Application, post: QueryDict) -> Iterator[str]:
    pressed = questions.pressed(post)
    if pressed and pressed.act == "remove_file":
        services.detach_file(application, pressed.key, pressed.value, by=request.by, arrived_at=request.arrived_at)
        yield pressed.key


def _own(request: Applying, application: Application, key: str, number: str) -> list[str]:
    documents = Document.objects.visible_to(request.user) if isinstance(request.by, User) else Document.objects.none()
    document = documents.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    if document is None or not isinstance(request.by, User):
        return []
    try:
        services.attach_document(application, key, document, by=request.by, arrived_at=request.arrived_at)
    except Refused as refused:
        messages.error(request, str(refused))
        return []
    messages.success(request, _("“%(title)s” was added from your documents.") % {"title": document})
    return [key]
