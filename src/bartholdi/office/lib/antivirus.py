"""Asks a clamd daemon about a file (INSTREAM), where settings.CLAMD names one; closed when it does not answer."""

import socket
import struct

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from bartholdi.office.lib.workflow import Refused

PIECE = 256 * 1024


def refuse_infected(upload: File[bytes]) -> None:
    """Refuses a file in which a virus is found, and any file while the daemon does not answer."""
    if not settings.CLAMD:
        return
    try:
        answer = ask(settings.CLAMD, upload)
    except OSError as error:
        raise Refused(
            _("Files cannot be checked for viruses just now, so none can be taken. Please try again in a few minutes.")
        ) from error
    if not answer.endswith("OK"):
        raise Refused(_("A virus was found in this file, so it was not kept. Check your computer, then choose another file."))


def ask(address: str, upload: File[bytes]) -> str:
    """The daemon's answer, such as `stream: OK`; `address` is host:port or the path of a socket. Raises OSError."""
    with _connection(address) as daemon:
        daemon.sendall(b"zINSTREAM\0")
        upload.seek(0)
        for piece in iter(lambda: upload.read(PIECE), b""):
            daemon.sendall(struct.pack("!L", len(piece)) + piece)
        daemon.sendall(struct.pack("!L", 0))
        answer = daemon.makefile("rb").read(4096)
    if not answer:
        raise ConnectionError("clamd closed the connection without an answer")
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connection(address: str) -> socket.socket:
    if address.startswith("/"):
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(30)
        daemon.connect(address)
        return daemon
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host or "127.0.0.1", int(port)), timeout=30)
