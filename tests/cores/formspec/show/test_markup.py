"""Answers as HTML."""

from bartholdi.cores.formspec import html
from tests.cores.formspec.forms import choices, field, form, said

SPEC = form(
    field("name", "text", identifies=True),
    field("why", "long_text"),
    field("sides", "choices", options={"choices": choices("us"), "other": True}),
    field("days", "table", options={"columns": [field("what", "text"), field("days", "number")], "totals": [{"column": "days"}]}),
    field("gone", "text"),
    title=said("A & B"),
)


def test_everything_is_escaped_and_set_as_a_list_of_questions_with_answers() -> None:
    answers = {
        "name": "<script>alert('x')</script>",
        "why": 'One "quoted".\nStill one.\n\nTwo.',
        "sides": ["us", {"other": "<i>"}],
        "days": [{"what": "<b>", "days": "1000"}],
    }
    assert html(SPEC, answers, "en", heading=3) == (
        '<section class="answers" lang="en">\n<h3>A &amp; B</h3>\n<dl>\n'
        '<dt>Name</dt>\n<dd dir="auto">&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</dd>\n'
        '<dt>Why</dt>\n<dd><p dir="auto">One &quot;quoted&quot;.<br>Still one.</p><p dir="auto">Two.</p></dd>\n'
        "<dt>Sides</dt>\n<dd><ul><li>US</li><li>Other: &lt;i&gt;</li></ul></dd>\n"
        '<dt>Days</dt>\n<dd><table><caption>Days</caption><thead><tr><th scope="col">What</th><th scope="col">Days</th></tr></thead>'
        "<tbody><tr><td>&lt;b&gt;</td><td>1,000</td></tr></tbody>"
        '<tfoot><tr><th scope="row">Total – Days</th><td>1,000</td></tr></tfoot></table></dd>\n'
        '<dt>Gone</dt>\n<dd class="unanswered">No answer</dd>\n'
        "</dl>\n</section>\n"
    )


def test_without_answers_there_is_nothing_unless_empty_ones_are_asked_for() -> None:
    assert html(SPEC, {}, "en", empty=False) == ""
    assert html(SPEC, {}, "fr", blind=True).count("Sans réponse") == 4
