#!/usr/bin/env python3
"""What fingers do on a touch screen, several at a time: nothing is lost and nothing is done twice.

usage: touch_test.py --kiosk build/kiosk --kioskctl build/kioskctl --meeting FILE.toml
"""

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from kiosk_driver import Id, Kiosk, arguments
from touch_display import TouchDisplay

MEETING_ID = "daugavpils-2019-03"
MOMENT = "2019-03-12T09:00"
PROGRAM = CONTROL = MEETING = None

# Each thumb takes every other letter; twice the same letter is both of them on one key.
LETTERS = "thequickbrownfoxjjumpsoverllazydog"


class TouchTest(unittest.TestCase):
    def setUp(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="kiosk-touch-")))
        display = self.enterContext(TouchDisplay(1280, 800))
        self.fingers = display.fingers
        self.kiosk = Kiosk(PROGRAM, display, ["--meeting", MEETING, "--rehearse", MOMENT, "--language", "en"],
                           folder=folder)
        self.addCleanup(self.kiosk.stop)
        self.kiosk.start()
        self.kiosk.wait_screen("welcome")
        self.tap("register")
        self.kiosk.wait_screen("name")
        self.kiosk.widget("family")  # at rest

    # What hands do

    def tap(self, id):
        self.fingers.tap(*self.kiosk.widget(id).middle)

    def go_to_field(self, id):
        self.tap(id)
        self.kiosk.wait_widget(id, lambda w: "focused" in w.state, f"field {id}")

    def key(self, letter):
        return self.kiosk.frame().widgets[Id.key + letter].middle

    def type_with_two_thumbs(self, letters, pause=lambda: None):
        """Each thumb comes down before the other is lifted."""
        for at, letter in enumerate(letters):
            thumb = at % 2
            self.fingers.down(thumb, *self.key(letter))
            pause()
            if at > 0:
                self.fingers.up(1 - thumb)
                pause()
        self.fingers.up(thumb)

    def type_with_one_finger(self, letters):
        for letter in letters:
            self.fingers.tap(*self.key(letter))

    def hold(self, finger, letter):
        """Comes down, and is seen."""
        self.fingers.down(finger, *self.key(letter))
        self.kiosk.wait_widget(Id.key + letter, lambda w: "pressed" in w.state, f"a finger on {letter}")

    @contextlib.contextmanager
    def busy(self):
        """The kiosk sees nothing of it until it is over."""
        self.kiosk.process.send_signal(signal.SIGSTOP)
        try:
            yield
            self.fingers.sync()
        finally:
            self.kiosk.process.send_signal(signal.SIGCONT)

    def go_to_town(self):
        self.tap("next")
        self.kiosk.wait_screen("where_from")

    def expect_registered(self, given, family):
        """By fingers to the end, then what the database says."""
        self.go_to_town()
        self.tap("town:daugavpils")
        self.kiosk.wait_screen("optional")
        self.tap("skip")
        self.kiosk.wait_screen("check")
        self.tap("print")
        self.kiosk.wait_screen("done")
        shown = subprocess.run(
            [CONTROL, "--data", self.kiosk.data, "--json", "attendee", "show", "A-0001", "--meeting", MEETING_ID],
            capture_output=True, text=True, check=True)
        attendee = json.loads(shown.stdout)
        self.assertEqual((attendee["given_name"], attendee["family_name"]), (given, family))

    # What comes of it

    def test_two_thumbs_that_overlap_at_speed_type_every_letter_once_and_in_order(self):
        self.go_to_field("given")
        self.type_with_two_thumbs(LETTERS)  # as fast as the driver reads
        self.go_to_field("family")
        self.type_with_two_thumbs(LETTERS, pause=self.fingers.sync)
        self.expect_registered(LETTERS.capitalize(), LETTERS.capitalize())

    def test_one_finger_types_each_letter_once(self):
        """The server may not make a pointer of it as well."""
        self.go_to_field("given")
        self.type_with_one_finger(LETTERS)
        self.go_to_field("family")
        self.type_with_one_finger("ozola")
        self.expect_registered(LETTERS.capitalize(), "Ozola")

    def test_what_two_thumbs_type_while_the_kiosk_is_busy_is_kept(self):
        self.go_to_field("given")
        with self.busy():
            self.type_with_two_thumbs(LETTERS)
        self.go_to_field("family")
        self.type_with_two_thumbs("ozola")
        self.expect_registered(LETTERS.capitalize(), "Ozola")

    def test_a_mouse_works_beside_the_fingers(self):
        self.kiosk.press("given")
        self.hold(0, "j")
        self.kiosk.press(Id.key + "u")
        self.hold(1, "m")
        self.fingers.up(0)
        self.kiosk.press(Id.key + "p")
        self.fingers.up(1)
        self.kiosk.press("family")
        self.kiosk.type_osk("Oz")
        self.hold(0, "q")
        self.fingers.up(0)
        self.expect_registered("Jump", "Ozq")

    def test_what_a_screen_that_acts_as_a_mouse_types_at_speed_is_typed_where_it_was_touched(self):
        self.go_to_field("given")
        touches = [word for letter in LETTERS for word in ("mousemove", *map(str, self.key(letter)), "click", "1")]
        with self.busy():  # it sees each touch when the next has been
            self.kiosk.xdotool(*touches)
        self.go_to_field("family")
        self.type_with_one_finger("ozola")
        self.expect_registered(LETTERS.capitalize(), "Ozola")

    def test_a_letter_held_down_offers_its_relatives_to_the_finger_that_slides(self):
        self.go_to_field("given")
        self.hold(0, "j")
        self.hold(1, "a")
        self.fingers.up(0)
        self.fingers.move(1, *self.kiosk.wait_widget("relative:ā").middle)
        self.fingers.up(1)
        self.go_to_field("family")
        self.type_with_one_finger("ozola")
        self.expect_registered("Jā", "Ozola")

    def test_a_finger_drags_a_list_and_chooses_nothing(self):
        self.go_to_field("given")
        self.type_with_one_finger("anna")
        self.go_to_field("family")
        self.type_with_one_finger("ozola")
        self.go_to_town()
        self.tap("another_place")
        country = self.kiosk.widget("country:AL")
        x, y = country.middle
        self.fingers.down(0, x, y)
        self.fingers.move(0, x, y - country.h)
        self.fingers.up(0)
        self.kiosk.wait_widget("country:AL", lambda w: abs(w.y - (country.y - country.h)) <= 1, "the list moved")
        self.assertNotIn("checked", self.kiosk.widget("country:AL").state)


def main():
    global PROGRAM, CONTROL, MEETING
    asked = arguments(__doc__, "kiosk", "kioskctl", "meeting")
    PROGRAM, CONTROL, MEETING = asked.kiosk, asked.kioskctl, Path(asked.meeting)
    unittest.main(argv=asked.rest)


if __name__ == "__main__":
    main()
