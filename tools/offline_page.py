"""The offline page: modules, library and styles in one HTML file that cannot reach the network, with its SHA-256 beside it."""

import hashlib
import os
import re
from base64 import b64encode
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "src" / "bartholdi" / "faces" / "ui" / "static"
OFFLINE = STATIC / "ui" / "sealing" / "offline"
TARGET = STATIC / "vendor" / "offline" / "bartholdi-sealing.html"
STYLES = ("tokens", "base", "parts", "forms", "frames")
FACES = (("Source Sans 3", "source-sans-3-latin-wght-normal"), ("Source Serif 4", "source-serif-4-latin-opsz-normal"))

IMPORTS = re.compile(r'^import\s+(?:\*\s+as\s+(?P<whole>\w+)|\{(?P<names>[^}]*)\})\s+from\s+"(?P<path>[^"]+)";\n', re.MULTILINE)
DECLARED = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.MULTILINE)
LIST = re.compile(r"^export const (\w+ = [\w.]+(?:,\s*\w+ = [\w.]+)+)", re.MULTILINE)  # `export const A = 1, B = 2;`
ALIAS = re.compile(r"\s+as\s+")
GIVEN = re.compile(r"^export ?\{([^}]*)\};?", re.MULTILINE)


def build() -> Path:
    """Write the page and its digest; gives the page."""
    script = f'"use strict";\n(() => {{\n{bundled(OFFLINE / "main.js")}}})();\n'
    style = "".join(_face(*each) for each in FACES) + "".join(
        (STATIC / "ui" / "css" / f"{each}.css").read_text("utf-8") for each in STYLES
    )
    style += (OFFLINE / "page.css").read_text("utf-8")
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}' 'wasm-unsafe-eval'; style-src '{_digest(style)}'; font-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )
    page = (OFFLINE / "page.html.in").read_text("utf-8")
    for name, value in (("policy", policy), ("style", style), ("script", script)):
        page = page.replace(f"{{{{{name}}}}}", value)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(page.encode()).hexdigest()
    _write(TARGET, page)
    _write(TARGET.with_suffix(".html.sha256"), f"{digest}  {TARGET.name}\n")
    return TARGET


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and not again when nothing changed: several tests may build at once."""
    if path.exists() and path.read_text("utf-8") == text:
        return
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def _face(family: str, file: str) -> str:
    font = b64encode((STATIC / "vendor" / "fonts" / f"{file}.woff2").read_bytes()).decode()
    return f'@font-face {{ font-family: "{family}"; font-weight: 200 900; src: url("data:font/woff2;base64,{font}") format("woff2"); }}\n'


def bundled(entry: Path) -> str:
    """All modules that `entry` needs, each a function called once, in the order in which they need one another."""
    order: list[Path] = []
    _gather(entry.resolve(), order)
    names = {path: f"m{number}" for number, path in enumerate(order)}
    return "".join(f"const {names[path]} = (() => {{\n{_module(path, names)}}})();\n" for path in order)


def _gather(path: Path, order: list[Path]) -> None:
    for found in IMPORTS.finditer(path.read_text("utf-8")):
        needed = (path.parent / found["path"]).resolve()
        if needed not in order:
            _gather(needed, order)
    order.append(path)


def _module(path: Path, names: dict[Path, str]) -> str:
    code = path.read_text("utf-8")

    def taken(found: re.Match[str]) -> str:
        module = names[(path.parent / found["path"]).resolve()]
        if found["whole"]:
            return f"const {found['whole']} = {module};\n"
        return f"const {{{ALIAS.sub(': ', found['names'])}}} = {module};\n"

    exported = DECLARED.findall(code)
    for found in LIST.finditer(code):
        exported += re.findall(r"(\w+) =", found[1])
    last = list(GIVEN.finditer(code))[-1:]
    given = _renamed(last[0][1]) if last else []
    tail = code.rfind("export{")
    if not last and tail >= 0:  # the library: minified, its exports at the very end
        given = _renamed(code[tail + 7 : code.rindex("}")])
        code = code[:tail]
    code = re.sub(r"^export (?=async |function|class|const)", "", GIVEN.sub("", IMPORTS.sub(taken, code)), flags=re.MULTILINE)
    back = ", ".join([*dict.fromkeys(exported), *given])
    return f"{code}\nreturn {{ {back} }};\n".replace("</script", "<\\/script")


def _renamed(names: str) -> list[str]:
    """`a as b` as `b: a`."""
    return [re.sub(r"(\S+) as (\S+)", r"\2: \1", each.strip()) for each in names.split(",") if each.strip()]


def _digest(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
