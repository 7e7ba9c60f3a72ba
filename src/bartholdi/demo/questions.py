"""The questionnaires of the demonstration office: files beside this one, imported and published as an officer would."""

from pathlib import Path

from bartholdi.office.accounts.models import User
from bartholdi.office.questionnaires import services
from bartholdi.office.questionnaires.models import Purpose, Questionnaire

FOLDER = Path(__file__).parent / "questionnaires"
NAMES = {"chateaubriand-stem": ("Chateaubriand STEM: application", "Chateaubriand sciences\u00a0: candidature")}


def publish_all(by: User) -> None:
    """Once: an office that has questionnaires keeps its own."""
    if Questionnaire.objects.exists():
        return
    for name, (english, french) in NAMES.items():
        made = services.create(name_en=english, name_fr=french, purpose=Purpose.APPLICATION, by=by)
        services.import_spec(made, content=(FOLDER / f"{name}.json").read_bytes(), version=made.version, by=by)
        services.publish(made, version=made.version, by=by)
