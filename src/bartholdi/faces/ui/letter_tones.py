"""The colour in which each state of a letter is shown, at the desk and in the portal alike."""

from bartholdi.office.applications.workflow import LetterState

TONES = {
    LetterState.NAMED: "neutral",
    LetterState.ASKED: "waiting",
    LetterState.RECEIVED: "good",
    LetterState.DECLINED: "attention",
    LetterState.HANDED_OVER: "neutral",
    LetterState.CANCELLED: "neutral",
}
