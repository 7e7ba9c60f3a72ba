"""A drawing is kept only if it does nothing but draw."""

import pytest
from django.core.exceptions import ValidationError

from bartholdi.faces.website import svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9"/>',
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)" width="9" height="9"/>',
        '<style>.a { fill: url(#a) }</style><use xlink:href="#a"/>',
        '<image href="data:image/png;base64,AA=="/>',
        "<!-- a word --><title>The sea</title>",
        '<metadata><?xpacket begin=""?></metadata><g xmlns:i="urn:notes" i:file="C:\\sea.svg"/>',
    ],
)
def test_what_draws_is_kept(inside: str) -> None:
    svg.examine(f"{HEAD}{inside}</svg>".encode())


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onload="alert(1)"/>',
        '<a href="javascript:alert(1)"><path/></a>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<image xlink:href="//evil.example/x.png"/>',
        '<image href="data:image/svg+xml,x"/>',
        '<rect style="fill: url(https://evil.example/x)"/>',
        "<style>@import 'https://evil.example/x.css';</style>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="href"/>',
        '<handler xmlns="http://www.w3.org/2001/xml-events"/>',
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<script xmlns="">alert(1)</script>',
        "<style><title/>@import 'https://evil.example/x.css';</style>",
        r"<style>@\69mport 'https://evil.example/x.css';</style>",
        r'<rect style="fill: u\72l(https://evil.example/x)"/>',
        "<style>rect { mask: image-set('https://evil.example/x' 1x) }</style>",
        "<style>@font-face { src: src('https://evil.example/x') }</style>",
        '<g xml:base="https://evil.example/"><use href="#a"/></g>',
    ],
)
def test_what_runs_or_fetches_is_refused(inside: str) -> None:
    with pytest.raises(ValidationError, match="not drawing"):
        svg.examine(f"{HEAD}{inside}</svg>".encode())


@pytest.mark.parametrize("alphabet", ["utf-8", "utf-16"])
def test_a_style_sheet_from_elsewhere_is_refused(alphabet: str) -> None:
    drawing = f'<?xml version="1.0" encoding="{alphabet}"?><?xml-stylesheet href="https://evil.example/x.xsl"?>{HEAD}</svg>'
    with pytest.raises(ValidationError, match="xml-stylesheet"):
        svg.examine(drawing.encode(alphabet))


@pytest.mark.parametrize(
    "content",
    [
        b"not a drawing",
        b"<html></html>",
        b'<!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b"",
        b"\x00\x01",
    ],
)
def test_what_is_no_svg_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError):
        svg.examine(content)
