"""A request has arrived when its first byte is there, however many wait for a thread before it."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

# One thread, and an application that says when the request arrived and, asked for /slow, takes its time.
SERVER = """
import json, sys, time
from bartholdi.running import server

def application(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        time.sleep(3)
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps([environ.get(server.ARRIVED), time.time()]).encode()]

class Server(server.Server):
    def load(self):
        return server.stamping(application)

Server({"bind": f"127.0.0.1:{sys.argv[1]}", "worker_class": server.Worker, "workers": 1, "threads": 1, "keepalive": 5,
        "control_socket_disable": True, "loglevel": "error"}).run()
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    program = tmp_path_factory.mktemp("server") / "serve.py"
    Path(program).write_text(SERVER)
    with subprocess.Popen([sys.executable, str(program), str(number)], env={**os.environ, "PYTHONPATH": "src"}) as process:
        try:
            _wait(number)
            yield number
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _attempt in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


def opened(port: int) -> closing[http.client.HTTPConnection]:
    return closing(http.client.HTTPConnection("127.0.0.1", port))


def ask(connection: http.client.HTTPConnection, path: str) -> None:
    connection.request("GET", path)


def told(connection: http.client.HTTPConnection) -> list[float]:
    found: list[float] = json.loads(connection.getresponse().read())
    return found


def test_who_waits_behind_a_slow_request_has_arrived_before_it_is_handled(port: int) -> None:
    with opened(port) as slow, opened(port) as quick:
        ask(slow, "/slow")
        time.sleep(0.3)
        before = time.time()
        ask(quick, "/")
        arrived, handled = told(quick)
        told(slow)
    assert arrived - before < 1
    assert handled - arrived > 1.5


def test_a_connection_opened_in_advance_has_not_arrived(port: int) -> None:
    with opened(port) as early:
        early.connect()
        time.sleep(0.6)
        before = time.time()
        ask(early, "/")
        arrived, _handled = told(early)
    assert -0.3 < arrived - before < 3


def test_each_request_of_one_connection_arrives_by_itself(port: int) -> None:
    stamps = []
    with opened(port) as one:
        for _each in range(2):
            ask(one, "/")
            stamps.append(told(one)[0])
            time.sleep(0.4)
    assert stamps[1] - stamps[0] > 0.2  # by a clock that the machine may set right meanwhile, by some milliseconds
