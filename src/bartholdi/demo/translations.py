"""Tells wagtail-localize that the French pages translate the English ones, string by string, so that editors see their state.

Written in bulk, as `TranslationSource.refresh_segments` leaves it: one by one this takes twenty thousand queries.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize import models as localize
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

Rows = list[Any]


@dataclass
class Batch:
    """Rows to be written together; a string, a template and a place on a page are kept once."""

    english: Locale
    french: Locale
    objects: Rows = field(default_factory=list)
    sources: Rows = field(default_factory=list)
    translations: Rows = field(default_factory=list)
    contexts: dict[tuple[uuid.UUID, str], Any] = field(default_factory=dict)
    strings: dict[uuid.UUID, Any] = field(default_factory=dict)
    templates: dict[uuid.UUID, Any] = field(default_factory=dict)
    segments: Rows = field(default_factory=list)
    overrides: Rows = field(default_factory=list)
    said: dict[tuple[uuid.UUID, uuid.UUID, str], Any] = field(default_factory=dict)

    def add(self, english: Page, french: Page) -> None:
        now = timezone.now()
        page = ContentType.objects.get_for_model(Page)
        of = localize.TranslatableObject(translation_key=english.translation_key, content_type=page)
        source = localize.TranslationSource(
            object=of,
            specific_content_type=ContentType.objects.get_for_model(type(english)),
            locale=self.english,
            object_repr=str(english)[:200],
            content_json=english.to_json(),
            schema_version=localize.get_schema_version(english._meta.app_label),
            last_updated_at=now,
        )
        self.objects.append(of)
        self.sources.append(source)
        self.translations.append(
            localize.Translation(
                source=source, target_locale=self.french, translations_last_updated_at=now, destination_last_updated_at=now
            )
        )
        there = places(french)
        for value in extract_segments(english):
            self.place(source, value, there)

    def place(self, source: Any, value: Any, there: dict[str, Rows]) -> None:
        where = {"source": source, "context": self.context(source.object, value.path), "order": value.order}
        match value:
            case StringSegmentValue():
                string = self.string(value.string.data)
                self.segments.append(localize.StringSegment(**where, string=string, attrs=encoded(value.attrs)))
                self.say(string, where["context"], there[value.path].pop(0))
            case TemplateSegmentValue():
                self.segments.append(localize.TemplateSegment(**where, template=self.template(value)))
            case OverridableSegmentValue():
                self.segments.append(localize.OverridableSegment(**where, data_json=encoded(value.data)))
                if there[value.path] not in ([], [value.data]):  # a link to a page of the other language
                    mine = encoded(there[value.path][0])
                    self.overrides.append(localize.SegmentOverride(locale=self.french, context=where["context"], data_json=mine))

    def context(self, of: Any, path: str) -> Any:
        if (of.pk, path) not in self.contexts:
            path_id = localize.TranslationContext._get_path_id(path)
            self.contexts[of.pk, path] = localize.TranslationContext(object=of, path=path, path_id=path_id)
        return self.contexts[of.pk, path]

    def string(self, data: str) -> Any:
        digest = localize.String._get_data_hash(data)
        return self.strings.setdefault(digest, localize.String(locale=self.english, data=data, data_hash=digest))

    def template(self, value: Any) -> Any:
        digest = uuid.uuid5(uuid.uuid5(localize.Template.BASE_UUID_NAMESPACE, value.format), value.template)
        row = localize.Template(
            uuid=digest, template=value.template, template_format=value.format, string_count=value.string_count
        )
        return self.templates.setdefault(digest, row)

    def say(self, string: Any, context: Any, data: str) -> None:
        row = localize.StringTranslation(
            translation_of=string,
            context=context,
            locale=self.french,
            data=data,
            translation_type=localize.StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        self.said.setdefault((string.data_hash, context.object_id, context.path), row)

    def write(self) -> None:
        """Parents before children, so that these find their numbers."""
        for rows in (self.objects, self.sources, self.translations, self.contexts, self.strings, self.templates):
            create(rows.values() if isinstance(rows, dict) else rows)
        by_kind: dict[type, Rows] = defaultdict(list)
        for segment in self.segments:
            by_kind[type(segment)].append(segment)
        for rows in (*by_kind.values(), self.overrides, list(self.said.values())):
            create(rows)


def create(rows: Iterable[Any]) -> None:
    found = list(rows)
    if found:
        type(found[0])._default_manager.bulk_create(found)


def join(pairs: Iterable[tuple[Page, Page]]) -> None:
    """Both pages of a pair have the same blocks under the same numbers, so that their strings stand at the same places."""
    batch = Batch(Locale.objects.get(language_code="en"), Locale.objects.get(language_code="fr"))
    for english, french in pairs:
        batch.add(type(english).objects.get(pk=english.pk), type(french).objects.get(pk=french.pk))
    batch.write()


def places(page: Page) -> dict[str, Rows]:
    """Place on the page -> the strings that stand there, in their order, or the value."""
    found: dict[str, Rows] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.data)
        elif isinstance(segment, OverridableSegmentValue):
            found[segment.path].append(segment.data)
    return found


def encoded(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)
