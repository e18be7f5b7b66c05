#!/usr/bin/env python3
"""A USB scanner sends physical keys: whatever layout or Caps Lock is set, the door reads the code.

usage: scanner_test.py --kiosk build/kiosk --kioskctl build/kioskctl --meeting FILE.toml
"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from kiosk_driver import KEY_MILLISECONDS, Display, Kiosk, arguments

MEETING_ID = "daugavpils-2019-03"
MOMENT = "2019-03-12T09:00"
STAFF_PIN = "2468"
PROGRAM = CONTROL = MEETING = None

# X keycodes of a US keyboard, by position: evdev's plus 8.
ROWS = {10: "1234567890", 24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM"}
KEYCODES = {key: str(first + at) for first, row in ROWS.items() for at, key in enumerate(row)}
SHIFT, ENTER, CAPS_LOCK = "50", "36", "66"


class ScannerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kiosk-scanner-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.people = 0
        display = Display(1280, 800)
        display.__enter__()
        self.addCleanup(display.__exit__)
        self.kiosk = Kiosk(PROGRAM, display, ["--meeting", MEETING, "--demo-pins", "--rehearse", MOMENT,
                                              "--language", "en"], folder=self.folder)
        self.addCleanup(self.kiosk.stop)
        self.kiosk.start()
        self.kiosk.wait_screen("welcome")
        self.kiosk.enter_pin(STAFF_PIN, "door")

    def new_code(self):
        self.people += 1
        done = subprocess.run(
            [CONTROL, "--data", self.kiosk.data, "register", "--meeting", MEETING_ID, "--given", "Guest",
             "--family", f"Number {self.people}", "--town", "Daugavpils", "--country", "LV", "--kind",
             "local"],
            capture_output=True, text=True, check=True)
        return json.loads(done.stdout)["code"]

    def keycodes(self, *codes, delay=KEY_MILLISECONDS):
        self.kiosk.xdotool("key", "--delay", delay, *codes)

    def scan_by_keys(self, code, delay=KEY_MILLISECONDS):
        """As a scanner with a US layout of its own: shift held for each letter."""
        words = []
        for character in code:
            pressed = ["key", "--delay", delay, KEYCODES[character]]
            held = ["--delay", delay, SHIFT]
            words += pressed if character.isdigit() else ["keydown", *held, *pressed, "keyup", *held]
        self.kiosk.xdotool(*words, "key", "--delay", delay, ENTER)

    def expect_admitted(self):
        self.kiosk.wait_widget("count:inside", lambda w: w.number == self.people,
                               f"{self.people} inside")
        self.kiosk.wait_widget("verdict", lambda w: "Admitted" in w.label, "admitted")

    def check_that_a_scan_is_admitted(self):
        code = self.new_code()
        self.scan_by_keys(code)
        self.expect_admitted()

    def test_every_layout_is_read_by_its_physical_keys(self):
        for layout in ("us", "ru", "fr", "gr", "de"):
            with self.subTest(layout=layout):
                self.kiosk.display.run("setxkbmap", layout)
                self.check_that_a_scan_is_admitted()

    def test_no_key_is_lost_or_doubled_at_a_thousand_keys_a_second_and_faster(self):
        for layout in ("us", "ru", "fr"):
            self.kiosk.display.run("setxkbmap", layout)
            for delay in ("1", "0"):
                for _ in range(3):
                    with self.subTest(layout=layout, delay=delay):
                        code = self.new_code()
                        self.scan_by_keys(code, delay)
                        self.expect_admitted()
                        code = self.new_code()
                        self.keycodes(*[KEYCODES[character] for character in code], ENTER, delay=delay)
                        self.expect_admitted()

    def test_caps_lock_changes_nothing(self):
        self.keycodes(CAPS_LOCK)
        self.check_that_a_scan_is_admitted()

    def test_a_scanner_that_never_shifts_is_read(self):
        code = self.new_code()
        self.keycodes(*[KEYCODES[character] for character in code], ENTER)
        self.expect_admitted()


def main():
    global PROGRAM, CONTROL, MEETING
    asked = arguments(__doc__, "kiosk", "kioskctl", "meeting")
    PROGRAM, CONTROL, MEETING = asked.kiosk, asked.kioskctl, Path(asked.meeting)
    unittest.main(argv=asked.rest)


if __name__ == "__main__":
    main()
