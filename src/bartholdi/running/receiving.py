"""`bartholdi receive`: a mail server pipes each e-mail for sealed dispatches into it; the exit code tells the server what to do.

In Postfix's `master.cf`, for example: `sealed unix - n n - 1 pipe flags=R user=bartholdi argv=/path/to/bartholdi receive`.
"""

import logging
import os
import sys
from typing import BinaryIO

import django

LARGEST = 26_000_000  # octets: 18 MB of sealed file, in Base64


def receive(source: BinaryIO) -> int:
    """0: taken in. Else the sentence for whoever sent it, and a code of sysexits: 65 not taken, 67 no such mailbox, 75 later."""
    octets = source.read(LARGEST + 1)
    django.setup()
    from django.db import DatabaseError

    from bartholdi.office.dispatches.services import arriving
    from bartholdi.office.dispatches.services.receiving import Unknown
    from bartholdi.office.journal.acts import System
    from bartholdi.office.lib.workflow import Refused

    try:
        arriving.mail(octets, by=System("mail"))
    except Unknown as refused:
        return _say(str(refused), os.EX_NOUSER)
    except Refused as refused:
        return _say(str(refused), os.EX_DATAERR)
    except (DatabaseError, OSError):  # full, locked or away: the mail server keeps the e-mail and comes back
        logging.getLogger(__name__).exception("The e-mail was not taken in")
        return _say("The office cannot take this e-mail in now. Try again later.", os.EX_TEMPFAIL)
    return os.EX_OK


def _say(sentence: str, code: int) -> int:
    print(f"bartholdi: {sentence}", file=sys.stderr)
    return code
