#!/usr/bin/env python3
"""What a frame of every screen costs at 1920×1080, drawn by software: median and p99 of 200 frames.

usage: frames.py --build FOLDER [--frames N]
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
from kiosk_driver import Display  # noqa: E402


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--build", type=Path, required=True)
    options.add_argument("--frames", type=int, default=200)
    given = options.parse_args()
    subprocess.run([ROOT / "scripts" / "build", "--in", given.build, "screens_gallery"], check=True,
                   stdout=subprocess.DEVNULL)
    with Display() as display, tempfile.TemporaryDirectory() as folder:
        subprocess.run([given.build / "screens_gallery", folder, "1920", "1080", "3.78", "lv",
                        f"frames={given.frames}"], env=os.environ | display.environment(), check=True)


if __name__ == "__main__":
    main()
