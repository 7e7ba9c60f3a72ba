"""What people type, made safe to keep and to show: one form of each letter, and nothing that cannot be seen."""

import re
import unicodedata

# Characters that draw nothing or turn the direction of what follows; a name with them looks like another name.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
JOINERS = re.compile("[\u200c\u200d]")
# Scripts whose spelling needs the joiners, and the pictures that are built with them.
JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
)


def clean_text(text: str) -> str:
    """NFC, without control, zero-width and direction characters, without spaces at the ends; line ends become \\n."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = UNSEEN.sub("", text)
    text = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Cn", "Co"})
    return JOINERS.sub(lambda found: _joiner(text, found), text).strip()


def clean_line(text: str) -> str:
    """The same on one line: every run of white space becomes one space; no-break spaces are kept where they stand alone."""
    return re.sub(r"[\s]*[\n\t][\s]*| {2,}", " ", clean_text(text)).strip()


def _joiner(text: str, found: re.Match[str]) -> str:
    """Kept between two letters of a script that is written with it, else dropped."""
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return found[0] if JOINED.match(before) and (JOINED.match(after) or not after.strip()) and after else ""
