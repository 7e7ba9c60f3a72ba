"""`bartholdi verify-journal`: reads the whole chain again, prints its head, and names every broken place."""

import sys

import django


def report(noted: str) -> int:
    django.setup()
    from bartholdi.office.journal.verify import verify

    verdict = verify(noted=noted)
    print(f"{verdict.head}  ({verdict.entries} entries)")
    for fault in verdict.faults:
        print(f"entry {fault.number}: {fault.sentence}", file=sys.stderr)
    if verdict.sound:
        print(
            "The journal is whole. Note this head elsewhere: `bartholdi verify-journal --head NUMBER:DIGEST` compares it later."
        )
    return 0 if verdict.sound else 1
