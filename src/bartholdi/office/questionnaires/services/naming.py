"""A questionnaire begun, and given other names."""

from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib.words import clean_line
from bartholdi.office.questionnaires.models import Questionnaire
from bartholdi.office.questionnaires.permissions import POLICY
from bartholdi.office.questionnaires.starter import STARTER


def create(*, name_en: str, name_fr: str, purpose: str, by: Actor) -> Questionnaire:
    made = Questionnaire(name_en=clean_line(name_en), name_fr=clean_line(name_fr), purpose=purpose, draft=STARTER)
    made.edited_by = str(by)[:200]
    with act("questionnaires.create", made, by=by, policy=POLICY):
        pass
    return made


def rename(questionnaire: Questionnaire, *, name_en: str, name_fr: str, by: Actor) -> None:
    with act("questionnaires.rename", questionnaire, by=by, policy=POLICY):
        questionnaire.name_en, questionnaire.name_fr = clean_line(name_en), clean_line(name_fr)
