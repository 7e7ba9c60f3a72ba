"""The acts on the register: one noun a file."""

from bartholdi.office.agreements.services.agreements import (
    abandon,
    add_agreement,
    change_agreement,
    denounce,
    negotiate,
    publish,
    rename,
    replace,
    resume,
    sign,
    take_back_denunciation,
    withdraw,
)
from bartholdi.office.agreements.services.parts import KINDS, PAPERS, accede, add_part, change_part, remove_part

__all__ = [
    "KINDS",
    "PAPERS",
    "abandon",
    "accede",
    "add_agreement",
    "add_part",
    "change_agreement",
    "change_part",
    "denounce",
    "negotiate",
    "publish",
    "remove_part",
    "rename",
    "replace",
    "resume",
    "sign",
    "take_back_denunciation",
    "withdraw",
]
