"""Computing in a process of its own: the answer comes back, progress is told on the way, and a death is told as such."""

import io
import json
import os
import sys

import pytest

from bartholdi.office.lib import apart

HERE = "tests.office.lib.test_apart"


def doubled(given, told):
    told(1, 2, "half")
    sys.stdout.write("a library that chats\n")
    return {"sum": sum(given) * 2, "path": len(sys.path) > 0}


def died(given, told):
    sys.stdout.write("why it died\n")
    sys.stdout.flush()
    os._exit(3)


def test_the_answer_and_the_progress_come_back():
    heard = []
    assert apart.run(f"{HERE}:doubled", [1, 2], told=lambda *facts: heard.append(facts)) == {"sum": 6, "path": True}
    assert heard == [(1, 2, "half")]


def test_a_death_is_told_with_the_last_words():
    with pytest.raises(apart.Broken, match="why it died"):
        apart.run(f"{HERE}:died", list(range(200_000)))


def test_the_child_speaks_in_lines_that_no_library_can_take_for_its_own(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps([2])))
    apart.main(f"{HERE}:doubled")
    assert [line[:1] for line in capsys.readouterr().out.splitlines() if line] == ["\x02", "a", "\x03"]
