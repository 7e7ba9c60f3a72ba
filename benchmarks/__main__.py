"""`make bench`: every benchmark in a process of its own, or those whose names are given; flags (`--large`) are handed to each."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(given: list[str]) -> int:
    names, flags = [each for each in given if not each.startswith("-")], [each for each in given if each.startswith("-")]
    found = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    if unknown := set(names) - set(found):
        print(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(found)}.")
        return 2
    return max(
        [
            subprocess.run([sys.executable, "-m", f"benchmarks.bench_{name}", *flags], check=False).returncode
            for name in names or found
        ],
        default=0,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
