"""Judges a drawing before it is kept: an SVG is a page of its own, so only what draws may stand in it."""

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SVG = "{http://www.w3.org/2000/svg}"
DRAWS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "metadata",
        "style",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "image",
        "marker",
        "linearGradient",
        "radialGradient",
        "stop",
        "pattern",
        "clipPath",
        "mask",
        "switch",
        "view",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feConvolveMatrix",
        "feDiffuseLighting",
        "feDisplacementMap",
        "feDistantLight",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "fePointLight",
        "feSpecularLighting",
        "feSpotLight",
        "feTile",
        "feTurbulence",
    ]
)
INSIDE = re.compile(r"^\s*(#|data:image/(png|jpeg|gif|webp|avif)[;,])", re.IGNORECASE)
REACHES_OUT = re.compile(
    r"@import|expression\s*\(|javascript:|-moz-binding|image-set\s*\(|\bsrc\s*\(|url\(\s*['\"]?(?!\s*(#|data:image/(?!svg)))",
    re.IGNORECASE,
)
ADDRESSES = frozenset({"href", "src", "base"})
STYLE_SHEET = "xml-stylesheet"  # stands before the drawing, where the tree shows nothing of it


class Drawing(TreeBuilder):
    def pi(self, target: str, text: str | None = None) -> Any:
        if target == STYLE_SHEET:
            raise active(f"<?{STYLE_SHEET}>")


def examine(content: bytes) -> None:
    """Nothing, or a sentence that says what is wrong with the drawing and how to mend it."""
    parser = DefusedXMLParser(target=Drawing(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(content)
        root = parser.close()
    except (ParseError, DefusedXmlException, ValueError):
        raise ValidationError(
            _("This drawing cannot be read as SVG. Open it in your drawing program and save it again as plain SVG.")
        )
    if root.tag != f"{SVG}svg":
        raise ValidationError(
            _("This file says it is a drawing, but it is not an SVG. Send an SVG, AVIF, JPEG, PNG or WebP picture.")
        )
    for element in root.iter():
        examine_element(element)


def examine_element(element: Element) -> None:
    name = element.tag.rsplit("}", 1)[-1]
    if element.tag.startswith(SVG) and name not in DRAWS:
        raise active(f"<{name}>")
    if not element.tag.startswith(SVG) and element.tag.startswith(("{http://www.w3.org/", name)):
        raise active(f"<{name}>")  # HTML, MathML, XInclude, no name space at all: never a drawing program's own notes
    for attribute, value in element.attrib.items():
        short = attribute.rsplit("}", 1)[-1].lower()
        if short.startswith("on"):
            raise active(short)
        if short in ADDRESSES and not INSIDE.match(value):
            raise active(f"{short}=“{value[:40]}”")
        if REACHES_OUT.search(value) or (attribute == short and "\\" in value):  # u\72l(…) is url(…) to a browser
            raise active(f"{short}=“{value[:40]}”")
    style = "".join(element.itertext()) if name == "style" else ""
    if REACHES_OUT.search(style) or "\\" in style:
        raise active("<style>")


def active(what: str) -> ValidationError:
    return ValidationError(
        _(
            "This drawing holds something that is not drawing: %(what)s. It may run a program or fetch from elsewhere. "
            "Save it again as plain SVG, without scripts, links and foreign parts."
        )
        % {"what": what}
    )
