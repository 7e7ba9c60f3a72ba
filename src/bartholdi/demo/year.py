"""What the people of the demonstration have done before the visitor comes: letters in every state, and a lived-in journal."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bartholdi.demo.site import Made
from bartholdi.office.accounts import roles
from bartholdi.office.accounts import services as accounts
from bartholdi.office.accounts.models import User
from bartholdi.office.notices import services as notices
from bartholdi.office.notices.models import Notice

People = dict[str, User]
CALL, EVENT, EVENING = "calls/chateaubriand-stem", "events/innovation-day-cold", "stories/science-happy-hour"


def live(people: People, made: Made) -> None:
    keep_accounts(people)
    remind_of_call(people, made)
    invite(people, made)
    thank(people, made)


def keep_accounts(people: People) -> None:
    """A volunteer came and left; the editor stood in for an officer in the summer; a doctoral student went to Paris and back."""
    administrator, editor = people["administrator"], people["editor"]
    volunteer = accounts.create(
        email="volunteer@bartholdi.example",
        name="Tristan Vauquelin-Ames",
        language="fr",
        given=(roles.OFFICER,),
        by=administrator,
    )
    accounts.give_role(editor, roles.OFFICER, by=administrator)
    accounts.take_role(editor, roles.OFFICER, by=administrator)
    accounts.take_role(volunteer, roles.OFFICER, by=administrator)
    accounts.deactivate(volunteer, by=administrator)
    traveller = people["applicant_us"]
    for zone in ("Europe/Paris", traveller.zone):
        accounts.change_profile(traveller, name=traveller.name, language=traveller.language, zone=zone, by=traveller)


def remind_of_call(people: People, made: Made) -> None:
    officer = people["officer_washington"]
    letters = {
        key: _write("call_reminder", people[key], made, officer) for key in ("applicant_us", "applicant_france", "stranger")
    }
    notices.hold(letters["stranger"], by=officer)
    notices.cancel(letters["stranger"], by=officer)


def invite(people: People, made: Made) -> None:
    """Half of them wait for the director's eye."""
    officer, director = people["officer_boston"], people["director"]
    later = timezone.now() + timedelta(days=5)
    held = [_write("event_invitation", people[key], made, officer, held=True) for key in ("reviewer", "referee", "applicant_us")]
    for key in ("applicant_france", "auditor"):
        _write("event_invitation", people[key], made, officer, not_before=later)
    first = held[0]
    added = f"{first.body}\n\nP.-S. Il reste deux places à la visite du laboratoire des matériaux magnétiques."
    notices.edit(first, subject=first.subject, body=added, version=first.version, by=director)
    notices.release(held[1], by=director)


def thank(people: People, made: Made) -> None:
    officer = people["officer_boston"]
    for key in ("applicant_france", "referee"):
        _write("thanks", people[key], made, officer)


def _write(kind: str, reader: User, made: Made, officer: User, **when: Any) -> Notice:
    call, event, evening = (made[key, reader.language] for key in (CALL, EVENT, EVENING))
    contexts = {
        "call_reminder": {"call": call.title, "call_path": call.url, "closes": call.closing, "zone": call.clock},
        "event_invitation": {
            "event": event.title,
            "event_path": event.url,
            "starts": event.starts,
            "zone": event.zone,
            "place": event.place,
        },
        "thanks": {"event": evening.title, "story_path": evening.url},
    }
    return notices.queue(
        f"demo.{kind}",
        to=reader.email,
        label=reader.name,
        language=reader.language,
        context={"name": reader.name, "by": officer.name, **contexts[kind]},
        by=officer,
        reply_to=officer.email,
        **when,
    )
