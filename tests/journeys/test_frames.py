"""A certificate goes by pictures from the screen of one machine to another: shown, photographed, read back from files and by a camera."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import segno
from playwright.sync_api import Browser, Page, expect

from bartholdi.cores.sealing import frames
from tests.cores.sealing.judging import Vectors
from tests.journeys import twin
from tests.journeys.photographs import photographed
from tests.journeys.visitor import AXE, FINDINGS, RULES
from tools import chromium, offline_page

pytestmark = pytest.mark.heavy
CERTIFICATE = Vectors().key("paris").certificate.octets
FINGERPRINT = Vectors().key("paris").certificate.fingerprint
PICTURES = -(-len(CERTIFICATE) // 400)


def offline(browser: Browser, **options: Any) -> tuple[Page, list[str]]:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, locale="en-GB", offline=True, accept_downloads=True, **options
    )
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(offline_page.build().as_uri())
    return page, complaints


def test_a_certificate_is_shown_photographed_and_read_back_without_a_network(browser: Browser, tmp_path: Path) -> None:
    page, complaints = offline(browser, reduced_motion="reduce")
    file = tmp_path / "paris.cert"
    file.write_bytes(CERTIFICATE)
    page.locator("#show-what").set_input_files(file)
    page.get_by_role("button", name="Show the pictures").click()
    photos = photographed(page.locator("#show .frames"), tmp_path)

    reader = page.locator("#read")
    stranger = tmp_path / "stranger.png"
    segno.make_qr("https://example.org").save(str(stranger), scale=6)
    reader.locator("input").set_input_files([photos[5], stranger, file, *reversed(photos[:9]), photos[3]])
    expect(reader.locator(".notice")).to_have_text("No picture of ours was found in: stranger.png, paris.cert.")
    expect(reader.locator(".frames-said")).to_contain_text(f"9 of {PICTURES} pictures read. Still missing: 10, 11,")
    reader.locator("input").set_input_files([*photos[9:20], *photos[21:]])
    expect(reader.locator(".notice")).to_contain_text(f"{PICTURES - 1} of {PICTURES} pictures read. Still missing: 21.")
    reader.locator("input").set_input_files(photos[20])
    expect(reader.locator(".offline-print")).to_have_text(re.sub("(.{4})(?=.)", r"\1 ", FINGERPRINT))
    with page.expect_download() as saving:
        reader.get_by_text("Save pictures.cert").click()
    assert saving.value.path().read_bytes() == CERTIFICATE
    assert complaints == []


def test_the_loop_runs_pauses_turns_by_key_and_stands_still_for_whoever_wants_less_motion(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "paris.cert"
    file.write_bytes(CERTIFICATE)
    for motion, toggle in (("no-preference", "Pause"), ("reduce", "Go on")):
        page, complaints = offline(browser, reduced_motion=motion, bypass_csp=True)
        page.locator("#show-what").set_input_files(file)
        page.get_by_role("button", name="Show the pictures").click()
        player = page.locator("#show .frames")
        expect(player.get_by_role("button", name=toggle)).to_be_visible()
        if motion == "no-preference":
            expect(player.locator(".frames-said")).not_to_have_text(f"Picture 1 of {PICTURES}")  # whichever a slow machine shows
            player.get_by_role("button", name="Pause").press("Enter")
        at = player.locator(".frames-said").inner_text()
        page.wait_for_timeout(700)
        expect(player.locator(".frames-said")).to_have_text(at)
        expect(player.get_by_role("img", name=at)).to_be_visible()
        player.get_by_role("button", name="Go on").press("ArrowLeft")
        expect(player.locator(".frames-said")).not_to_have_text(at)
        page.add_script_tag(content=AXE.read_text("utf-8"))
        assert (page.evaluate(FINDINGS, RULES), page.evaluate("document.documentElement.scrollWidth"), complaints) == (
            [],
            360,
            [],
        )
        page.context.close()


def test_a_key_file_is_never_shown(browser: Browser, tmp_path: Path) -> None:
    page, _ = offline(browser)
    file = tmp_path / "paris.key"
    file.write_bytes(Vectors().key("paris").octets)
    page.locator("#show-what").set_input_files(file)
    page.get_by_role("button", name="Show the pictures").click()
    expect(page.locator("#show [role=alert]")).to_contain_text("The file holds a secret key.")
    assert page.locator("canvas").count() == 0


def film(folder: Path, texts: list[str]) -> Path:
    """What a camera would see: each picture for a third of a second, grey around, as Y4M."""
    side, target = 720, folder / "camera.y4m"
    with target.open("wb") as file:
        file.write(f"YUV4MPEG2 W{side} H{side} F15:1 Ip A1:1 C420jpeg\n".encode())
        for text in texts:
            rows = [
                bytes(40 if dark else 215 for dark in row)
                for row in segno.make_qr(text, error="l").matrix_iter(scale=6, border=4)
            ]
            edge = (side - len(rows)) // 2
            lines = [bytes([120]) * side] * edge
            lines += [bytes([120]) * edge + row + bytes([120]) * (side - edge - len(row)) for row in rows]
            lines += [bytes([120]) * side] * (side - len(lines))
            picture = b"FRAME\n" + b"".join(lines) + bytes([128]) * (side * side // 2)
            file.write(picture * 5)
    return target


@pytest.mark.long
def test_a_camera_reads_the_loop_from_a_screen(browser: Browser, tmp_path: Path) -> None:
    octets = bytes([0xC4]) + bytes(range(256)) * 9  # as long as a small receipt; its first octet says what it is
    camera = film(tmp_path, frames.written(octets))
    flags = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={camera}",
    ]
    watching = browser.browser_type.launch(executable_path=chromium.found(), args=[*chromium.flags(), *flags])
    page, complaints = offline(watching)
    reader = page.locator("#read")
    reader.get_by_role("button", name="Use the camera").click()
    expect(reader.locator(".frames-result")).to_contain_text("A receipt or a statement was read.")
    expect(reader.locator("video")).to_be_hidden()
    with page.expect_download() as saving:
        reader.get_by_text("Save pictures.receipt").click()
    assert (saving.value.path().read_bytes(), complaints) == (octets, [])
    watching.close()


def test_without_a_camera_the_page_says_so(browser: Browser) -> None:
    page, _ = offline(browser)
    page.locator("#read").get_by_role("button", name="Use the camera").click()
    expect(page.locator("#read [role=alert]")).to_contain_text("Choose files instead.")


DETECTORS = """async ([text]) => {
    const file = await new Promise((done) => {
        const canvas = document.createElement("canvas");
        import("/ui/sealing/pictures.js").then(({ drawn }) => { drawn(canvas, text); canvas.toBlob(done); });
    });
    const { inFile } = await import("/ui/sealing/pictures.js");
    return [await inFile(file), await inFile(new Blob(["no image"]))];
}"""
NATIVE = (
    "globalThis.BarcodeDetector = class { static async getSupportedFormats() { return ['qr_code']; } async detect() { %s } };"
)


@pytest.mark.long
@pytest.mark.parametrize(
    ("own", "found"),
    [("", "BARTHOLDI/A"), (NATIVE % "return [{ rawValue: 'by the browser' }];", "by the browser"), (NATIVE % "throw new Error('busy');", "BARTHOLDI/A")],
)  # fmt: skip
def test_the_browsers_own_detector_is_asked_first_and_ours_where_it_fails(browser: Browser, own: str, found: str) -> None:
    with twin.page(browser) as page:
        page.evaluate(f"() => {{ {own} }}")
        assert page.evaluate(DETECTORS, ["BARTHOLDI/A"]) == [[found], []]
