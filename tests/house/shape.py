"""What can be told from the text of the files alone: each check lists what is wrong under a root folder."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

LIMIT = 500
DRAWERS = {"common", "core", "helpers", "misc", "util", "utils"}
CODE = ("src", "tests", "tools", "benchmarks")
GENERATED = ("/migrations/", "/static/vendor/", "/__pycache__/")
# With [ ] inside, so that this file does not find itself.
TRACES = re.compile(r"/ro[o]t/|/wo[r]k/|/ho[m]e/[a-z]|/opt/(?:pyp[i]|wheel[s])|pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>|<style\b|\sstyle\s*=\s*[\"'{]|\son[a-z]+\s*=\s*[\"']",
    re.IGNORECASE,
)


def long_files(root: Path) -> list[str]:
    return [f"{name}: {count} lines" for name, text in files(root, "py css js html") if (count := text.count("\n")) > LIMIT]


def headless_files(root: Path) -> list[str]:
    """Files without a sentence at their head; an empty __init__.py has nothing to say, a template is told by its name and blocks."""
    return [name for name, text in files(root, "py css js") if text.strip() and not _has_head(name, text)]


def drawers(root: Path) -> list[str]:
    found = {part.as_posix() for name, _text in files(root, "py css js html") for part in [Path(name), *Path(name).parents]}
    return sorted(name for name in found if Path(name).stem in DRAWERS)


def state_setters(root: Path) -> list[str]:
    """Places that set a state; only office/lib/workflow.py may."""
    return [
        f"{name}:{node.lineno}"
        for name, text in files(root, "py", folders=("src",))
        if not name.endswith("office/lib/workflow.py")
        for node in ast.walk(ast.parse(text))
        if _sets_state(node)
    ]


def request_takers(root: Path) -> list[str]:
    """Functions of the office that take a request: only a face knows HTTP."""
    return [
        f"{name}:{node.lineno}"
        for name, text in files(root, "py", folders=("src/bartholdi/office", "src/bartholdi/cores"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.arg) and node.arg == "request"
    ]


def inline_code(root: Path) -> list[str]:
    """Scripts, styles and handlers inside a template: the Content-Security-Policy refuses them."""
    return [
        f"{name}:{text[: match.start()].count(chr(10)) + 1}"
        for name, text in files(root, "html", folders=("src",))
        for match in INLINE.finditer(re.sub(r"{#.*?#}", "", text))
    ]


def traces(root: Path, names: list[str]) -> list[str]:
    """Paths of somebody's machine, and addresses of package registries, in files that are committed."""
    found = []
    for name in names:
        try:
            text = (root / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found += [f"{name}: {match[0]}" for match in TRACES.finditer(text)]
    return found


def dead_links(root: Path) -> list[str]:
    """Links of the documentation to files that are not there."""
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "benchmarks").glob("*.md")]
    return [
        f"{page.relative_to(root).as_posix()}: {target}"
        for page in sorted(pages)
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text())
        if "://" not in target and not (page.parent / target).exists()
    ]


def strangers(root: Path) -> list[str]:
    """Folders of tests that mirror nothing: tests stand where the code stands."""
    ours = {"house", "journeys", "tools"}
    folders = {Path(name).parent.relative_to("tests") for name, _text in files(root, "py", folders=("tests",))}
    return sorted(
        folder.as_posix()
        for folder in folders
        if folder.parts and folder.parts[0] not in ours and not (root / "src" / "bartholdi" / folder).exists()
        and not (root / "src" / "bartholdi" / folder).with_suffix(".py").exists()
    )  # fmt: skip


def half_letters(root: Path) -> list[str]:
    """Notices that lack a part, or have it in one language only."""
    return [
        f"{folder.relative_to(root).as_posix()}/{part}.{language}.txt"
        for folder in sorted((root / "src").rglob("letters/*"))
        if folder.is_dir() and folder.name != "__pycache__"
        for part in ("subject", "body")
        for language in ("en", "fr")
        if not (path := folder / f"{part}.{language}.txt").exists() or not path.read_text().strip()
    ]


def files(root: Path, kinds: str, folders: tuple[str, ...] = CODE) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix[1:] in kinds.split() and path.is_file() and not any(part in f"/{name}" for part in GENERATED):
                yield name, path.read_text()


def _has_head(name: str, text: str) -> bool:
    text = text.lstrip("\ufeff\n ")
    if name.endswith(".py"):
        return text.startswith("#") or ast.get_docstring(ast.parse(text)) is not None
    return text.startswith(("/*", "//"))


def _sets_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "state" for target in targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "setattr":
        return len(node.args) > 1 and isinstance(node.args[1], ast.Constant) and node.args[1].value == "state"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
        return any(word.arg == "state" for word in node.keywords)
    return False
