"""The demonstration's texts: both languages, right typography, short sentences, links that lead somewhere."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bartholdi.demo import markup, sheets
from bartholdi.demo.people import PEOPLE
from bartholdi.demo.pictures import PICTURES

TODAY = date(2026, 11, 22)
PAGES = sheets.every(today=TODAY)
FILES = ["home", "office", "pictures", *(sheet.key for sheet in PAGES)]
WORDS = {"missions": (200, 350), "programmes": (200, 520), "stories": (250, 500), "plain": (150, 450), "portraits": (150, 300)}

MARKS = re.compile(r"^(\? |:::( \w+)?)|\]\(page:\S+\)", re.MULTILINE)  # what the reader of a page does not see
WRONG_IN_FRENCH = re.compile(
    r" [;:!?»]|[^\s\u202f][;!?»]|«[^\u202f]|[^\s\u00a0]:(?=\s)|\w'\w|\"|\d \d{3}\b|\d (?:euros|dollars|%)|\.\.\.|\bA (?=[a-z])|\bE(?=tat|tude)"
)
WRONG_IN_ENGLISH = re.compile(r"\w'\w|\"| [;:!?](?=\s)|[\u00a0\u202f«»]|\.\.\.|[^\n ]  ")


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def said(key: str, language: str) -> list[str]:
    """Every text of a file in one language."""
    if key == "pictures":
        return [words[language] for words in sheets.read(key).values()]
    if key == "office":
        data = sheets.read(key)
        return [*texts(data[language]), *(place[f"name_{language}"] for place in data["places"])]
    if key == "home":
        return list(texts(sheets.read(key)[language]))
    words = sheets.sheet(key, today=TODAY).words[language]
    years = [[name, note] for name, _since, _until, note in words.get("names", [])]  # the years of a name may be open
    return list(texts(words | {"names": years}))


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    return [shape(each) for each in value] if isinstance(value, list) else "text"


def skeleton(text: str) -> list[Any]:
    """The blocks of a text without its words: kinds, rows, questions, links."""
    return [
        (block["type"], re.sub(r"(?<=>)[^<]+", "", block["value"]) if block["type"] == "paragraphs" else shape(block["value"]))
        for block in markup.blocks(text, len)
    ]


def reading(text: str) -> list[str]:
    """The sentences of a text as a reader meets them: marks off, each item of a list on its own."""
    plain = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    lines = [re.sub(r"^(## |::: \w+ ?|\? |- |\d+\. )", "", line) for line in plain.splitlines()]
    parts = [part for line in lines for cell in line.split(" | ") for part in re.split(r"(?<=[.!?…])\s+", cell)]
    return [part for part in parts if re.search(r"\w", part)]


def count(text: str) -> int:
    return sum(len(re.findall(r"\w+(?:[’'-]\w+)*", sentence)) for sentence in reading(text))


@pytest.mark.parametrize("sheet", PAGES, ids=lambda sheet: sheet.key)
def test_both_languages_say_the_same_things(sheet: sheets.Sheet) -> None:
    assert shape(sheet.words["en"]) == shape(sheet.words["fr"])
    for name in ("body", "for_whom", "gets", "needed"):
        if name in sheet.words["en"]:
            assert skeleton(sheet.words["en"][name]) == skeleton(sheet.words["fr"][name])


@pytest.mark.parametrize("key", FILES)
@pytest.mark.parametrize("language", sheets.LANGUAGES)
def test_no_text_is_empty(key: str, language: str) -> None:
    assert said(key, language)
    assert all(text.strip() for text in said(key, language))


def faults(wrong: re.Pattern[str], text: str) -> list[str]:
    plain = MARKS.sub("", text)
    return [plain[max(0, found.start() - 20) : found.end() + 5] for found in wrong.finditer(plain)]


@pytest.mark.parametrize("key", FILES)
def test_french_is_set_as_the_french_set_it(key: str) -> None:
    assert [fault for text in said(key, "fr") for fault in faults(WRONG_IN_FRENCH, text)] == []


@pytest.mark.parametrize("file", sorted((sheets.FOLDER.parent / "letters").glob("*/*.fr.txt")), ids=lambda file: file.parent.name)
def test_letters_are_set_so_too(file: Path) -> None:
    words = re.sub(r"{{.*?}}|{%.*?%}", "x", file.read_text())
    assert faults(WRONG_IN_FRENCH, words) == []


@pytest.mark.parametrize("key", FILES)
def test_english_is_set_as_the_english_set_it(key: str) -> None:
    assert [fault for text in said(key, "en") for fault in faults(WRONG_IN_ENGLISH, text)] == []


@pytest.mark.parametrize(
    "text",
    ["Vraiment ?", "Vraiment?", "« oui »", "«oui»", "Voici : là", "Voici: là", "l'eau", "1 400", "20 euros", "A la fin", "Etat"],
)
def test_a_fault_of_french_is_caught(text: str) -> None:
    assert faults(WRONG_IN_FRENCH, text)


@pytest.mark.parametrize("sheet", [sheet for sheet in PAGES if sheet.section in {"missions", "programmes"}], ids=lambda s: s.key)
@pytest.mark.parametrize("language", sheets.LANGUAGES)
def test_sentences_are_short_enough_for_everybody(sheet: sheets.Sheet, language: str) -> None:
    long = [part for text in texts(sheet.words[language]) for part in reading(text) if count(part) > 35]
    assert long == []


@pytest.mark.parametrize("sheet", [sheet for sheet in PAGES if not sheet.is_list and sheet.section in WORDS], ids=lambda s: s.key)
@pytest.mark.parametrize("language", sheets.LANGUAGES)
def test_pages_are_neither_thin_nor_endless(sheet: sheets.Sheet, language: str) -> None:
    least, most = WORDS[sheet.section]
    words = [sheet.words[language][name] for name in ("body", "for_whom", "gets", "needed") if name in sheet.words[language]]
    assert least <= sum(map(count, words)) <= most


@pytest.mark.parametrize("sheet", PAGES, ids=lambda sheet: sheet.key)
def test_columns_are_wide_enough(sheet: sheets.Sheet) -> None:
    for words in sheet.words.values():
        assert len(words["summary"]) <= 400
        assert len(words.get("description", "")) <= 200
        assert all(len(words.get(name, "")) <= 300 for name in ("when", "until_when"))


def test_links_lead_to_pages_that_exist() -> None:
    there = {sheet.key for sheet in PAGES}
    linked = {key for sheet in PAGES for text in texts(sheet.words) for key in markup.links(text)}
    named = {key for sheet in PAGES for key in [*sheet.facts.get("related", []), *filter(None, [sheet.facts.get("programme")])]}
    assert (linked | named | {sheets.read("home")["lead_story"]}) - there == set()


def test_every_file_is_used() -> None:
    files = {path.relative_to(sheets.FOLDER).with_suffix("").as_posix() for path in sheets.FOLDER.rglob("*.toml")}
    files -= {file for file in files if file.startswith(("themes/", "dispatches/"))}  # read as folders
    files -= {"names", "reviews"}  # of the calls that are played
    assert {file.removesuffix("/_index") for file in files} == {*FILES}


def test_every_picture_is_drawn_and_described() -> None:
    shown = {sheet.facts["picture"] for sheet in PAGES if "picture" in sheet.facts}
    assert (set(sheets.read("pictures")), shown - set(PICTURES)) == (set(PICTURES), set())


@pytest.mark.parametrize(
    "sheet", [s for s in PAGES if s.section in {"portraits", "calls", "events"} and not s.is_list], ids=lambda s: s.key
)
def test_what_is_invented_says_so(sheet: sheets.Sheet) -> None:
    """The pages of portraits say so by themselves; calls and events in their words."""
    where = "description" if sheet.section == "portraits" else "body"
    assert re.search(r"invented|belong to the demonstration", sheet.words["en"][where])
    assert re.search(r"inventé|appartiennent à la démonstration", sheet.words["fr"][where])


def test_people_are_described_in_both_languages() -> None:
    assert [p.key for p in PEOPLE if not all((p.role_en, p.role_fr, p.blurb_en, p.blurb_fr))] == []
    assert len({p.email for p in PEOPLE}) == len({p.key for p in PEOPLE}) == len(PEOPLE)
    assert [p.email for p in PEOPLE if not p.email.endswith(".example")] == []
