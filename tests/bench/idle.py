#!/usr/bin/env python3
"""How much of a core the kiosk uses with nobody there, on Welcome and on the door.

usage: idle.py --build FOLDER [--seconds 60]

Prints a line a screen: the CPU seconds of the whole process and their share of one core.
"""

import argparse
import os
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "e2e"))
from kiosk_driver import Display, Kiosk

SAMPLE = Path(__file__).resolve().parents[2] / "assets" / "meetings" / "daugavpils-2019-03.toml"
STAFF_PIN = "2468"
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
    arguments = ["--meeting", str(SAMPLE), "--demo-pins",
                 "--rehearse", "2019-03-12T09:00"]
    with Display() as display, Kiosk(asked.build / "kiosk", display, arguments) as kiosk:
        measure(kiosk, "welcome", asked.seconds)
        kiosk.press("staff")
        kiosk.wait_screen("pin")
        for digit in STAFF_PIN:
            kiosk.press(f"digit:{digit}")
        kiosk.press("ok")
        measure(kiosk, "door", asked.seconds)


if __name__ == "__main__":
    main()
