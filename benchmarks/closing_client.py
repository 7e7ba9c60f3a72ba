"""The browsers of `bench_closing`, in a process of their own: reads its plan, does it in real time, prints what was answered as JSON."""

from __future__ import annotations

import asyncio
import json
import random
import secrets
import sys
import time
from pathlib import Path
from typing import Any

PATIENCE = 20  # seconds for one save, as autosave.js has; then it tries again
LONG = 120  # seconds for a page, as browsers have


class Browser:
    """One person, with one connection that is opened anew where the server has closed it."""

    def __init__(self, plan: dict[str, Any], one: dict[str, Any], answers: list[dict[str, Any]]) -> None:
        self.port, self.closes, self.one, self.answers = plan["port"], plan["closes"], one, answers
        self.csrf = secrets.token_hex(16)
        self.at = f"/en/portal/applications/{one['application']}/"

    async def act(self) -> None:
        if self.one["does"] == "save":
            await until(self.one["at"])
            await self.save()
        else:
            await until(self.one["at"] - self.one["reads"])
            await self.submit()

    async def save(self) -> None:
        fields = {"q-q1": self.one["text"], "seen": '{"q1": 0}', "since": "0", "tab": "one"}
        row: dict[str, Any] = {"status": "TimeoutError"}
        failures = 0
        while row["status"] == "TimeoutError":
            if failures:  # as autosave.js waits
                await asyncio.sleep(min(30, 2 ** min(failures, 5)) * (0.75 + random.random() / 2))
            row, _head, body = await self.ask("save", "save/", fields, {"Accept": "application/json"})
            failures += 1
        told = json.loads(body) if row["status"] == 200 else {}
        row["right"] = told.get("version") == 1 and not told["conflicts"] and not told["refusedKeys"]

    async def submit(self) -> None:
        row, _head, body = await self.ask("check", "check/")
        row["right"] = row["status"] == 200 and b'name="token"' in body
        await until(self.one["at"])
        row, head, _body = await self.ask(self.one["does"], "check/", {"token": secrets.token_urlsafe(16)})
        accepted = "/sent/1/" in head.get("location", "")
        row["right"] = row["status"] == 302 and accepted == (row["sent"] < self.closes)  # whose page came too late is late
        if accepted:
            row, _head, _body = await self.ask("sent", "sent/1/")
            row["right"] = row["status"] == 200

    async def ask(
        self, what: str, path: str, fields: dict[str, str] | None = None, head: dict[str, str] | None = None
    ) -> tuple[dict[str, Any], dict[str, str], bytes]:
        content = multipart({**fields, "csrfmiddlewaretoken": self.csrf}) if fields is not None else b""
        lines = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": f"sessionid={self.one['session']}; csrftoken={self.csrf}",
            "Connection": "close",
            **(head or {}),
        }
        if content:
            lines |= {"Content-Type": "multipart/form-data; boundary=line", "Content-Length": str(len(content))}
        first = f"{'POST' if content else 'GET'} {self.at}{path} HTTP/1.1\r\n"
        sent, begun = time.time(), time.perf_counter()
        row = {"what": what, "application": self.one["application"], "sent": sent, "took": None, "status": 0, "right": False}
        self.answers.append(row)
        whole = first + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
        try:
            answer = await asyncio.wait_for(exchange(self.port, whole.encode() + content), PATIENCE if what == "save" else LONG)
        except OSError as fault:  # TimeoutError is one
            row["status"] = type(fault).__name__
            return row, {}, b""
        row["took"] = time.perf_counter() - begun
        row["status"], headers, body = taken_apart(answer)
        return row, headers, body


async def exchange(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        await writer.drain()
        return await reader.read()
    finally:
        writer.close()


def taken_apart(answer: bytes) -> tuple[int, dict[str, str], bytes]:
    head, _gap, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    parts = first.split(" ")
    headers = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
    return int(parts[1]) if len(parts) > 1 else 0, headers, body


def multipart(fields: dict[str, str]) -> bytes:
    parts = [f'--line\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
    return ("".join(parts) + "--line--\r\n").encode()


async def until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.time()))


async def main(plan: dict[str, Any]) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = []
    await asyncio.gather(*(Browser(plan, one, answers).act() for one in plan["people"]))
    return answers


if __name__ == "__main__":
    json.dump(asyncio.run(main(json.loads(Path(sys.argv[1]).read_text()))), sys.stdout)
