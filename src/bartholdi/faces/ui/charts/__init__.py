"""Charts: accessible SVG drawn on the server, each with its finding in a sentence and its table behind it.

A chart is asked for by its input (`Bars`, `Grouped`, `Lines`, `Ranking`, `Histogram`, `Share`, `Timeline`) and drawn by the
function of the same name in lower case; a template shows it with `{% chart chart %}`.
"""

from bartholdi.faces.ui.charts.bars import Bars, Grouped, Series, bars, grouped
from bartholdi.faces.ui.charts.figures import Chart
from bartholdi.faces.ui.charts.histograms import Histogram, histogram
from bartholdi.faces.ui.charts.lines import Lines, lines
from bartholdi.faces.ui.charts.rankings import Dot, Ranking, ranking
from bartholdi.faces.ui.charts.shares import Share, share
from bartholdi.faces.ui.charts.timelines import Timeline, timeline

__all__ = [
    "Bars",
    "Chart",
    "Dot",
    "Grouped",
    "Histogram",
    "Lines",
    "Ranking",
    "Series",
    "Share",
    "Timeline",
    "bars",
    "grouped",
    "histogram",
    "lines",
    "ranking",
    "share",
    "timeline",
]
