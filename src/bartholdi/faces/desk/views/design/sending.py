"""A sheet on its way: what was sent and for what, and the change that it asks for, with its refusal written on the sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from bartholdi.faces.desk import kinds
from bartholdi.faces.desk.forms.design.page import PageSheet
from bartholdi.faces.desk.forms.design.sheet import QuestionSheet
from bartholdi.faces.desk.views.design.bench import Bench, seen
from bartholdi.faces.desk.views.questionnaires import whoever
from bartholdi.faces.ui import rescue
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import services


@dataclass(frozen=True)
class Sent:
    """`kind` is the one that the person wants; `redrawn`: they only want to see the sheet that belongs to their choices."""

    data: QueryDict | None
    redrawn: bool
    kind: str

    @classmethod
    def by(cls, request: HttpRequest) -> "Sent":
        """What waits from an ended session is shown again, and not taken before the person sends it."""
        waiting = rescue.typed(request) if request.method == "GET" else None
        data = request.POST if request.method == "POST" else waiting
        if data is None:
            return cls(None, redrawn=False, kind="")
        wanted = data.get("to") or data.get("kind", "")
        other = wanted != data.get("kind", "")
        redrawn = waiting is not None or other or data.get("act") != "save"
        return cls(data, redrawn, wanted if wanted in kinds.KINDS else "")

    @property
    def complete(self) -> bool:
        return self.data is not None and not self.redrawn


def saved(
    request: HttpRequest, bench: Bench, sheet: QuestionSheet | PageSheet, change: Callable[..., dict[str, Any]], **facts: Any
) -> bool:
    """A refusal stands on the sheet, which keeps what was typed; the next try knows the draft as it is now."""
    try:
        services.change_draft(bench.questionnaire, change, version=seen(request), by=whoever(request), **facts)
    except Refused as refusal:
        bench.questionnaire.refresh_from_db()
        sheet.words.add_error(None, str(refusal))
        sheet.now = True
        return False
    return True
