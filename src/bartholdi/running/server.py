"""The production server (gunicorn, threads, static files by whitenoise) and the background work beside it."""

import ctypes
import gc
import selectors
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

import django
from django.conf import settings
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import TConn, ThreadWorker

from bartholdi.running.unneeded import leave_out

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

ARRIVED = "bartholdi.arrived"  # in the WSGI environ: faces/ui/arrival.py reads it
CONNECTIONS = 4_000  # in each process: one that is not accepted has not arrived, and the last minute brings many at once
LAST_RECEIVED = 52  # where Linux's `struct tcp_info` says how many milliseconds ago the newest bytes came
M_ARENA_MAX = -8  # of glibc’s malloc.h
PATIENCE = 30  # seconds without a byte: a telephone that lost its network in mid-form must not keep a thread for ever


class Worker(ThreadWorker):
    """gunicorn's threads, which would wait for the rest of a request until the machine is switched off.

    A connection waits for its first byte in the main loop. When it is seen, the system is asked when the bytes came: that is when the
    request arrived, however many others wait for a thread before it, and though the loop itself has to wait for a processor in the
    last minute of a call. A connection that a browser opened in advance has not arrived yet.
    """

    def enqueue_req(self, conn: TConn) -> None:
        if not conn.initialized and not conn.data_ready:
            self._wait_for_first_byte(conn)
            return
        conn.arrived = time.time() - age(conn.sock)
        impatient(conn.sock, PATIENCE)
        super().enqueue_req(conn)

    def _wait_for_first_byte(self, conn: TConn) -> None:
        """As gunicorn itself does with a connection that stays silent."""
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + PATIENCE
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle(self, conn: TConn) -> Any:
        """In a thread, which is this request's alone until it is answered."""
        _now.arrived = getattr(conn, "arrived", None)
        return super().handle(conn)


_now = threading.local()


def stamping(application: Application) -> Application:
    """Hands on when the request arrived."""

    def stamped(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if arrived := getattr(_now, "arrived", None):
            environ[ARRIVED] = arrived
        return application(environ, start_response)

    return stamped


def age(connection: socket.socket) -> float:
    """For how many seconds the newest bytes have lain here unread; 0 where the system does not tell."""
    try:
        (milliseconds,) = struct.unpack_from("=I", connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 64), LAST_RECEIVED)
    except (AttributeError, OSError, struct.error):  # not Linux, or not TCP
        return 0.0
    return min(milliseconds / 1_000, PATIENCE)


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

        return stamping(application)


def serve(host: str, port: int, *, processes: int, threads: int) -> None:
    """Serve until stopped. On SQLite one of the processes does the background work too."""
    stay_small()
    Server(
        {
            "bind": f"{host}:{port}",
            "worker_class": Worker,
            "workers": processes if settings.PRODUCTION else 1,  # elsewhere the cache is each process's own
            "threads": threads,
            "worker_connections": CONNECTIONS,
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
    stay_small()
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
    get_resolver().url_patterns  # noqa: B018  reads every face now, and not while the first visitor waits
    settle()


def stay_small() -> None:
    """Where the system's allocator gives each thread a heap of its own, what they free lies about in all of them: two heaps are enough."""
    leave_out(postgres=not settings.SQLITE)
    with suppress(OSError, AttributeError):  # another system, another allocator
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def settle() -> None:
    """What is loaded stays until the end: looking through it for waste, again and again, was a tenth of what a page costs."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
