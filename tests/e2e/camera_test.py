#!/usr/bin/env python3
"""A camera in front of the kiosk: codes are read on Welcome, the attendee sees the picture, staff scan.

usage: camera_test.py --kiosk build/kiosk --kioskctl build/kioskctl --meeting FILE.toml [--out FOLDER]

What the camera sees is a PNG file that the test replaces; GStreamer reads it ten times a second.
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from kiosk_driver import Display, Kiosk, arguments

MEETING_ID = "daugavpils-2019-03"
MOMENT = "2019-03-12T09:00"
STAFF_PIN = "2468"
PROGRAM = CONTROL = MEETING = OUT = None
ROOM = ["-size", "1280x720", "gradient:#5b6470-#2c3138"]


class WithKiosk(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kiosk-camera-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def begin(self, pipeline):
        display = Display(1280, 800)
        display.__enter__()
        self.addCleanup(display.__exit__)
        self.kiosk = Kiosk(PROGRAM, display, ["--meeting", MEETING, "--demo-pins", "--rehearse", MOMENT,
                                              "--language", "en"], folder=self.folder)
        self.addCleanup(self.kiosk.stop)
        self.kiosk.data.mkdir(mode=0o700)
        settings = self.kiosk.data / "kiosk.toml"
        settings.write_text(f"[camera]\npipeline = '{pipeline}'\n")
        self.kiosk.start()
        self.kiosk.wait_screen("welcome")


class CameraTest(WithKiosk):
    def setUp(self):
        super().setUp()
        self.scene = self.folder / "scene.png"
        self.show_nothing()
        self.begin(f"multifilesrc location={self.scene} loop=true caps=image/png,framerate=10/1 ! pngdec")

    def control(self, *words):
        done = subprocess.run([CONTROL, "--data", self.kiosk.data, *words], capture_output=True, text=True,
                              check=True)
        return done.stdout

    def new_badge(self, family):
        """A picture of a new attendee's badge."""
        made = json.loads(self.control("register", "--meeting", MEETING_ID, "--given", "Guest", "--family",
                                       family, "--town", "Daugavpils", "--country", "LV", "--kind", "local"))
        badge = self.folder / f"{family}.png"
        self.control("badge", "render", made["number"], "--meeting", MEETING_ID, "-o", str(badge))
        return badge

    def picture(self, *words):
        """Replaces what the camera sees in one step: it must never read half a file."""
        made = self.folder / "next.png"
        subprocess.run(["convert", *ROOM, *words, "-depth", "8", f"PNG24:{made}"], check=True)
        os.replace(made, self.scene)

    def show(self, badge):
        self.picture("(", str(badge), "-resize", "x560", "-background", "none", "-rotate", "6", ")",
                     "-gravity", "center", "-geometry", "+60+0", "-composite", "-blur", "0x0.8")

    def show_nothing(self):
        self.picture()

    def sign_in(self):
        self.kiosk.enter_pin(STAFF_PIN, "door")

    def keep(self, name):
        if OUT:
            OUT.mkdir(parents=True, exist_ok=True)
            self.kiosk.screenshot(OUT / name)

    def test_showing_a_code_on_welcome_is_enough(self):
        self.show(self.new_badge("One"))
        self.kiosk.wait_screen("greeting")

    def test_the_attendee_sees_what_the_camera_sees(self):
        self.kiosk.press("have_code")
        self.kiosk.wait_widget("camera")
        self.keep("have_code.png")
        self.show(self.new_badge("One"))
        self.kiosk.wait_screen("greeting")
        self.kiosk.wait("no camera picture", lambda: not self.kiosk.has("camera"))

    def test_a_badge_held_at_the_door_is_one_scan_and_the_next_person_is_another(self):
        self.sign_in()
        self.kiosk.wait_widget("camera")
        for number, family in enumerate(("One", "Two", "Three"), start=1):
            self.show(self.new_badge(family))
            self.kiosk.wait_widget("count:inside", lambda w: w.number == number, f"{number} inside")
        self.keep("door.png")
        scans = json.loads(self.control("export", "scans", "--meeting", MEETING_ID, "--format", "json", "-o", "-"))
        self.assertEqual(len(scans), 3)  # one each, though each was held

    def test_a_person_who_comes_back_is_a_new_scan(self):
        self.sign_in()
        badge = self.new_badge("One")
        self.show(badge)
        self.kiosk.wait_widget("verdict", lambda w: "Admitted" in w.label)
        self.show_nothing()
        # Gone for as long as kiosk.toml says; then the same badge is told to be in already.
        self.kiosk.allow("the time that makes it a new scan", lambda: False, 2)
        self.show(badge)
        self.kiosk.wait_widget("verdict", lambda w: "Already" in w.label)


class NoCameraTest(WithKiosk):
    def test_without_pictures_the_attendee_is_led_to_the_scanner_or_the_number(self):
        self.begin("filesrc location=/nonexistent ! pngdec")
        self.kiosk.press("have_code")
        self.kiosk.wait_widget("title", lambda w: "reader" in w.label)
        self.assertFalse(self.kiosk.has("camera"))


def main():
    global PROGRAM, CONTROL, MEETING, OUT
    asked = arguments(__doc__, "kiosk", "kioskctl", "meeting", optional=["out"])
    PROGRAM, CONTROL, MEETING = asked.kiosk, asked.kioskctl, Path(asked.meeting)
    OUT = Path(asked.out) if asked.out else None  # pictures of the screens are kept there
    unittest.main(argv=asked.rest)


if __name__ == "__main__":
    main()
