#!/usr/bin/env python3
"""What somebody typed is nowhere in the kiosk's memory once they have gone.

usage: residue_test.py --kiosk build/kiosk --meeting FILE.toml

Real keys are pressed on a real window, then the whole writable memory of the process is searched.
"""

import re
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from kiosk_driver import Display, Kiosk, arguments

PROGRAM = MEETING = None

# Long enough to lie on the heap, short enough to lie inside a string; in no word list and no file.
LONG = "Wxqwenceslavazjhkowitzenbergq"
SHORT = "Vqjxwolda"


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


class ResidueTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="kiosk-residue-")))
        self.display = self.enterContext(Display(1280, 800))
        self.kiosk = Kiosk(PROGRAM, self.display, ["--meeting", MEETING, "--language", "en"],
                           folder=self.folder)
        self.addCleanup(self.kiosk.stop)
        self.kiosk.start()

    def type_name(self):
        kiosk = self.kiosk
        kiosk.press("register")
        kiosk.wait_screen("name")
        kiosk.type_osk(LONG)
        kiosk.press("family")
        kiosk.type_osk(SHORT)
        self.assertGreater(traces(kiosk.process.pid, LONG), 0, "the search finds nothing at all")

    def expect_nothing(self):
        self.kiosk.wait_screen("welcome")
        for name in (LONG, SHORT):
            self.kiosk.wait(f"no trace of {len(name)} letters",
                            lambda n=name: traces(self.kiosk.process.pid, n) == 0)
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
