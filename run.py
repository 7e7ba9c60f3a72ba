#!/usr/bin/env python3
"""The commands of the project: `python3 run.py demo`, `python3 run.py test`, and what the Makefile calls."""

import sys

# Only what every Python 3 can read may stand in this file: an old one must get as far as this sentence.
if sys.version_info < (3, 11):
    sys.exit("Bartholdi needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])

import signal

from tools import commands
from tools.say import Trouble

if __name__ == "__main__":
    for stop in (signal.SIGINT, signal.SIGTERM):  # a stopped run must stop its PostgreSQL too, also where a shell ignores Ctrl-C
        signal.signal(stop, signal.default_int_handler)
    try:
        sys.exit(commands.main(sys.argv[1:]))
    except Trouble as trouble:
        sys.exit("run.py: %s" % trouble)
    except KeyboardInterrupt:
        sys.exit(130)
