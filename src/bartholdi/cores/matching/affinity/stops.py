"""Words that say nothing of a subject, in English and in French: function words, and those of every abstract."""

from collections.abc import Mapping

_ENGLISH = """
a about above after again against all almost along already also although always am among an and another any are around as at be
became because become been before being below between both but by can cannot could did do does doing done down due during each
either else enough etc even every few first for from further had has have having he hence her here hers him his how however i if in
indeed into is it its itself just last later least less like likely made mainly make many may me might more moreover most much must
my namely near nearly neither never nor not now of off often on once one only onto or other others our out over own per perhaps
quite rather really respectively same second see seem several shall she should show shown shows since so some still such than that
the their theirs them then there thereby therefore these they third this those though three through throughout thus to together too
toward towards two under until up upon us use used useful uses using very via was we well were what when where whereas whether which
while who whole whom whose why will with within without would yet you your
abstract aim approach article based consider considered paper papers present presented project propose proposed provide research
result results study studied work works new
"""
_FRENCH = """
à afin ai aie ailleurs ainsi alors après assez au aucun aucune aujourd aussi autant autour autre autres aux auxquelles auxquels
avant avec avoir avons beaucoup bien car ce ceci cela celle celles celui cependant certain certaine certaines certains ces cet cette
ceux chaque chez ci comme comment concernant contre dans de depuis des desquelles desquels deux dès doit donc dont du duquel durant
elle elles en encore enfin ensuite entre est et étaient était étant été êtes être eux fait faire fois font furent hui hors ici il
ils jusqu jusque la là laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui ma mais malgré me même mêmes mes mieux
moins mon ne ni non nos notamment notre nous on ont or ou où par parce parfois parmi pas pendant peu peut peuvent plus plusieurs
plutôt pour pourquoi premier première presque près puis puisque qu quand quant que quel quelle quelles quelque quelques quels qui
quoi sa sans se selon sera seront ses seulement si sinon soient soit son sont sous souvent suivant sur surtout ta tandis tant te tel
telle telles tels toujours tous tout toute toutes travers très trois trop un une vers via vis vos votre vous vu étudier y
article chapitre étude étudié étudiée nouveau nouveaux nouvelle nouvelles partie permet permettent présente présenté projet proposé
proposons recherche recherches résultat résultats résumé thèse travail travaux
"""
STOPS: Mapping[str, frozenset[str]] = {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split())}
