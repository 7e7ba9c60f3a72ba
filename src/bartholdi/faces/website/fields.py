"""A StreamField whose blocks do not stand in the migrations: the column is one JSON text whatever the blocks are."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs
