"""Two mailboxes with keys, and a certifier that endorsed one of them, in an office that is served: `python -m tests.journeys.dispatch_office add FOLDER PORT`."""

import os
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import django

from bartholdi.running import demonstration

AUTHOR, SECOND, READER = "boston@bartholdi.example", "editor@bartholdi.example", "priya@lakeshore-university.example"
CERTIFIER = "CERTIFIER"
PHRASE = "sept mots que personne n’a écrits"


@dataclass(frozen=True)
class Keys:
    """Where the locked key files lie, as two holders would have them."""

    boston: Path
    lyon: Path


def add_mailboxes(folder: Path, site: str) -> None:
    """In a process of its own, since this one has the settings of the tests."""
    command = [sys.executable, "-m", "tests.journeys.dispatch_office", "add", str(folder), str(urlsplit(site).port)]
    subprocess.run(command, check=True, env=os.environ)


def keys_in(folder: Path) -> Keys:
    return Keys(folder / "boston.key", folder / "lyon.key")


def _add(folder: Path) -> None:
    from bartholdi.cores.sealing import keys
    from bartholdi.office.accounts.models import User
    from bartholdi.office.dispatches.services import certificates, log
    from tests.office.dispatches.sealers import a_certificate, a_key, a_mailbox, a_statement

    holders = {email: User.objects.get(email=email) for email in (AUTHOR, SECOND, READER)}
    boston = a_mailbox("BOSTON", holders=(holders[AUTHOR], holders[SECOND]), two_persons=True)
    lyon = a_mailbox("LYON", holders=(holders[READER],))
    for mailbox in (boston, lyon):
        log.append("published", a_certificate(mailbox), by=holders[AUTHOR])
        file = folder / f"{mailbox.post.lower()}.key"
        file.write_bytes(keys.locked(a_key(mailbox.post), PHRASE, secrets.token_bytes))
    log.append("published", a_certificate(a_mailbox(CERTIFIER, here=False, certifier=True)), by=holders[AUTHOR])
    endorsed = lyon.certificates.get()
    statement = a_statement(a_key(CERTIFIER), "endorsed", "LYON", bytes(endorsed.octets), endorsed.fingerprint)
    certificates.endorse(endorsed, statement, by=holders[AUTHOR])


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bartholdi.settings"
    demonstration._environment(Path(sys.argv[2]), int(sys.argv[3]))
    django.setup()
    _add(Path(sys.argv[2]))
