"""Tells a disk that takes no more, or fails, from every other fault: people can be told that their words must wait where they are."""

from __future__ import annotations

import errno
import sqlite3

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
POSTGRES_FULL = "53100"  # disk_full, as its driver says it, which an office on SQLite does not load
SQLITE_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def takes_no_more(fault: BaseException | None) -> bool:
    """Of this fault, or of one that led to it."""
    while fault is not None:
        match fault:
            case OSError(errno=number) if number in FULL:
                return True
            case Exception() if getattr(fault, "sqlstate", None) == POSTGRES_FULL:
                return True
            case sqlite3.Error() if getattr(fault, "sqlite_errorcode", 0) & 0xFF in SQLITE_FULL:
                return True
        fault = fault.__cause__ or fault.__context__
    return False
