"""The marks of the demonstration's texts become the blocks that an editor would have made."""

import pytest

from bartholdi.demo import markup

NUMBERS = {"events": 7, "programmes/fadex": 8}


def test_paragraphs_lists_headings_and_links() -> None:
    text = "One [list](page:events) of a@b.example.\n\n- first\n- second\n\n## Then\n\n1. this;\n2. that."
    assert markup.blocks(text, NUMBERS.__getitem__) == [
        {
            "type": "paragraphs",
            "value": '<p>One <a linktype="page" id="7">list</a> of <a href="mailto:a@b.example">a@b.example</a>.</p>'
            "<ul><li>first</li><li>second</li></ul>",
        },
        {"type": "heading", "value": "Then"},
        {"type": "paragraphs", "value": "<ol><li>this;</li><li>that.</li></ol>"},
    ]


def test_boxes() -> None:
    text = (
        "::: callout Note\nMind this.\n:::\n::: quote Ada | engineer\nIt works.\n:::\n::: facts In brief\nHow many | 12 | 2024 | a site\n:::\n"
        "::: links\n[FADEx](page:programmes/fadex)\n:::\n::: questions\n? Who?\nYou.\n? When?\nNow.\n:::"
    )
    row = {"label": "How many", "value": "12", "year": "2024", "source": "a site", "source_url": ""}
    assert markup.blocks(text, NUMBERS.__getitem__) == [
        {"type": "callout", "value": {"title": "Note", "text": "<p>Mind this.</p>"}},
        {"type": "quote", "value": {"text": "It works.", "by": "Ada", "role": "engineer"}},
        {"type": "facts", "value": {"caption": "In brief", "rows": [row]}},
        {"type": "links", "value": {"title": "", "links": [{"label": "FADEx", "page": 8, "url": "", "note": ""}]}},
        {"type": "question", "value": {"question": "Who?", "answer": "<p>You.</p>"}},
        {"type": "question", "value": {"question": "When?", "answer": "<p>Now.</p>"}},
    ]


def test_a_french_first_of_the_month_is_raised() -> None:
    assert markup.rich("le 1er mai, à 21er", NUMBERS.__getitem__) == "<p>le 1<sup>er</sup> mai, à 21er</p>"


def test_html_is_only_text() -> None:
    assert markup.rich('<script> & "words"', NUMBERS.__getitem__) == '<p>&lt;script&gt; &amp; "words"</p>'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("::: callout\nopen", "a box is opened with ::: and not closed"), ("::: picture\n:::", "there is no box named picture")],
)
def test_a_mark_that_does_not_exist_is_an_error(text: str, sentence: str) -> None:
    with pytest.raises(markup.Unreadable, match=sentence):
        markup.blocks(text, NUMBERS.__getitem__)


def test_a_link_to_no_page_is_an_error() -> None:
    with pytest.raises(KeyError):
        markup.rich("[gone](page:gone)", NUMBERS.__getitem__)
