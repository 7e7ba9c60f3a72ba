"""Flips bits of a small envelope in a process of its own, whose memory is looked at: `python -m tests.cores.sealing.every_bit STEP`.

One line of JSON: how many bits were tried, which of them a reader accepted, the longest try in seconds, and the peak of memory in octets.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from bartholdi.cores.sealing import reading
from bartholdi.cores.sealing.refusal import Refusal
from tests.cores.sealing.judging import Vectors
from tests.cores.sealing.making import dispatch, enveloped, inner, octets_of


def main(step: int) -> None:
    vectors = Vectors()
    washington, paris = vectors.key("washington"), vectors.key("paris")
    whole = enveloped(inner(octets_of(dispatch(washington, paris.certificate)), washington), paris.certificate)
    sound = vectors.all["dispatch-ok"]
    reader = vectors.reader(sound, sound["inputs"])
    accepted, slowest, tried = [], 0.0, range(0, 8 * len(whole), step)
    for bit in tried:
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << (bit % 8)
        began = time.perf_counter()
        try:
            reading.read(bytes(changed), reader)
            accepted.append(bit)
        except Refusal:
            pass
        slowest = max(slowest, time.perf_counter() - began)
    json.dump({"tried": len(tried), "accepted": accepted, "slowest": slowest, "peak": _peak()}, sys.stdout)


def _peak() -> int:
    """Of this process alone: `ru_maxrss` would begin with what the process that started it held."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found
    return int(found[1]) * 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
