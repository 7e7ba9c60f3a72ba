"""`bartholdi match` on the files of its guide, on what people get wrong, and without an office."""

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bartholdi.cli import main

ROOT = Path(__file__).resolve().parents[3]
GUIDE = ROOT / "docs" / "guides" / "matching.md"
FILES = GUIDE.with_suffix("")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def match(*arguments: object) -> int:
    return main(["match", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the guide's files, and the current folder."""
    for file in FILES.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_of_the_guide_do_what_it_says(folder: Path) -> None:
    commands = re.findall(r"^bartholdi (match (?:fit|assign|calibrate|select|meet) .*)$", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert len(commands) == 7
    for command in commands:
        assert main(shlex.split(command)) == 0
    scores, assigned = (rows((folder / name).read_text()) for name in ("scores.csv", "assigned.csv"))
    assert [row["reviewer"] for row in scores if row["rank"] == "1"] == ["Adler", "Bonnet", "Chen", "Diallo"]
    assert scores[0]["nearest"].startswith("p1: A record of Alpine temperature")
    assert len(assigned) == 8
    assert ("A03", "Chen") not in {(row["application"], row["reviewer"]) for row in assigned}
    ranking = rows((folder / "ranking.csv").read_text())
    assert [row["rank"] for row in ranking] == [str(place) for place in range(1, 13)]
    assert rows((folder / "reviewers.csv").read_text())[0]["reviewer"] == "Adler"
    plan, repaired = (rows((folder / name).read_text()) for name in ("plan.csv", "repaired.csv"))
    stays = [row for row in plan if int(row["slot"]) < 3 or "h2" not in row["members"].split(" | ")]
    assert [row for row in repaired if not row["new"]] == stays


def test_select_tells_who_is_funded_how_surely_and_with_what_proof(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert match("calibrate", "marks.csv", "-o", "ranking.csv", "--draws", "draws.csv") == 0
    capsys.readouterr()
    asked = ("select", "candidates.csv", "budgets.csv", "--key", "item", "--values", "ranking.csv", "--limits", "limits.csv")
    assert match(*asked, "--draws", "draws.csv", "--reserve", 2, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    funded = [row["key"] for row in found["rows"] if row["funded"]]
    assert (len(funded), found["facts"]["funded"], found["facts"]["proven"]) == (6, 6, "yes")
    assert [row["reserve"] for row in found["rows"]][6:9] == [1, 2, None]
    assert {row["zone"] for row in found["rows"]} == {"in", "grey", "out"}
    spent = sum(float(row["cost France 2027"]) for row in found["rows"] if row["funded"])
    assert f"{36000 - spent:.2f}" == found["facts"]["left"]["France 2027"]


def test_json_goes_in_and_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "marks.json").write_text(json.dumps(rows((folder / "marks.csv").read_text())))
    assert match("calibrate", "marks.csv") == match("calibrate", "marks.json") == 0
    first, second = capsys.readouterr().out.split("item,", 2)[1:]
    assert first == second
    assert match("calibrate", "marks.json", "-o", "out.json") == 0
    assert match("select", "candidates.csv", "budgets.csv", "--key", "item", "--values", "out.json") == 0


def test_semicolons_and_decimal_commas_as_a_french_spreadsheet_saves_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\ufeffwho;whom;wish\r\ng1;h1;1,5\r\n"
    (folder / "wishes.csv").write_text(text, encoding="utf-8")
    assert match("meet", "people.csv", "wishes.csv", "--slots", 6, "--json") == 1  # h2, h3 and h4 must have one
    (folder / "people.csv").write_text("key\ng1\nh1\n")
    assert match("meet", "people.csv", "wishes.csv", "--slots", 6, "--json") == 0
    assert json.loads(capsys.readouterr().out)["facts"]["value"] == 1.5


MARKS, PEOPLE, WISHES = "item,reviewer,mark\n", "key,free,most,least\n", "who,whom,wish\n"
MEET = ("meet", "people.csv", "wishes.csv", "--slots", "6")
FIT = ("fit", "applications.csv", "publications.csv")
ASSIGN = ("assign", "scores.csv", "--conflicts", "conflicts.csv", "--reviewers", "reviewers.csv", "--kinds", "kinds.csv")
SCORES = "application,reviewer,score\n"
SELECT = ("select", "candidates.csv", "budgets.csv", "--key", "item", "--limits", "limits.csv")
CANDIDATES = "item,value,unit,cost France 2027\n"


@pytest.mark.parametrize(
    ("command", "file", "text", "said"),
    [
        (
            ("calibrate", "marks.csv"),
            "marks.csv",
            MARKS + "a,b,seven\n",
            "marks.csv, line 2, column “mark”: “seven” is not a number.",
        ),
        (("calibrate", "marks.csv"), "marks.csv", MARKS + "a,b,nan\n", "column “mark”: “nan” is not a finite number."),
        (
            ("calibrate", "marks.csv"),
            "marks.csv",
            MARKS + "a,b,1\n\na,b,2\n",
            "line 4, column “reviewer”: “b” has marked “a” already in marks.csv, line 2.",
        ),
        (("calibrate", "marks.csv"), "marks.csv", MARKS + ",b,1\n", "marks.csv, line 2, column “item” is empty."),
        (("calibrate", "marks.csv"), "marks.csv", MARKS + "a,b,1,2\n", "marks.csv, line 2: 4 cells, but 3 columns."),
        (("calibrate", "marks.csv"), "marks.csv", MARKS, "marks.csv: there is no line of data."),
        (
            ("calibrate", "marks.csv"),
            "marks.csv",
            "item,reviewer,Mark\na,b,1\n",
            "there is no column “mark”. There are: item, reviewer, Mark.",
        ),
        (("calibrate", "marks.csv"), "marks.csv", "item,item,mark\na,b,1\n", "line 1: two columns are called “item”."),
        (("calibrate", "marks.csv"), "marks.csv", MARKS + 'a,"b,1\n', "Check the quotes there."),
        (("calibrate", "marks.csv"), "marks.csv", MARKS + "\udcff,b,1\n", "marks.csv, line 2: this is not UTF-8."),
        (
            ("calibrate", "marks.csv"),
            "marks.csv",
            "item,reviewer,mark,low,high\na,b,9,1,5\n",
            "“9” is outside its scale, 1 to 5.",
        ),
        (
            ("calibrate", "marks.csv", "--criteria", "mark"),
            "marks.csv",
            MARKS + "a,b,1\n",
            "--criteria: “mark” is not NAME=WEIGHT.",
        ),
        (("calibrate", "marks.json"), "marks.json", "[{]", "marks.json, line 1, character 3: this is not JSON"),
        (("calibrate", "marks.json"), "marks.json", "3", "marks.json: this is not a list of objects."),
        (
            ("calibrate", "marks.json"),
            "marks.json",
            '[{"item": "a", "reviewer": "b", "mark": "x"}]',
            "marks.json, entry 1, column “mark”: “x” is not a number.",
        ),
        (
            FIT,
            "publications.csv",
            "reviewer,key,title\na,p,\n",
            "publications.csv, line 2, column “title” is empty, and so is the abstract.",
        ),
        (
            FIT,
            "applications.csv",
            "key,title,language\na,t,es\n",
            "applications.csv, line 2, column “language”: “es” is neither en nor fr.",
        ),
        (FIT, "applications.csv", "key,title\na,t\na,t\n", "column “key”: “a” stands already in applications.csv, line 2."),
        ((*FIT, "--best", "0"), "other", "", "--best: write 1 or more."),
        (ASSIGN[:2], "scores.csv", SCORES + "a,b,inf\n", "scores.csv, line 2, column “score”: “inf” is not a finite number."),
        (ASSIGN[:2], "scores.csv", SCORES + "a,b,1\na,b,1\n", "“b” has a score for “a” already in scores.csv, line 2."),
        (ASSIGN, "conflicts.csv", "application,reviewer\nA01,nobody\n", "“nobody” has no score with anybody."),
        (ASSIGN, "reviewers.csv", "key,side,most,least\nAdler,x,1,2\n", "column “least”: “2” is more than most, 1."),
        (ASSIGN, "kinds.csv", "attribute,is\nside,Spain\n", "“Spain” is the side of no reviewer."),
        ((*ASSIGN, "--gone", "zz"), "other", "", "--gone: “zz” has no score with anybody."),
        ((*ASSIGN, "--fixed", "conflicts.csv"), "other", "", "conflicts.csv: A03 and Chen are fixed, but in conflict."),
        (("calibrate", "none.csv"), "marks.csv", "", "none.csv: there is no such file."),
        (("calibrate", "."), "marks.csv", "", "this is a folder."),
        (("calibrate", "marks.csv", "-o", "x.pdf"), "other", "", "x.pdf: what shall it be?"),
        (
            SELECT,
            "candidates.csv",
            CANDIDATES + "a,1,u,12.345\n",
            "candidates.csv, line 2, column “cost France 2027”: “12.345” is not an amount.",
        ),
        (SELECT, "candidates.csv", CANDIDATES + "a,-1,u,12\n", "column “value”: “-1” is below 0."),
        (SELECT, "candidates.csv", CANDIDATES + "a,1,u,1\na,1,u,2\n", "comes twice."),
        (
            SELECT,
            "candidates.csv",
            "item,value,cost Spain\na,1,2\n",
            "candidates.csv, line 2: no budget is called “Spain”. There are: France 2027, United States 2027.",
        ),
        (
            SELECT,
            "candidates.csv",
            CANDIDATES + "a,1,u,1\n",
            "limits.csv, line 3, column “attribute”: “field” is no column of the candidates.",
        ),
        (
            SELECT,
            "limits.csv",
            "attribute,is,low,high\nunit,Lyon,2,1\n",
            "limits.csv, line 2, column “high”: “1” is below low, 2.",
        ),
        (SELECT, "limits.csv", "attribute,is\nunit,Rome\n", "“Rome” is not the unit of any candidate."),
        (MEET, "people.csv", PEOPLE + "a,7,,\n", "people.csv, line 2, column “free”: “7” is outside slots 1 to 6."),
        (MEET, "people.csv", PEOPLE + "a,x,,\n", "“x” is not a slot."),
        (MEET, "people.csv", PEOPLE + "a,,1,2\n", "column “most”: “1” is below least, 2."),
        (MEET, "people.csv", PEOPLE + "a,,1.5,2\n", "column “most”: “1.5” is not a whole number."),
        (
            MEET,
            "people.csv",
            PEOPLE + "a,,,\na,,,\n",
            "people.csv, line 3, column “key”: “a” stands already in people.csv, line 2.",
        ),
        (MEET, "people.csv", PEOPLE + "a|b,,,\n", "people.csv, line 2, column “key”: “a|b” holds a bar."),
        (MEET, "wishes.csv", WISHES + "g1,zz,1\n", "wishes.csv, line 2, column “whom”: “zz” is not among the people."),
        (MEET, "wishes.csv", WISHES + "g1,g1,1\n", "column “whom”: “g1” is the same person."),
        (MEET, "wishes.csv", WISHES + "g1,h1,1\ng1,h1,2\n", "wishes.csv, line 3, column “whom”: “h1” is wished twice by g1."),
        ((*MEET, "--gone", "zz"), "other", "", "--gone: “zz” is not in people.csv."),
        (
            (*MEET, "--groups", "groups.csv"),
            "groups.csv",
            "members,weight\ng1 | g2,1\n",
            "“g1 | g2” are not three or more different people.",
        ),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], file: str, text: str, said: str
) -> None:
    candidates = rows((folder / "candidates.csv").read_text())
    pairs = "".join(
        f"A0{place},{reviewer},{place}\n" for place in (1, 2, 3, 4) for reviewer in ("Adler", "Bonnet", "Chen", "Diallo")
    )
    (folder / "scores.csv").write_text(SCORES + pairs)
    valued = [{"value": "1", **row} for row in candidates]
    out = io.StringIO()
    lines = csv.DictWriter(out, valued[0])
    lines.writeheader()
    lines.writerows(valued)
    (folder / "candidates.csv").write_text(out.getvalue(), newline="")
    (folder / file).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert match(*command) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n"), said in told.err) == ("", 1, True), told.err


@pytest.mark.parametrize(
    ("command", "file", "text", "said"),
    [
        (
            ("calibrate", "marks.csv"),
            "marks.csv",
            MARKS + "a,b,1\nc,d,2\n",
            "fall into 2 groups (of [1, 1]) that no reviewer joins",
        ),
        (("calibrate", "marks.csv"), "marks.csv", MARKS + "a,b,\n", "there is no mark at all."),
        (("calibrate", "marks.csv"), "marks.csv", MARKS + "a,b,3\n", "all marks are 3"),
        (("calibrate", "marks.csv"), "marks.csv", MARKS + "a,b,3\na,c,4\n", "are too few to tell severity from quality."),
        (ASSIGN[:4], "scores.csv", SCORES + "A03,Chen,1\nA03,b,1\n", "It is enough to have: A03 with 2 reviewers fewer."),
        (MEET, "people.csv", PEOPLE + "g1,1,,2\nh1,,,\nh2,,,\n", "It is enough to ask for: g1 1 fewer."),
        (
            (*MEET, "--plan", "plan.csv"),
            "plan.csv",
            "slot,table,members\n1,1,g1 | g2\n",
            "plan.csv is not a plan of these people and wishes",
        ),
    ],
)
def test_sound_data_that_allow_no_answer_are_refused_with_the_reason(
    folder: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], file: str, text: str, said: str
) -> None:
    if file == "people.csv":
        (folder / "wishes.csv").write_text(WISHES + "g1,h1,1\ng1,h2,1\n")
    (folder / file).write_text(text)
    assert match(*command) == 1
    told = capsys.readouterr()
    assert (told.out, said in told.err) == ("", True), told.err


def test_contradictory_limits_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "candidates.csv").write_text("key,value,field,standing\na,1,x,fixed\nb,2,x,\n")
    (folder / "limits.csv").write_text("attribute,is,low,high\nfield,x,,0\n")
    assert match("select", "candidates.csv", "budgets.csv", "--limits", "limits.csv") == 1
    assert re.search(r"It is enough to relax: (a|field x) by 1\.", capsys.readouterr().err)


def test_partial_funding_and_wishes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "candidates.csv").write_text(
        "key,value,option,worth,cost fund\na,9,whole,,1 000.50\na,9,half,0.5,500.25\nb,8,whole,,600\n", encoding="utf-8"
    )
    (folder / "budgets.csv").write_text("purse,amount\nfund,1100.25\n")
    assert match("select", "candidates.csv", "budgets.csv") == 0
    assert [(row["key"], row["funded"], row["cost fund"]) for row in rows(capsys.readouterr().out)] == [
        ("a", "half", "500.25"),
        ("b", "whole", "600.00"),
    ]


def test_what_a_spreadsheet_would_compute_is_written_as_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "candidates.csv").write_text("key,value\n=1+1,1\n")
    assert match("select", "candidates.csv", "budgets.csv") == 0
    assert rows(capsys.readouterr().out)[0]["key"] == "'=1+1"


def test_groups_meet_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "groups.csv").write_text("members,weight\ng1 | g2 | h1,99\n")
    (folder / "fits.csv").write_text("one,other,fit\ng1,h1,0.5\n")
    assert match(*MEET, "--groups", "groups.csv", "--fits", "fits.csv") == 0
    assert "g1 | g2 | h1" in [row["members"] for row in rows(capsys.readouterr().out)]


@pytest.mark.parametrize("command", ["fit", "assign", "calibrate", "select", "meet"])
def test_help_shows_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        match(command, "--help")
    assert left.value.code == 0
    assert f"\n  bartholdi match {command} " in capsys.readouterr().out


def test_it_needs_neither_office_nor_settings_and_says_what_is_not_installed() -> None:
    without = (
        "import sys; sys.modules.update(dict.fromkeys({names!r}))\nfrom bartholdi.cli import main\nsys.exit(main(sys.argv[1:]))"
    )

    def run(*names: str) -> subprocess.CompletedProcess[str]:
        code = without.format(names=names)
        command = [sys.executable, "-c", code, "match", "calibrate", str(FILES / "marks.csv")]
        return subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]}, timeout=120)

    bare = run("django", "wagtail", "allauth", "babel")
    assert (bare.returncode, bare.stdout.splitlines()[0][:5]) == (0, "item,")
    poor = run("numpy")
    assert (poor.returncode, poor.stderr) == (2, "bartholdi match: numpy is not installed. Run: pip install 'bartholdi[match]'\n")
