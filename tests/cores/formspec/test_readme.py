"""What README says of the format is true."""

import re
from pathlib import Path

import bartholdi.cores.formspec as library
from bartholdi.cores.formspec import check, loads, say, where
from bartholdi.cores.formspec.kinds import KINDS

README = (Path(library.__file__).parent / "README.md").read_text()


def test_its_spec_is_one() -> None:
    spec = loads(README.partition("```json\n")[2].partition("```")[0])
    assert check(spec, {"area": "stem", "why": "x"}).hidden == {"why": "x"}
    (fault,) = check(spec, {"area": "nothing"}).faults
    assert (where(spec, fault, "fr"), say(fault, "en")) == ("Domaine", "This answer is not one of those offered. Choose again.")


def test_it_names_every_kind_and_each_of_its_options() -> None:
    rows = {cells[1].strip(" `"): cells[2] for line in README.split("\n") if len(cells := line.split("|")) == 5}
    assert [kind for kind in KINDS if kind not in rows] == []
    shared = {"long_text": "text", "choices": "choice", "files": "file"}
    for name, kind in KINDS.items():
        named = set(re.findall(r"`([a-z_]+)", rows[name] + rows.get(shared.get(name, ""), "")))
        assert [option for option in kind.options if option not in named] == [], name


def test_everything_it_lists_can_be_imported() -> None:
    listed = set(re.findall(r"`([a-z]+)\(", README))
    assert listed - {"counting"} <= set(library.__all__)
