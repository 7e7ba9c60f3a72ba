"""The colours of what a dispatch is: the word says it, the colour only helps."""

from bartholdi.office.dispatches.models import Urgency

TONES = {
    "refused": "bad",
    "destroyed": "attention",
    "overdue": "attention",
    "carry": "attention",
    "leaving": "waiting",
    "stored": "waiting",
    "delivered": "info",
    "opened": "good",
    "numbered": "neutral",
    "void": "neutral",
}
URGENCY_TONES = {Urgency.FLASH: "bad", Urgency.IMMEDIATE: "attention", Urgency.PRIORITY: "info", Urgency.ROUTINE: "neutral"}
