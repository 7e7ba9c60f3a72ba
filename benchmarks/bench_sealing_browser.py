"""Sealing in Chromium: 1 KB sealed and opened, an attachment of 100 MB, and the memory of 2 GB.  python -m benchmarks.bench_sealing_browser"""

import os
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.journeys import twin
from tools import chromium

SMALL = """async (rounds) => {
    const { generated, unlocked } = await import("/ui/sealing/keys.js"), { recipient, sealed, freshId, instant } = await import("/ui/sealing/sealing.js");
    const { read } = await import("/ui/sealing/reading.js"), at = Math.floor(Date.now() / 1000);
    const own = await unlocked((await generated("Paris", "bench", { at })).bare, "", { bare: true }), to = own.certificate;
    const values = () => ({ kind: "dispatch", id: freshId(), created: instant(at), sender: to.fingerprint, senderName: "", number: 0,
        recipients: [recipient("action", to, at)], urgency: "routine", openBy: null, notAfter: null, marking: "", caption: "", language: "en",
        subject: "x", summary: "", body: "x".repeat(1024), comment: "", references: [], replyTo: null, attachments: [] });
    const times = [[], []];
    for (let round = 0; round < rounds; round++) {
        const start = performance.now(), { octets } = await sealed(values(), own, [to], { at }), middle = performance.now();
        await read(octets, { now: Date.now(), pinned: [to], secrets: own.secrets });
        times[0].push(middle - start);
        times[1].push(performance.now() - middle);
    }
    return times.map((each) => each.sort((a, b) => a - b)[rounds >> 1]);
}"""
LARGE = """async (size) => {
    const { written, opened } = await import("/ui/sealing/blobs.js"), { hex, random } = await import("/ui/sealing/octets.js");
    const part = random(65536), file = new Blob(Array.from({ length: size / 65536 }, () => part)), key = random(32), parts = [];
    const dispatch = hex(random(16)), keep = (octets) => void parts.push(new Blob([octets])), start = performance.now();
    const done = await written(file, { key, dispatch, index: 0, write: keep }), middle = performance.now();
    const attachment = { ...done, key: hex(key) };
    await opened(new Blob(parts.splice(0)), { attachment, dispatch, index: 0, write: keep });
    return [middle - start, performance.now() - middle];
}"""

CHOSEN = """() => {
    const field = document.createElement("input");
    field.type = "file";
    document.body.append(field);
}"""
HUGE = """async () => {
    const { written, opened } = await import("/ui/sealing/blobs.js"), { hex, random } = await import("/ui/sealing/octets.js");
    const file = document.querySelector("input").files[0], key = random(32), dispatch = hex(random(16));
    let size = 0;
    const done = await written(file, { key, dispatch, index: 0, write: (part) => void (size += part.length) });
    return [size, done.blobSize];
}"""


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=chromium.flags())
        with twin.page(browser) as page:
            rows = [("1 KB", page.evaluate(SMALL, 21)), ("100 MiB", page.evaluate(LARGE, 100 << 20))]
        browser.close()
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=chromium.flags())
        with twin.page(browser) as page:
            size, memory = huge(page)
        browser.close()
    print("| what | seal ms | open ms | both ms |\n|---|--:|--:|--:|")
    for what, (seal, opened) in rows:
        print(f"| {what} | {seal:.0f} | {opened:.0f} | {seal + opened:.0f} |")
    print(f"Sealing {size:,} octets of a file: greatest memory of the page's process {memory} MB.")


def huge(page: Page) -> tuple[int, int]:
    """A file of 2 GB read from the disk and sealed part by part: what was sealed, and the most that the page's process ever held."""
    page.set_default_timeout(0)
    page.evaluate(CHOSEN)
    with tempfile.NamedTemporaryFile() as file:
        os.truncate(file.name, 2_000_000_000)
        page.set_input_files("input", file.name)
        sealed, _size = page.evaluate(HUGE)
    return sealed, max(map(_peak, _renderers()), default=0)


def _renderers() -> list[Path]:
    """Those of browsers started by this process."""
    mine = {str(os.getpid())}
    processes = {each: _status(each) for each in Path("/proc").iterdir() if each.name.isdigit()}
    for _depth in range(6):
        mine |= {each.name for each, told in processes.items() if told.get("PPid") in mine}
    return [each for each in processes if each.name in mine and b"--type=renderer" in (each / "cmdline").read_bytes()]


def _peak(process: Path) -> int:
    return int(_status(process)["VmHWM"].split()[0]) // 1024


def _status(process: Path) -> dict[str, str]:
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return {}
    return {name: value.strip() for name, _colon, value in (line.partition(":") for line in lines)}


if __name__ == "__main__":
    main()
