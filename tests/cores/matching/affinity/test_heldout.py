"""The gate: held-out texts find their authors, French theses their English versions, no worse than when the mix was chosen."""

import numpy as np
import pytest

from bartholdi.cores.matching.affinity import Matcher, Memory, affinities, embedded
from bartholdi.cores.matching.affinity.packaged import Packaged
from benchmarks import heldout

DATA = heldout.folder()


@pytest.mark.long
@pytest.mark.skipif(DATA is None, reason="the held-out texts are not on this machine")
def test_held_out_texts_find_their_authors_and_theses_their_translations() -> None:
    assert DATA is not None
    encoder = Packaged()
    store = Memory(encoder)
    held = [each for each in heldout.heldout(DATA, fields=True) if each.half == "report"]
    matcher = Matcher.of(heldout.reviewers(DATA, fields=True), encoder, store)
    found = affinities(matcher, [each.text for each in held])
    told = heldout.figures(heldout.ranks(found.scores, found.reviewers, held))
    assert [told["first"] >= 0.72, told["first ten"] >= 0.92, told["MRR"] >= 0.80] == [True, True, True], told
    french, english = (embedded(side, encoder, store) for side in zip(*heldout.theses(DATA), strict=True))
    likeness = french @ english.T
    places = (likeness >= np.diag(likeness)[:, None]).sum(axis=1)
    assert ((places <= 1).mean() >= 0.98, (places <= 5).mean() >= 0.99) == (True, True)
    writers, asked = heldout.across(DATA)
    mixed = affinities(Matcher.of(writers, encoder, store), asked).scores
    places = (mixed >= np.diag(mixed)[:, None]).sum(axis=1)
    assert ((places <= 1).mean() >= 0.96, (places <= 5).mean() >= 0.99) == (True, True)
