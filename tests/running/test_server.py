"""The server gives up on whoever falls silent."""

import socket

import pytest
from gunicorn.workers.gthread import ThreadWorker

from bartholdi.running import server


def test_a_connection_that_falls_silent_is_given_up() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        server.impatient(ours, 1)
        ours.setblocking(True)  # as gunicorn does at each request
        theirs.sendall(b"POST /")
        assert ours.recv(100) == b"POST /"
        with pytest.raises(BlockingIOError):
            ours.recv(100)


def test_gunicorn_hands_each_connection_to_our_worker_before_reading() -> None:
    assert server.Worker.enqueue_req is not ThreadWorker.enqueue_req
