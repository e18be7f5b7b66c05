#!/usr/bin/env python3
"""What keeps the kiosk from starting is told plainly: on standard error and on its screen.

usage: startup_test.py --kiosk build/kiosk --meeting FILE.toml
"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from kiosk_driver import TO_START, Display, Kiosk, arguments, end, wait

PROGRAM = MEETING = None


class StartupTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="kiosk-startup-")))
        self.display = self.enterContext(Display(1280, 800))

    def kiosk(self, meeting=None, name="first", *arguments):
        kiosk = Kiosk(PROGRAM, self.display, ["--meeting", meeting or MEETING, *arguments],
                      folder=self.folder / name)
        self.addCleanup(kiosk.stop)
        return kiosk

    def expect_told(self, kiosk, *words):
        """The screen and standard error both say all the words, and what to do."""
        kiosk.wait_screen("out_of_service")
        seen = " ".join(widget.label for widget in kiosk.frame().widgets.values())
        for word in words:
            self.assertIn(word, seen)
            self.assertIn(word, kiosk.said())
        self.assertIn("next_step", kiosk.frame().widgets)
        self.assertIn(kiosk.frame().widgets["next_step"].label, kiosk.said())
        self.assertTrue(kiosk.said().startswith("kiosk: "), kiosk.said())

    def test_a_database_that_is_none(self):
        kiosk = self.kiosk()
        kiosk.data.mkdir(parents=True)
        rubbish = b"This is a shopping list, not a database. " * 200
        (kiosk.data / "kiosk.db").write_bytes(rubbish)
        with kiosk:
            self.expect_told(kiosk, "kiosk.db")
        self.assertEqual((kiosk.data / "kiosk.db").read_bytes(), rubbish)
        self.assertEqual(kiosk.process.returncode, 4)

    def test_a_data_folder_that_is_a_file(self):
        kiosk = self.kiosk()
        kiosk.folder.mkdir(parents=True)
        kiosk.data.write_text("not a folder")
        with kiosk:
            self.expect_told(kiosk, str(kiosk.data), "--data")
        self.assertEqual(kiosk.process.returncode, 4)

    def test_a_data_folder_where_nothing_can_be_written(self):
        kiosk = self.kiosk()
        kiosk.data = Path("/proc/kiosk")  # not even root can make a folder there
        with kiosk:
            self.expect_told(kiosk, str(kiosk.data), "--data")
        self.assertEqual(kiosk.process.returncode, 4)

    def test_a_broken_meeting_file(self):
        broken = self.folder / "broken.toml"
        sample = MEETING.read_text(encoding="utf-8")
        line = 1 + sample[: sample.index("timezone")].count("\n")
        broken.write_text(sample.replace("Europe/Riga", "Nowhere/Land"), encoding="utf-8")
        kiosk = self.kiosk(broken)
        with kiosk:
            self.expect_told(kiosk, "broken.toml", "timezone")
            self.assertRegex(kiosk.said(), rf"line {line}\b")
        self.assertEqual(kiosk.process.returncode, 3)

    def test_a_meeting_file_that_is_not_there(self):
        kiosk = self.kiosk(self.folder / "nowhere.toml")
        with kiosk:
            self.expect_told(kiosk, "nowhere.toml")
        self.assertEqual(kiosk.process.returncode, 3)

    def test_a_second_kiosk_on_the_same_data_then_alone(self):
        with self.kiosk() as first:
            first.wait_screen("welcome")
            second = self.kiosk(None, "second")
            second.data = first.data
            with second:
                self.expect_told(second, "running already", str(first.data))
                first.stop()
                second.press("retry")
                second.wait_screen("welcome")
            self.assertEqual(second.process.returncode, 0)

    def test_a_broken_configuration(self):
        kiosk = self.kiosk()
        kiosk.data.mkdir(parents=True)
        (kiosk.data / "kiosk.toml").write_text("[screen]\npx_per_mm = 99\n")
        with kiosk:
            self.expect_told(kiosk, "kiosk.toml", "screen.px_per_mm")
            self.assertIn("2", kiosk.frame().widgets["mistake:0"].label)
        self.assertEqual(kiosk.process.returncode, 3)

    def test_a_configuration_that_is_corrected_then_works(self):
        kiosk = self.kiosk()
        kiosk.data.mkdir(parents=True)
        settings = kiosk.data / "kiosk.toml"
        settings.write_text("[screen]\npx_per_mm = 99\n")
        with kiosk:
            kiosk.wait_screen("out_of_service")
            settings.write_text("[screen]\npx_per_mm = 99\nwidth = 3\n")
            kiosk.press("retry")
            wait("the other mistake", lambda: "mistake:1" in kiosk.frame().widgets)
            settings.write_text("[screen]\npx_per_mm = 5\n")
            kiosk.press("retry")
            kiosk.wait_screen("welcome")
            self.assertGreaterEqual(kiosk.frame().widgets["staff"].w, 20 * 5)
        self.assertEqual(kiosk.process.returncode, 0)

    def test_a_missing_font_is_told_in_the_letters_that_are_there(self):
        """In a mount namespace of its own, where the fonts are hidden."""
        hide = 'mount -t tmpfs none /usr/share/fonts && exec "$0" "$@"'
        self.expect_plain_words("fonts-noto-core", 4, ["unshare", "--map-root-user", "--mount", "sh", "-c", hide])

    def test_missing_keyboards_are_told_though_there_are_no_screens(self):
        self.expect_plain_words("keyboards", 3, [], KIOSK_ASSETS=str(self.folder))

    def expect_plain_words(self, words, status, before, **environment):
        """On standard error, and on the window where no widgets are."""
        said = self.folder / "said"
        with open(said, "w", encoding="utf-8") as errors:
            process = subprocess.Popen(
                [*before, os.path.abspath(PROGRAM), "--data", self.folder / "data", "--meeting", MEETING],
                env=self.display.environment() | environment, stderr=errors)
        self.addCleanup(end, process)
        wait(words, lambda: words in said.read_text(encoding="utf-8"), TO_START)
        picture = self.folder / "plain.png"

        def words_are_seen():
            self.display.picture(picture)
            colours = self.display.run("identify", "-format", "%k", str(picture))
            return int(colours) > 1

        wait("words on the window", words_are_seen)
        self.assertEqual(end(process), status)


def main():
    global PROGRAM, MEETING
    asked = arguments(__doc__, "kiosk", "meeting")
    PROGRAM, MEETING = asked.kiosk, Path(asked.meeting)
    unittest.main(argv=asked.rest)


if __name__ == "__main__":
    main()
