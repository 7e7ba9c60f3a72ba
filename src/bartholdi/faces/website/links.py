"""Links in rich text to pages of this site: they lead to the reader's language, and cost one question per text."""

from typing import Any

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from bartholdi.office.lib.bilingual import language


class PageLinks(PageLinkHandler):
    """Wagtail's own reads every column of every page, and asks again for each translation."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Any]:
        wanted = [str(attrs.get("id")) for attrs in attrs_list]
        found = Page.objects.filter(pk__in=[each for each in wanted if each.isdigit()]).select_related("locale")
        pages = {str(page.pk): page for page in found.only("title", "path", "depth", "url_path", "translation_key", "locale")}
        foreign = [page.translation_key for page in pages.values() if page.locale.language_code != language()]
        ours = Page.objects.filter(translation_key__in=foreign, locale__language_code=language(), live=True) if foreign else []
        by_key = {page.translation_key: page for page in ours}
        return [by_key.get(page.translation_key, page) if (page := pages.get(each)) else None for each in wanted]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [f'<a href="{escape(page.url or "")}">' if page else "<a>" for page in cls.get_many(attrs_list)]
