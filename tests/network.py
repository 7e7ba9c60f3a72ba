"""Keeps the tests off the network: a connection to anything but this machine is a fault of the test."""

import ipaddress
import socket
from typing import Any


class Offline(AssertionError):
    """A test tried to leave this machine."""


def only_loopback() -> None:
    connect = socket.socket.connect
    connect_ex = socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any) -> None:
        _require_loopback(self, address)
        return connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        _require_loopback(self, address)
        return connect_ex(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign]
    socket.socket.connect_ex = guarded_ex  # type: ignore[method-assign]


def _require_loopback(self: socket.socket, address: Any) -> None:
    if self.family == socket.AF_UNIX or _is_loopback(str(address[0])):
        return
    raise Offline(f"a test tried to reach {address[0]}: tests use only servers on loopback")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
