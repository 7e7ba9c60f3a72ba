"""Nearly the same texts are found, others are not, and many alike do not make countless pairs."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.eligibility import Item, Pair, Person, duplicates
from bartholdi.cores.eligibility.alike.shingles import closeness, near, shingles

WORDS = [f"word{index}" for index in range(400)]
TEXT = " ".join(WORDS[:120])
CHANGED = TEXT.replace("word50", "another").replace("word90", "another")
ADA = Person(name="Ada Li", email="ada@x.example", organisation="CNRS")


def found(*items: Item) -> list[Pair]:
    return duplicates(items)


def test_the_same_person_with_the_same_project_is_strong() -> None:
    one = Item(key="a", title="Quantum law: a study", people=(ADA,))
    two = Item(key="b", title="QUANTUM LAW – A Study", people=(Person(email="ADA@x.example"),))
    assert found(two, one) == [Pair("a", "b", ("email", "title"), "strong")]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (Item(key="a", people=(ADA,)), Item(key="b", people=(ADA,)), [Pair("a", "b", ("email", "name"), "likely")]),
        (
            Item(key="a", people=(Person(name="Li, Ada", organisation="C.N.R.S"),)),
            Item(key="b", people=(Person(name="Ada LÏ", organisation="c n r s"),)),
            [Pair("a", "b", ("name",), "possible")],
        ),
        (Item(key="a", people=(Person(name="Ada Li"),)), Item(key="b", people=(Person(name="Ada Li"),)), []),
        (Item(key="a", title="Été"), Item(key="b", title="ete"), [Pair("a", "b", ("title",), "likely")]),
        (Item(key="a", abstract=TEXT), Item(key="b", abstract=TEXT), [Pair("a", "b", ("abstract",), "likely", 100)]),
        (Item(key="a", abstract=TEXT), Item(key="b", abstract=CHANGED), [Pair("a", "b", ("abstract",), "likely", 90)]),
        (Item(key="a", abstract="Too short."), Item(key="b", abstract="Too short."), []),
        (Item(key="a"), Item(key="b"), []),
    ],
)
def test_each_sign_is_named_with_its_strength(one: Item, two: Item, expected: list[Pair]) -> None:
    assert found(one, two) == expected


def test_many_alike_are_each_paired_with_the_first() -> None:
    items = [Item(key=f"{index:05}", title="Test", abstract=TEXT) for index in range(2_000)]
    pairs = duplicates(items)
    assert len(pairs) == 1_999
    assert {(pair.first, pair.strength) for pair in pairs} == {("00000", "strong")}


texts = st.lists(st.sampled_from(WORDS[:60]), min_size=30, max_size=60).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=2, max_size=8), st.data())
def test_texts_of_which_most_is_shared_are_found_as_comparing_each_with_each_would(
    given_texts: list[str], data: st.DataObject
) -> None:
    copied = data.draw(st.sampled_from(given_texts))
    cuts = [shingles(text) for text in (*given_texts, copied + " and a few words more")]
    pairs = set(near(cuts))
    for one, two in combinations(range(len(cuts)), 2):
        if closeness(cuts[one], cuts[two]) >= 90:
            assert (one, two) in pairs


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(Item, key=st.sampled_from("abcdefgh"), title=st.sampled_from(["", "A", "B"]), abstract=texts), max_size=8, unique_by=lambda item: item.key), st.randoms())  # fmt: skip
def test_the_order_of_items_changes_nothing(items: list[Item], chance: Random) -> None:
    assert duplicates(chance.sample(items, len(items))) == duplicates(items)
