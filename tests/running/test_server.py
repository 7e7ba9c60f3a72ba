"""The server gives up on whoever falls silent."""

import socket
import time

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


def test_bytes_that_lay_unread_came_when_they_came() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door, socket.create_connection(door.getsockname()) as theirs:
        theirs.sendall(b"POST /")
        time.sleep(0.3)
        ours, _address = door.accept()
        with ours:
            assert 0.25 < server.age(ours) < 5


def test_where_the_system_does_not_tell_they_came_now() -> None:
    ours, theirs = socket.socketpair()  # not TCP
    with ours, theirs:
        assert server.age(ours) == 0


def test_gunicorn_hands_each_connection_to_our_worker_before_reading() -> None:
    assert server.Worker.enqueue_req is not ThreadWorker.enqueue_req
