#!/usr/bin/env python3
"""How long the kiosk takes from the start of its process to its first frame, and what it then holds
in memory; drawn by software at 1920×1080. Medians over several starts.

usage: start.py --build FOLDER [--starts N]
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
from kiosk_driver import Display, end, wait  # noqa: E402

SAMPLE = ROOT / "assets" / "meetings" / "daugavpils-2019-03.toml"


def start_once(kiosk, display, folder):
    """Milliseconds to the first frame, and peak memory in MiB."""
    record = folder / "frame.jsonl"
    record.unlink(missing_ok=True)
    began = time.monotonic()
    process = subprocess.Popen(
        [kiosk, "--data", folder / "data", "--meeting", SAMPLE, "--rehearse", "2019-03-12T09:00",
         "--frame-record", record],
        env=display.environment(), stderr=subprocess.DEVNULL)
    try:
        wait("the first frame", record.exists, 60)
        took = (time.monotonic() - began) * 1000
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
        return took, peak / 1024
    finally:
        end(process)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--build", type=Path, required=True)
    options.add_argument("--starts", type=int, default=9)
    given = options.parse_args()
    with Display() as display, tempfile.TemporaryDirectory() as folder:
        runs = [start_once(given.build / "kiosk", display, Path(folder)) for _ in range(given.starts)]
    first, later = runs[0], runs[1:]
    print(f"first start (new database)  {first[0]:7.0f} ms to the first frame, {first[1]:6.1f} MiB")
    print(f"later starts, median        {statistics.median(r[0] for r in later):7.0f} ms to the first "
          f"frame, {statistics.median(r[1] for r in later):6.1f} MiB, of {len(later)}")


if __name__ == "__main__":
    main()
