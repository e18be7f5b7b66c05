#!/usr/bin/env python3
"""How much of a core the kiosk uses with nobody there, on Welcome and on the door, without a camera and
with one that sees an empty room thirty times a second.

usage: idle.py --build FOLDER [--seconds 60]

Prints a line a screen: the CPU seconds of the whole process and their share of one core.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "e2e"))
from kiosk_driver import Display, Kiosk

SAMPLE = Path(__file__).resolve().parents[2] / "assets" / "meetings" / "daugavpils-2019-03.toml"
STAFF_PIN = "2468"
ROOM = ("videotestsrc is-live=true pattern=black ! "
        "video/x-raw,format=GRAY8,width=1280,height=720,framerate=30/1")
SETTLE = 3  # seconds: the first frames and the store's rest are not idling


def cpu_seconds(pid):
    """User and system time of all its threads; fields 14 and 15 of proc(5)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(kiosk, screen, seconds):
    kiosk.wait_screen(screen)
    time.sleep(SETTLE)
    frames, before = kiosk.frame().number, cpu_seconds(kiosk.process.pid)
    time.sleep(seconds)
    used = cpu_seconds(kiosk.process.pid) - before
    drawn = kiosk.frame().number - frames
    print(f"{screen:8} {used:6.2f} s CPU in {seconds:g} s = {100 * used / seconds:.2f} % of a core, "
          f"{drawn} frames", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    for camera in ("enabled = false", f"pipeline = '{ROOM}'"):
        print(f"[camera] {camera}")
        measure_screens(asked.build / "kiosk", camera, asked.seconds)


def measure_screens(program, camera, seconds):
    arguments = ["--meeting", str(SAMPLE), "--demo-pins",
                 "--rehearse", "2019-03-12T09:00"]
    with Display() as display, tempfile.TemporaryDirectory(prefix="kiosk-idle-") as folder:
        kiosk = Kiosk(program, display, arguments, folder=folder)
        kiosk.data.mkdir(mode=0o700)
        (kiosk.data / "kiosk.toml").write_text(f"[camera]\n{camera}\n")
        with kiosk:
            measure(kiosk, "welcome", seconds)
            kiosk.press("staff")
            kiosk.wait_screen("pin")
            for digit in STAFF_PIN:
                kiosk.press(f"digit:{digit}")
            kiosk.press("ok")
            measure(kiosk, "door", seconds)


if __name__ == "__main__":
    main()
