"""The acts on questionnaires: begin one, rename it, write its draft, publish an edition."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Fault, Spec, SpecError
from bartholdi.office.journal.acts import Actor, act, storable
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.words import clean_line
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import queries
from bartholdi.office.questionnaires.models import LONGEST_DRAFT, Edition, Questionnaire
from bartholdi.office.questionnaires.permissions import POLICY
from bartholdi.office.questionnaires.starter import STARTER

SAID = 10  # faults in a refusal; `Faulty.faults` are all


class Faulty(Refused):
    """A draft that cannot be published; `faults` are all its faults, each with its place."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        count = len(faults)
        head = ngettext(
            "Nothing was published: the draft has %(count)s fault.",
            "Nothing was published: the draft has %(count)s faults.",
            count,
        )
        said = [f"{fault.path or '–'}: {formspec.say(fault, language())}" for fault in faults[:SAID]]
        super().__init__(" ".join([head % {"count": count}, *said, *(["…"] if count > SAID else [])]))


def create(*, name_en: str, name_fr: str, purpose: str, by: Actor) -> Questionnaire:
    made = Questionnaire(name_en=clean_line(name_en), name_fr=clean_line(name_fr), purpose=purpose, draft=STARTER)
    made.edited_by = str(by)[:200]
    with act("questionnaires.create", made, by=by, policy=POLICY):
        pass
    return made


def rename(questionnaire: Questionnaire, *, name_en: str, name_fr: str, by: Actor) -> None:
    with act("questionnaires.rename", questionnaire, by=by, policy=POLICY):
        questionnaire.name_en, questionnaire.name_fr = clean_line(name_en), clean_line(name_fr)


def save_draft(questionnaire: Questionnaire, *, text: str, version: int, by: Actor) -> None:
    """Any text is kept, with its faults: who stops in the middle of a sentence loses nothing."""
    text = storable(text)
    with act("questionnaires.save_draft", questionnaire, by=by, policy=POLICY):
        if text != questionnaire.draft:  # the same text twice is one click too many, not two people
            _require_same(questionnaire, version)
            _write(questionnaire, text, by=by)


def import_spec(questionnaire: Questionnaire, *, content: bytes, version: int, by: Actor) -> None:
    """A file takes the draft's place if it is JSON at all: a wrong file must not bury a good draft."""
    with act("questionnaires.import_spec", questionnaire, by=by, policy=POLICY) as running:
        _require_same(questionnaire, version)
        _write(questionnaire, _readable(content), by=by)
        running.note(bytes=len(content))


def publish(questionnaire: Questionnaire, *, version: int, by: Actor) -> Edition:
    """`version` is the draft that the person has seen: nobody publishes what they have not read."""
    with act("questionnaires.publish", questionnaire, by=by, policy=POLICY) as running:
        _require_same(questionnaire, version)
        try:
            spec = formspec.loads(questionnaire.draft)
        except SpecError as error:
            raise Faulty(error.faults)
        last = queries.newest(questionnaire)
        if last is not None and not _differs(spec, last):
            raise Refused(
                gettext("Nothing was published: the draft says the same as edition %(number)s.") % {"number": last.number}
            )
        number = last.number + 1 if last else 1
        edition = Edition(questionnaire=questionnaire, number=number, spec=formspec.dump(spec), published_at=timezone.now())
        edition.save()
        questionnaire.pending = False
        running.note(edition=number, sha256=hashlib.sha256(formspec.dumps(spec).encode()).hexdigest())
    return edition


def _write(questionnaire: Questionnaire, text: str, *, by: Actor) -> None:
    if len(text) > LONGEST_DRAFT:
        raise Refused(gettext("Nothing was saved: a draft has %(limit)s characters at most.") % {"limit": f"{LONGEST_DRAFT:,}"})
    questionnaire.draft = text
    questionnaire.faults, questionnaire.pending = _judged(questionnaire)
    questionnaire.version += 1
    questionnaire.edited_by = str(by)[:200]


def _judged(questionnaire: Questionnaire) -> tuple[int, bool]:
    """How many faults the draft has, and whether it says something else than the newest edition."""
    try:
        spec = formspec.loads(questionnaire.draft)
    except SpecError as error:
        return len(error.faults), True
    last = queries.newest(questionnaire)
    return 0, last is None or _differs(spec, last)


def _differs(spec: Spec, edition: Edition) -> bool:
    return formspec.dump(spec) != formspec.dump(edition.parsed())


def _require_same(questionnaire: Questionnaire, version: int) -> None:
    if questionnaire.version != version:
        raise Refused(
            gettext(
                "Nothing was changed: %(person)s saved another draft in the meantime. What you wrote is kept; compare, then save again."
            )
            % {"person": questionnaire.edited_by}
        )


def _readable(content: bytes) -> str:
    """The text of a file, in its canonical form if it is sound; refused if it is no JSON."""
    try:
        text = content.decode("utf-8-sig") if len(content) <= 4 * LONGEST_DRAFT else ""
        return formspec.dumps(formspec.loads(text))
    except UnicodeDecodeError:
        pass
    except SpecError as error:
        if all(fault.code not in {"not_json", "spec_too_big"} for fault in error.faults):
            return text
    raise Refused(gettext("Nothing was imported: this file is not a questionnaire. Choose a .json file exported from Bartholdi."))
