"""What stands between the server and Django."""

import io

import pytest

from bartholdi.wsgi import application


@pytest.mark.parametrize("kind", ["text/plain; charset=hex", "multipart/form-data; charset=rot13; boundary=x"])
def test_a_coding_that_is_no_alphabet_is_read_as_utf_8(kind: str) -> None:
    environ = {"REQUEST_METHOD": "GET", "QUERY_STRING": "q=%C3%89vry", "CONTENT_TYPE": kind, "wsgi.input": io.BytesIO()}
    assert application.request_class(environ).GET["q"] == "Évry"
