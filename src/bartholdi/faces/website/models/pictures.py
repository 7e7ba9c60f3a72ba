"""Pictures: each is described in both languages, or it is not kept."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from bartholdi.faces.website import svg
from bartholdi.office.lib.bilingual import Bilingual


class Picture(AbstractImage):
    alt_en = models.CharField(
        _("description in English"),
        max_length=300,
        help_text=_("For people who do not see the picture: what it shows, in one sentence."),
    )
    alt_fr = models.CharField(_("description in French"), max_length=300, help_text=_("The same, in French."))
    credit = models.CharField(_("credit"), max_length=160, blank=True)
    alt = Bilingual("alt")

    admin_form_fields = (
        "title",
        "file",
        "alt_en",
        "alt_fr",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("alt_en"), index.SearchField("alt_fr")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def clean(self) -> None:
        super().clean()
        is_new = self.file and not self.file._committed  # what is kept was examined when it came
        if is_new and self.file.name.lower().endswith(".svg"):
            file = self.file.open("rb")
            content = file.read()
            file.seek(0)  # not closed: Django reads an upload once more to keep it
            try:
                svg.examine(content)
            except ValidationError as error:
                raise ValidationError({"file": error.messages})

    @property
    def default_alt_text(self) -> str:
        return self.alt


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="website_rendition_once")]
