"""The antivirus hook, against a small daemon that speaks clamd's INSTREAM on loopback."""

import socketserver
import struct
import threading
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from bartholdi.office.lib.antivirus import refuse_infected
from bartholdi.office.lib.workflow import Refused


class Daemon(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        stream = self.request.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", stream.read(4))[0]:
            content += stream.read(size)
        self.request.sendall(b"stream: Eicar-Test-Signature FOUND\0" if b"virus" in content else b"stream: OK\0")


@pytest.fixture
def clamd(settings: Settings) -> Iterator[None]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Daemon) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.CLAMD = f"127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()
        thread.join()


def test_a_clean_file_passes(clamd: None) -> None:
    refuse_infected(SimpleUploadedFile("cv.pdf", b"clean" * 200_000))


def test_an_infected_file_is_refused(clamd: None) -> None:
    with pytest.raises(Refused, match="A virus was found in this file"):
        refuse_infected(SimpleUploadedFile("cv.pdf", b"a virus"))


def test_no_file_is_taken_while_the_daemon_does_not_answer(settings: Settings) -> None:
    settings.CLAMD = "127.0.0.1:9"
    with pytest.raises(Refused, match="cannot be checked for viruses just now"):
        refuse_infected(SimpleUploadedFile("cv.pdf", b"clean"))


def test_without_a_daemon_nothing_is_asked(settings: Settings) -> None:
    settings.CLAMD = ""
    refuse_infected(SimpleUploadedFile("cv.pdf", b"a virus"))
