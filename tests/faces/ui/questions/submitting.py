"""What a browser would send of a form as it was drawn: the successful controls, in order, with the line ends of forms."""

from html.parser import HTMLParser
from urllib.parse import urlencode


class Form(HTMLParser):
    """Gathers names and values; templates are inert, buttons and files are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self.inert = 0
        self.select: str | None = None
        self.options: list[tuple[str, bool]] = []
        self.area: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "template":
            self.inert += 1
        elif tag == "input" and given["type"] != "file" and (given["type"] not in {"checkbox", "radio"} or "checked" in given):
            self.send(given["name"], given.get("value", "on" if given["type"] in {"checkbox", "radio"} else ""))
        elif tag == "select":
            self.select, self.options = given["name"], []
        elif tag == "option":
            self.options.append((given["value"], "selected" in given))
        elif tag == "textarea":
            self.area, self.text = given["name"], ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.inert -= 1
        elif tag == "select" and self.select:
            chosen = [value for value, is_chosen in self.options if is_chosen] or [self.options[0][0]]
            self.send(self.select, chosen[-1])
        elif tag == "textarea" and self.area:
            self.send(self.area, self.text.removeprefix("\n").replace("\n", "\r\n"))
            self.area = None

    def send(self, name: str, value: str) -> None:
        if not self.inert:
            self.sent.append((name, value))


def submitted(html: str) -> str:
    """As the body of a POST."""
    form = Form()
    form.feed(html)
    form.close()
    return urlencode([(name, value.encode("utf-8", "replace")) for name, value in form.sent])
