"""The production server (gunicorn, threads, static files by whitenoise) and the background work beside it."""

import socket
import struct
import sys
from typing import Any

import django
from django.conf import settings
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import TConn, ThreadWorker

PATIENCE = 30  # seconds without a byte: a telephone that lost its network in mid-form must not keep a thread for ever


class Worker(ThreadWorker):
    """gunicorn's threads, which would wait for the rest of a request until the machine is switched off."""

    def enqueue_req(self, conn: TConn) -> None:
        impatient(conn.sock, PATIENCE)
        super().enqueue_req(conn)


def impatient(connection: socket.socket, seconds: int) -> None:
    """Kept by the system, because gunicorn sets Python's own time-out back at each request."""
    for way in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        connection.setsockopt(socket.SOL_SOCKET, way, struct.pack("ll", seconds, 0))


class Server(BaseApplication):
    """gunicorn told by us instead of by a file or a command line."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from bartholdi.wsgi import application

        return application


def serve(host: str, port: int, *, processes: int, threads: int) -> None:
    """Serve until stopped. SQLite has one writer at a time: one process, which does the background work too."""
    Server(
        {
            "bind": f"{host}:{port}",
            "worker_class": Worker,
            "workers": 1 if settings.SQLITE else processes,
            "threads": threads,
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 5,
            "forwarded_allow_ips": "127.0.0.1,::1",
            "control_socket_disable": True,
            "loglevel": "warning" if settings.DEMO else "info",
            "post_worker_init": _begin,
        }
    ).run()


def work() -> None:
    """Do the background work in this process until stopped."""
    django.setup()
    from bartholdi.office.lib import background

    background.run_worker()


def _begin(worker: Any) -> None:
    """In each process, once Django stands."""
    from django.db import DatabaseError

    from bartholdi.faces.website.address import keep_address
    from bartholdi.office.lib import background

    try:
        keep_address()
    except DatabaseError as error:
        print(f"bartholdi: the database is not ready ({error}). Run `bartholdi migrate`, then start again.", file=sys.stderr)
    if settings.SQLITE:
        background.start_thread()
