"""Messages to the applicants: words in both languages, with placeholders that are filled for each reader."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.permissions import POLICY
from bartholdi.office.applications.queries import may_change_until
from bartholdi.office.applications.recipients import Recipient, languages_of, recipients
from bartholdi.office.applications.telling import said, tell
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.words import clean_line, clean_text
from bartholdi.office.lib.workflow import Refused

PLACEHOLDERS = ("name", "reference", "call", "deadline")
PLACE = re.compile(r"\{([^{}\n]*)\}")
LONGEST = 20_000


@dataclass(frozen=True)
class Words:
    subject: str
    text: str

    @property
    def is_whole(self) -> bool:
        return bool(self.subject and self.text)


Texts = Mapping[str, Words]  # language -> words


@dataclass(frozen=True)
class Shown:
    """A message as one real reader will get it."""

    reader: Recipient
    subject: str
    text: str


def texts(given: Mapping[str, str]) -> dict[str, Words]:
    """From `subject_en`, `text_en`, `subject_fr`, `text_fr`."""
    return {
        language: Words(clean_line(given.get(f"subject_{language}", "")), clean_text(given.get(f"text_{language}", "")))
        for language in ("en", "fr")
    }


def require_sound(words: Texts, applications: Collection[int]) -> None:
    """Before anything is sent: every reader's language is there, and every placeholder is known."""
    needed = languages_of(applications)
    if not needed:
        raise Refused(gettext("Nothing was written: none of these applications has an applicant with an address."))
    names = {"en": gettext("English"), "fr": gettext("French")}
    for language in sorted(needed):
        if not words[language].is_whole:
            raise Refused(
                gettext("Nothing was written: some of the readers read %(language)s. Write subject and text in %(language)s too.")
                % {"language": names[language]}
            )
    for each in words.values():
        unknown = [found for found in PLACE.findall(f"{each.subject}\n{each.text}") if found not in PLACEHOLDERS]
        if unknown:
            listed = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
            raise Refused(
                gettext("Nothing was written: “{%(name)s}” is no placeholder. There are: %(placeholders)s.")
                % {"name": unknown[0][:40], "placeholders": listed}
            )
        if len(each.text) > LONGEST:
            raise Refused(gettext("Nothing was written: a message has %(limit)s characters at most.") % {"limit": LONGEST})


def preview(application: Application, words: Texts) -> list[Shown]:
    return [_filled(application, words, reader) for reader in recipients(application)]


@transaction.atomic
def write_to(application: Application, words: Texts, *, by: User, held: bool = False, batch: str = "") -> int:
    """One letter to each lead. The same `batch` again writes nothing a second time."""
    require_sound(words, [application.pk])
    with act("applications.write_to", application, by=by, policy=POLICY) as running:
        written = tell(
            "applications.message",
            application,
            lambda reader: _context(_filled(application, words, reader)),
            by=by,
            dedupe=f"message:{batch}:{application.pk}" if batch else "",
            held=held,
        )
        running.note(letters=written, subject=words["en"].subject or words["fr"].subject)
    return written


def _context(shown: Shown) -> dict[str, str]:
    return {"subject": shown.subject, "text": shown.text}


def _filled(application: Application, words: Texts, reader: Recipient) -> Shown:
    with translation.override(reader.language):
        until = may_change_until(application)
        facts = {
            "name": reader.name,
            "reference": application.reference,
            "call": application.call.title,
            "deadline": said(until, application.call, reader) if until else "–",
        }
    chosen = words[reader.language]
    return Shown(reader, fill(chosen.subject, facts), fill(chosen.text, facts))


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Once: what a name brings along is not filled again. What is no placeholder stays as it was typed."""
    return PLACE.sub(lambda found: facts.get(found[1], found[0]), text)
