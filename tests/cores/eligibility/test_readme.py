"""What README says of the format is true."""

import json
import re
from pathlib import Path

import bartholdi.cores.eligibility as library
from bartholdi.cores.eligibility import dump, parse
from bartholdi.cores.eligibility.kinds import KINDS

README = (Path(library.__file__).parent / "README.md").read_text()


def test_its_rule_is_one() -> None:
    data = json.loads(README.partition("```json\n")[2].partition("```")[0])
    assert dump(parse(data)) == [{name: value for name, value in data[0].items() if name != "missing"}]


def test_it_names_every_kind_and_each_of_its_options() -> None:
    rows = {cells[1].strip(" `"): cells[2] for line in README.split("\n") if len(cells := line.split("|")) == 5}
    for name, kind in KINDS.items():
        named = set(re.findall(r"`([a-z_]+)`", rows[name]))
        assert [option for option in kind.options if option not in named] == [], name


def test_everything_it_lists_can_be_imported() -> None:
    assert set(re.findall(r"`([a-z_]+)\(", README)) <= set(library.__all__)
