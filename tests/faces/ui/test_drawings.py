"""The tags that draw: in a template they give exactly what the functions give."""

from django.template import Context, Template

from bartholdi.faces.ui.charts import Share, share
from bartholdi.faces.ui.emblems import emblem, field, mark


def rendered(source: str, **context: object) -> str:
    return Template("{% load drawings %}" + source).render(Context(context))


def test_the_tags_draw_without_escaping_the_drawing() -> None:
    assert rendered('{% emblem name kind="event" size=48 label=label %}', name="FADEx", label="<b>") == emblem(
        "FADEx", kind="event", size=48, label="<b>"
    )
    assert rendered("{% mark size=24 %}") == mark(size=24)
    assert rendered('{% field "Summit" 900 180 %}') == field("Summit", 900, 180)


def test_a_chart_is_shown_with_its_table() -> None:
    chart = share(Share("Sides", "A quarter is French.", ["France", "United States"], [1, 3]))
    shown = rendered("{% chart chart %}", chart=chart)
    assert (chart.svg in shown, "A quarter is French." in shown, shown.count("<tr>")) == (True, True, 3)
