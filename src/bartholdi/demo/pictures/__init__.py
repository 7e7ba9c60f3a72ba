"""The pictures of the demonstration's stories: drawn by the project, one scene a story."""

from collections.abc import Callable

from bartholdi.demo.pictures.agreements import memorandum, vessel
from bartholdi.demo.pictures.gatherings import globe, happy_hour, summit
from bartholdi.demo.pictures.journeys import envelope, route

PICTURES: dict[str, Callable[[], str]] = {
    "post-quantum-message": envelope,
    "quantum-memorandum": memorandum,
    "pasteur-qbi": vessel,
    "mopga-seminar": globe,
    "france-science-summit": summit,
    "science-happy-hour": happy_hour,
    "netva-immersion": route,
}
