"""The papers of a call come along to the next one: copies with a file of their own, so that neither call changes or loses the other's."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.utils.translation import gettext

from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, CallPaper

SAID = ("title_en", "title_fr", "name", "size", "digest", "media_type")


def carry_papers(earlier: Call, call: Call) -> int:
    """Inside the act that starts the call; a letter of the same key gets the copy of its template. Says how many came."""
    carried: dict[int | None, CallPaper] = {}
    try:
        for paper in earlier.papers.all():
            carried[paper.pk] = copied(paper, call)
        for letter in earlier.letters.exclude(template=None):
            call.letters.filter(key=letter.key).update(template=carried.get(letter.template_id))
    except Exception:  # what is undone in the database would stay on the disk
        for paper in carried.values():
            paper.file.storage.delete(paper.file.name or "")
        raise
    return len(carried)


def copied(paper: CallPaper, call: Call) -> CallPaper:
    try:
        with paper.file.open("rb") as kept:
            content = kept.read()
    except OSError:
        raise Refused(
            gettext(
                "Nothing was started: the file of “%(paper)s” cannot be read. Upload it again in the earlier call, or remove it."
            )
            % {"paper": paper}
        ) from None
    said = {name: getattr(paper, name) for name in SAID}
    return CallPaper.objects.create(call=call, file=ContentFile(content, name=paper.name), **said)
