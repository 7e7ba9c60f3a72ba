"""What stands at the head of every page of an application: what it is, until when it can be changed, and what one should know now."""

from __future__ import annotations

from typing import Any

from bartholdi.faces.portal import drafts
from bartholdi.faces.portal.applying import Applying
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import queries
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.workflow import WORKFLOW, State

TONES = {
    State.DRAFT: "neutral",
    State.SUBMITTED: "good",
    State.RETURNED: "attention",
    State.INELIGIBLE: "bad",
    State.IN_REVIEW: "waiting",
    State.FUNDED: "good",
    State.RESERVE: "waiting",
    State.DECLINED: "neutral",
    State.WITHDRAWN: "neutral",
}


def about(request: Applying, application: Application) -> dict[str, Any]:
    """`writable`: its questions can be answered now; `sent`: what was submitted last; `unsent`: something was changed since."""
    last = queries.newest(application)
    until = queries.may_change_until(application, user=request.by)
    writable = queries.is_writable(application, at=request.arrived_at, until=until)
    return {
        "application": application,
        "call": application.call,
        "tone": TONES[State(application.state)],
        "until": until,
        "writable": writable,
        "sent": last,
        "unsent": bool(last and writable and queries.has_unsent_changes(application, last)),
        "returned": application.state == State.RETURNED,
        "owner": request.by.journal_key if isinstance(request.by, User) else "",
        "holds_key": not isinstance(request.by, User),
        "withdrawable": isinstance(request.by, User) and "withdraw" in WORKFLOW.open_moves(application.state),
        "days": drafts.DAYS,
    }
