"""What an editor may put into the body of a page: few blocks, each with one look."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from bartholdi.faces.website import zones

TEXT = ["bold", "italic", "link", "ol", "ul", "superscript", "subscript"]  # Wagtail drops every tag these do not allow


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)
    wide = blocks.BooleanBlock(label=_("wider than the text"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "website/blocks/figure.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("words"), help_text=_("Without quotation marks: the page adds those of its language."))
    by = blocks.CharBlock(label=_("who says it"), required=False, max_length=120)
    role = blocks.CharBlock(label=_("as what"), required=False, max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "website/blocks/quote.html"


class FactBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("what"), max_length=160)
    value = blocks.CharBlock(label=_("value"), max_length=200)
    year = blocks.CharBlock(label=_("year"), required=False, max_length=20)
    source = blocks.CharBlock(label=_("source"), required=False, max_length=200)
    source_url = blocks.URLBlock(label=_("address of the source"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("Fact")


class FactsBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("caption"), max_length=200)
    rows = blocks.ListBlock(FactBlock(), label=_("facts"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Table of facts")
        template = "website/blocks/facts.html"


class CallOutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        template = "website/blocks/callout.html"


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("words of the link"), max_length=160)
    page = blocks.PageChooserBlock(label=_("page of this site"), required=False)
    url = blocks.URLBlock(label=_("or an address"), required=False)
    note = blocks.CharBlock(label=_("note"), required=False, max_length=200)

    class Meta:
        icon = "link"
        label = _("Link")


class LinksBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False, max_length=120)
    links = blocks.ListBlock(LinkBlock(), label=_("links"), min_num=1)

    class Meta:
        icon = "link"
        label = _("List of links")
        template = "website/blocks/links.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("answer"), features=TEXT)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "website/blocks/question.html"


class BodyBlock(blocks.StreamBlock):
    paragraphs = blocks.RichTextBlock(
        label=_("Paragraphs"), features=TEXT, icon="pilcrow", template="website/blocks/paragraphs.html"
    )
    heading = blocks.CharBlock(label=_("Heading"), max_length=160, icon="h2", template="website/blocks/heading.html")
    figure = FigureBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    callout = CallOutBlock()
    links = LinksBlock()
    question = QuestionBlock()

    class Meta:
        block_counts: dict[str, dict[str, int]] = {}


class NameBlock(blocks.StructBlock):
    """One name that a programme bore, for its line of time."""

    name = blocks.CharBlock(label=_("name"), max_length=200)
    since = blocks.CharBlock(label=_("since (year)"), required=False, max_length=20)
    until = blocks.CharBlock(label=_("until (year)"), required=False, max_length=20)
    note = blocks.CharBlock(label=_("what changed"), required=False, max_length=300)

    class Meta:
        icon = "history"
        label = _("Name")


class ContactBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("name or service"), max_length=160)
    role = blocks.CharBlock(label=_("for what"), required=False, max_length=200)
    email = blocks.EmailBlock(label=_("e-mail"), required=False)
    phone = blocks.CharBlock(label=_("telephone"), required=False, max_length=40)
    url = blocks.URLBlock(label=_("address on the web"), required=False)

    class Meta:
        icon = "mail"
        label = _("Contact")


class PlaceBlock(blocks.StructBlock):
    """One of the office's places; the settings have no translation, so both languages stand here."""

    name_en = blocks.CharBlock(label=_("name in English"), max_length=120)
    name_fr = blocks.CharBlock(label=_("name in French"), max_length=120)
    address = blocks.TextBlock(label=_("postal address"), required=False)
    zone = blocks.ChoiceBlock(label=_("time zone"), choices=zones.choices, default="America/New_York")
    email = blocks.EmailBlock(label=_("e-mail"), required=False)
    phone = blocks.CharBlock(label=_("telephone"), required=False, max_length=40)

    class Meta:
        icon = "site"
        label = _("Place")


class SocialBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("network"), max_length=40)
    url = blocks.URLBlock(label=_("address"))

    class Meta:
        icon = "link-external"
        label = _("Social network")
