"""An edition published from the draft."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Fault, SpecError
from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import queries
from bartholdi.office.questionnaires.models import Edition, Questionnaire
from bartholdi.office.questionnaires.permissions import POLICY
from bartholdi.office.questionnaires.services.drafts import differs, require_same

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


def publish(questionnaire: Questionnaire, *, version: int, by: Actor) -> Edition:
    """`version` is the draft that the person has seen: nobody publishes what they have not read."""
    with act("questionnaires.publish", questionnaire, by=by, policy=POLICY) as running:
        require_same(questionnaire, version)
        try:
            spec = formspec.loads(questionnaire.draft)
        except SpecError as error:
            raise Faulty(error.faults)
        last = queries.newest(questionnaire)
        if last is not None and not differs(spec, last):
            raise Refused(
                gettext("Nothing was published: the draft says the same as edition %(number)s.") % {"number": last.number}
            )
        number = last.number + 1 if last else 1
        edition = Edition(questionnaire=questionnaire, number=number, spec=formspec.dump(spec), published_at=timezone.now())
        edition.save()
        questionnaire.pending = False
        running.note(edition=number, sha256=hashlib.sha256(formspec.dumps(spec).encode()).hexdigest())
    return edition
