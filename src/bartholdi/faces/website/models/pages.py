"""What every page of the website has: a summary, words to be found by, and a way to name it to other sites."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index

from bartholdi.faces.website import languages
from bartholdi.faces.website.showing import named, shown
from bartholdi.office.lib.searching import normalised


class OfficePage(Page):
    """Abstract: each page type keeps the standard `Page` and adds its own columns."""

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("One or two sentences: under the title, in lists, in search results and where the page is shared."),
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("search_words"), index.FilterField("locale")]
    emblem: ClassVar[str] = "programme"

    search_auto_update = False  # Wagtail would leave it to a task: a page is found as soon as it is saved, worker or not

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        index.insert_or_update_object(self)

    def texts(self) -> list[str]:
        """Every text of the page that a visitor can read, without its markup."""
        found = [self.title]
        for field in self._meta.local_fields:
            value = getattr(self, field.attname)
            if isinstance(field, StreamField):
                found += map(str, value.stream_block.get_searchable_content(value))
            elif isinstance(field, RichTextField):
                found.append(get_text_for_indexing(value))
            elif isinstance(field, models.CharField | models.TextField) and not field.choices and value:
                found.append(value)
        return found

    def search_words(self) -> str:
        """Words and their stems, accents off: both databases then find alike, in both languages."""
        return normalised(*self.texts())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(languages.around(self, request))
        context["ancestors"] = named(self.get_ancestors().filter(depth__gt=1)) if self.depth > 2 else []
        context.update(self.around(request))
        return context

    def pages(self, kind: type[Any], request: HttpRequest) -> Any:
        """Every page of one type that this page's reader may be shown; lists show no bodies, so none is read."""
        return shown(kind.objects.defer_streamfields(), request, locale_id=self.locale_id)

    @property
    def emblem_name(self) -> str:
        """The same drawing in both languages, and after the page is renamed."""
        return str(self.translation_key)

    def around(self, request: HttpRequest) -> dict[str, Any]:
        """What the page shows besides itself; each page type says."""
        return {}
