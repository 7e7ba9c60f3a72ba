"""Invented reviewers and applications, and an encoder simple enough to check by hand."""

from collections.abc import Sequence

import numpy as np

from bartholdi.cores.matching.affinity import Reviewer, Text
from bartholdi.cores.matching.affinity.words import words

GLACIER = Text("p1", "Glacier melt in the Alps", "Radar measurements of glacier melt and of the flow of ice in alpine valleys.")
ICE = Text("p2", "Ice cores", "Ice cores drilled from a glacier tell the temperature of past centuries.")
GENES = Text("p3", "Gene editing of wheat", "Editing genes of wheat makes the plant resist drought and rust.")
ROMAN = Text("p4", "Les villes romaines", "Les villes romaines de la Gaule et leurs aqueducs, vus par les fouilles récentes.")
ANN = Reviewer("ann", (GLACIER, ICE))
BOB = Reviewer("bob", (GENES,))
CLO = Reviewer("clo", (ROMAN,))
NEW = Reviewer("new", ())
EVERYONE = (ANN, BOB, CLO, NEW)
MELT = Text("a1", "Melting glaciers", "How fast do alpine glaciers melt? Radar shows the flow of the ice.")
AQUEDUCT = Text("a2", "Aqueducs romains", "Les aqueducs des villes romaines de Gaule, par de nouvelles fouilles.")


class Letters:
    """How often each letter of the first words occurs: texts that share words are near."""

    name = "letters"
    dimension = 26

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for letter in "".join(words(text)):
                if "a" <= letter <= "z":
                    found[row, ord(letter) - ord("a")] += 1
        return found
