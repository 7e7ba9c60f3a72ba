"""The few marks of the demonstration's texts, turned into the blocks of a Wagtail page."""

import html
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

Find = Callable[[str], int]  # the key of a page, such as "programmes/fadex" -> its number
Block = dict[str, Any]

LINK = re.compile(r"\[([^\]]+)\]\(page:([^)\s]+)\)")
ADDRESS = re.compile(r"[\w.]+@[\w.-]*\w")
FIRST = re.compile(r"\b1er\b")  # a French first of the month
ITEM = re.compile(r"(?:-|\d+\.) ")


class Unreadable(ValueError):
    """A text of the demonstration uses a mark that does not exist."""


def blocks(text: str, find: Find) -> list[Block]:
    """`## heading`, paragraphs and lists, and boxes between `::: name` and `:::`."""
    found: list[Block] = []
    plain: list[str] = []

    def flush() -> None:
        if any(line.strip() for line in plain):
            found.append(_block("paragraphs", rich("\n".join(plain), find)))
        plain.clear()

    lines = iter(text.strip().splitlines())
    for line in lines:
        if line.startswith("## "):
            flush()
            found.append(_block("heading", line[3:]))
        elif line.startswith("::: "):
            flush()
            name, _, title = line[4:].partition(" ")
            found += _box(name, title, list(_until_closed(lines)), find)
        else:
            plain.append(line)
    flush()
    return found


def rich(text: str, find: Find) -> str:
    """Paragraphs and lists as the HTML that an editor would have made."""
    return "".join(_paragraph(part.split("\n"), find) for part in re.split(r"\n\s*\n", text.strip()) if part)


def _paragraph(lines: list[str], find: Find) -> str:
    if not all(ITEM.match(line) for line in lines):
        return f"<p>{inline(' '.join(lines), find)}</p>"
    tag = "ul" if lines[0].startswith("- ") else "ol"
    items = "".join(f"<li>{inline(ITEM.sub('', line, count=1), find)}</li>" for line in lines)
    return f"<{tag}>{items}</{tag}>"


def inline(text: str, find: Find) -> str:
    text = html.escape(text, quote=False)
    text = ADDRESS.sub(r'<a href="mailto:\g<0>">\g<0></a>', text)
    text = FIRST.sub("1<sup>er</sup>", text)
    return LINK.sub(lambda link: f'<a linktype="page" id="{find(link[2])}">{link[1]}</a>', text)


def links(text: str) -> list[str]:
    """The keys of the pages that a text points at."""
    return [key for _label, key in LINK.findall(text)]


def _until_closed(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line == ":::":
            return
        yield line
    raise Unreadable("a box is opened with ::: and not closed")


def _box(name: str, title: str, lines: list[str], find: Find) -> list[Block]:
    match name:
        case "callout":
            return [_block("callout", {"title": title, "text": rich("\n".join(lines), find)})]
        case "quote":
            by, _, role = title.partition(" | ")
            return [_block("quote", {"text": " ".join(lines), "by": by, "role": role})]
        case "facts":
            return [_block("facts", {"caption": title, "rows": [fact(line.split(" | ")) for line in lines]})]
        case "links":
            found = [{"label": label, "page": find(key), "url": "", "note": ""} for label, key in LINK.findall("\n".join(lines))]
            return [_block("links", {"title": title, "links": found})]
        case "questions":
            return list(_questions(lines, find))
        case _:
            raise Unreadable(f"there is no box named {name}")


def _questions(lines: list[str], find: Find) -> Iterator[Block]:
    """A line that begins with `? ` asks; those up to the next one answer."""
    for part in re.split(r"(?m)^\? ", "\n".join(lines))[1:]:
        question, _, answer = part.partition("\n")
        yield _block("question", {"question": question, "answer": rich(answer, find)})


def numbered(blocks: list[Block], place: str) -> list[Block]:
    """The same blocks with an `id` each, made from their place: both languages then have the same ones."""
    found = []
    for index, block in enumerate(blocks):
        here, value = f"{place}/{index}", block["value"]
        if isinstance(value, dict):
            value = {
                name: numbered([_block("item", each) for each in part], f"{here}/{name}") if isinstance(part, list) else part
                for name, part in value.items()
            }
        found.append({"type": block["type"], "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, here))})
    return found


def fact(row: list[str]) -> dict[str, str]:
    label, value, year, source = row
    return {"label": label, "value": value, "year": year, "source": source, "source_url": ""}


def _block(kind: str, value: Any) -> Block:
    return {"type": kind, "value": value}
