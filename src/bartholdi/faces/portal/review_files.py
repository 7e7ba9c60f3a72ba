"""Files as answers of a review: given on its page, looked at by whoever writes it."""

from __future__ import annotations

from django.http import QueryDict
from django.urls import reverse

from bartholdi.faces.portal.uploads import stored, tell
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui import questions
from bartholdi.office.questionnaires.queries import digests, spec_of
from bartholdi.office.reviews.models import Review
from bartholdi.office.reviews.services import reviewing as services


def take(request: Visit, review: Review, post: QueryDict) -> None:
    """What was chosen, and what was taken away again."""
    button = questions.pressed(post)
    if button and button.act == "remove_file":
        services.detach_file(review, button.key, button.value, by=request.user)
    spec = spec_of(review.response.edition_id)
    for each in stored(
        spec, request.FILES, lambda key, upload: services.attach_file(review, key, upload, by=request.user).faults
    ):
        tell(request, each)


def addresses(review: Review) -> dict[str, str]:
    """Digest -> address; asked of the database only where a file was given."""
    if not review.pk or not digests(review.response.everything()):
        return {}
    rows = review.response.attachments.values_list("digest", "pk")
    return {digest: reverse("portal:review_file", args=[review.assignment_id, pk]) for digest, pk in rows}
