#!/usr/bin/env python3
"""What somebody typed is nowhere in the kiosk's memory once they have gone, and the screen is what it was
before they came, pixel for pixel.

usage: residue_test.py --kiosk build/kiosk --meeting FILE.toml

Real keys are pressed on a real window of the real program. Once the person has gone, by Start over or
because nobody touched the kiosk, these are searched for both names:

- all memory that the process can write to: heap, stacks, static data, mapped files that are writable. So
  ImGui's, the keyboard's, the pictures' and speech's own buffers are in it, wherever they lie; names count
  as UTF-8, UTF-16 and UTF-32, and without their first two letters, which is what freed memory loses;
- the frame record, and what the kiosk wrote to its output and error;
- the last frame: the display's pixels, compared with those of Welcome before the person came.

Not searched: memory of the X server and of a graphics card (here, drawn by software, textures are in the
process, but as pixels), and files. After somebody registered, memory is not searched either: SQLite's
page cache and the journal hold their name by right, and it cannot be told from a residue. Then the
pixels, the frame record and the output have to do; the widgets' state after Done is looked at in
tests/app (`expect_nobody`). What is gone from the files after an erasure is tests/db/privacy_test.cpp.
"""

import re
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from kiosk_driver import QUIET, Display, Kiosk, arguments

PROGRAM = MEETING = None

# Long enough to lie on the heap, short enough to lie inside a string; in no word list and no file.
LONG = "Wxqwenceslavazjhkowitzenbergq"
SHORT = "Vqjxwolda"

WIDTH, HEIGHT = 1280, 800
FOUND_IN = "lv"  # the meeting's first language: Welcome is left in it
ROUND = 150  # how long the languages may take until it is its turn again
TOWN = "daugavpils"


def writable_memory(process):
    """Each piece of memory that the process can write to."""
    with open(f"/proc/{process}/maps", encoding="ascii") as maps:
        lines = maps.readlines()
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for line in lines:
            first, last, rights = re.match(r"(\w+)-(\w+) (\S+)", line).groups()
            if not rights.startswith("rw"):
                continue
            start, end = int(first, 16), int(last, 16)
            try:
                memory.seek(start)
                yield memory.read(end - start)
            except OSError:
                continue  # a device's memory, of the graphics card


def traces(process, name):
    """How often the name, or what is left when its first letters are gone, stands in memory."""
    rest = name[2:]
    patterns = [rest.encode(code) for code in ("utf-8", "utf-16-le", "utf-32-le")]
    return sum(piece.count(pattern) for piece in writable_memory(process) for pattern in patterns)


def pixels_that_differ(one, other):
    """Of two pictures of the display as binary PPM, whose pixels of three bytes come last."""
    size = WIDTH * HEIGHT * 3
    left, right = (file.read_bytes()[-size:] for file in (one, other))
    return sum(left[i:i + 3] != right[i:i + 3] for i in range(0, size, 3))


class ResidueTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="kiosk-residue-")))
        self.display = self.enterContext(Display(WIDTH, HEIGHT))
        self.kiosk = Kiosk(PROGRAM, self.display, ["--meeting", MEETING], folder=self.folder)
        self.addCleanup(self.kiosk.stop)
        self.kiosk.start()
        self.before = self.picture_of_welcome("before")
        self.kiosk.press("lang:en")  # its keyboard has every letter of the names
        self.kiosk.wait_screen("welcome", "en")

    def picture_of_welcome(self, name):
        """The file with the pixels of one frame of Welcome at rest, in the language it is found in."""
        kiosk, file = self.kiosk, self.folder / f"{name}.ppm"

        def taken():
            quiet = kiosk.still(QUIET, kiosk.frame)
            kiosk.allow("a quiet frame", quiet, 2)
            frame = kiosk.frame()
            if (frame.screen, frame.language) != ("welcome", FOUND_IN):
                return False
            self.display.picture(file)
            return kiosk.frame() == frame

        kiosk.wait("a picture of Welcome at rest", taken, ROUND)
        return file

    def expect_same_picture(self):
        after = self.picture_of_welcome("after")
        if after.read_bytes() != self.before.read_bytes():
            differ = pixels_that_differ(self.before, after)
            self.fail(f"Welcome is not what it was before: {differ} pixels differ")

    def type_name(self):
        kiosk = self.kiosk
        kiosk.press("register")
        kiosk.wait_screen("name")
        kiosk.type_osk(LONG)
        kiosk.press("family")
        kiosk.type_osk(SHORT)
        self.assertGreater(traces(kiosk.process.pid, LONG), 0, "the search finds nothing at all")
        kiosk.screenshot(self.folder / "name.ppm")
        self.assertGreater(pixels_that_differ(self.before, self.folder / "name.ppm"), 1000,
                           "the comparison sees nothing at all")

    def expect_nothing(self):
        self.kiosk.wait_screen("welcome")
        self.expect_same_picture()
        for name in (LONG, SHORT):
            self.kiosk.wait(f"no trace of {len(name)} letters",
                            lambda n=name: traces(self.kiosk.process.pid, n) == 0)
        self.expect_nothing_told()

    def expect_nothing_told(self):
        for name in (LONG, SHORT):
            self.assertNotIn(name, self.kiosk.record.read_text(encoding="utf-8"))
            self.assertNotIn(name, self.kiosk.said())

    def test_after_start_over(self):
        self.type_name()
        self.kiosk.press("start_over")
        self.expect_nothing()

    def test_after_start_over_two_screens_later(self):
        self.type_name()
        self.kiosk.press("next")
        self.kiosk.wait_screen("where_from")
        self.kiosk.press("start_over")
        self.expect_nothing()

    def test_after_nobody_touched_it_for_ninety_seconds(self):
        """Typed on a real keyboard, with the screen read aloud."""
        kiosk = self.kiosk
        kiosk.press("register")
        kiosk.wait_screen("name")
        kiosk.press("read_aloud")
        for field, name in (("given", LONG), ("family", SHORT)):
            kiosk.press(field)
            kiosk.xdotool("type", "--delay", "200", name.lower())
            kiosk.wait(f"{name} typed", lambda n=name: traces(kiosk.process.pid, n) > 0)
        kiosk.wait_screen("name")
        kiosk.wait("the question", lambda: kiosk.has("still_here"), seconds=80)
        kiosk.wait("everything gone", lambda: kiosk.frame().screen == "welcome", seconds=50)
        self.expect_nothing()

    def test_after_done_nobody_pressed_anything(self):
        """Who has registered is in the database; the screen is as it was all the same."""
        kiosk = self.kiosk
        self.type_name()
        kiosk.press("next")
        kiosk.wait_screen("where_from")
        kiosk.press(f"town:{TOWN}")
        kiosk.wait_screen("optional")
        kiosk.press("skip")
        kiosk.wait_screen("check")
        kiosk.press("print")
        kiosk.wait_screen("done")
        kiosk.wait("Welcome by itself", lambda: kiosk.frame().screen == "welcome", seconds=40)
        self.expect_same_picture()
        self.expect_nothing_told()

    def test_the_next_person_finds_empty_fields(self):
        self.type_name()
        self.kiosk.press("start_over")
        self.kiosk.wait_screen("welcome")
        self.kiosk.press("register")
        self.kiosk.wait_screen("name")
        self.kiosk.press("next")
        self.kiosk.wait_widget("given:error")
        self.assertTrue(self.kiosk.has("family:error"))


def main():
    global PROGRAM, MEETING
    asked = arguments(__doc__, "kiosk", "meeting")
    PROGRAM, MEETING = asked.kiosk, Path(asked.meeting)
    unittest.main(argv=asked.rest)


if __name__ == "__main__":
    main()
