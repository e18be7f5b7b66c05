#!/usr/bin/env python3
"""A damaged database is told when the kiosk starts, with the newest good copy and the command that puts
it in place; and nothing goes on silently. Real files are damaged, the real programs are started.

usage: damage_test.py --kiosk build/kiosk --kioskctl build/kioskctl --meeting FILE.toml
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from kiosk_driver import Display, Kiosk, wait

PROGRAM = KIOSKCTL = MEETING = None
PAGE = 4096
MEETING_ID = "daugavpils-2019-03"
STAFF_PIN, ORGANISER_PIN = "2468", "1357"


class DamageTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="kiosk-damage-")))
        self.data = self.folder / "first" / "data"
        self.kioskctl("meeting", "add", MEETING)
        for i in range(40):
            self.register(f"Guest{i}")
        # A copy of the day, as the kiosk makes it: the file while nobody writes.
        (self.data / "backups").mkdir(exist_ok=True)
        self.copy = self.data / "backups" / "daily-2019-03-12.db"
        shutil.copy(self.data / "kiosk.db", self.copy)
        self.register("Later")

    def kioskctl(self, *words, data=None):
        done = subprocess.run([KIOSKCTL, "--data", data or self.data, "--json", *words],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def register(self, given):
        self.kioskctl("register", "--meeting", MEETING_ID, "--given", given, "--family", "Ozola", "--town",
                      "Daugavpils", "--country", "LV", "--kind", "local")

    def registered(self, data=None):
        return self.kioskctl("counts", "--meeting", MEETING_ID, data=data)["registered"]

    def start(self, *arguments, size=(1280, 800)):
        display = self.enterContext(Display(*size))
        kiosk = Kiosk(PROGRAM, display, ["--meeting", MEETING, *arguments], folder=self.folder / "first")
        self.addCleanup(kiosk.stop)
        kiosk.start()
        return kiosk

    def expect_the_way_back(self, kiosk):
        """The screen names the copy and the command; the command, typed as it stands, mends it."""
        kiosk.wait_screen("out_of_service")
        step = kiosk.frame().widgets["next_step"].label
        self.assertIn(str(self.copy), step)
        kiosk.stop()
        words = re.search(r"kioskctl (.*)$", step).group(1).split()
        done = subprocess.run([KIOSKCTL, "--json", *words], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(self.kioskctl("verify")["ok"])
        return json.loads(done.stdout)

    def change(self, at, size=64, name="kiosk.db"):
        with open(self.data / name, "r+b") as file:
            file.seek(at)
            file.write(os.urandom(size))

    def test_a_damaged_header(self):
        self.change(0, 100)
        self.expect_the_way_back(self.start())
        self.assertGreaterEqual(self.registered(), 40)

    def test_damaged_pages_in_the_middle(self):
        size = (self.data / "kiosk.db").stat().st_size
        for page in range(2, size // PAGE, 3):
            self.change(page * PAGE, 200)
        self.expect_the_way_back(self.start())
        self.assertGreaterEqual(self.registered(), 40)

    def test_a_database_that_was_cut_off(self):
        size = (self.data / "kiosk.db").stat().st_size
        os.truncate(self.data / "kiosk.db", size // 2 // PAGE * PAGE)
        self.expect_the_way_back(self.start())
        self.assertGreaterEqual(self.registered(), 40)

    def test_a_database_that_is_empty(self):
        os.truncate(self.data / "kiosk.db", 0)
        self.expect_the_way_back(self.start())
        self.assertGreaterEqual(self.registered(), 40)

    def test_the_screen_itself_goes_back_to_the_copy_and_works_on(self):
        """Two touches; what was recorded after the copy is taken over as far as it can be read."""
        self.change(0, 100)
        kiosk = self.start()
        kiosk.wait_screen("out_of_service")
        kiosk.wait_widget("restore")
        kiosk.press("restore")
        kiosk.wait_widget("confirm")
        kiosk.press("confirm")
        kiosk.wait_screen("welcome")
        kiosk.stop()
        self.assertTrue(self.kioskctl("verify")["ok"])
        self.assertGreaterEqual(self.registered(), 40)
        self.assertTrue(list(self.data.glob("replaced-*")), "what was here is kept aside")

    def seal(self, *options):
        """As an organiser makes one without a stick, in the kiosk's own folder."""
        backup = self.data / "backups" / "kiosk-A-2019-03-12-0902.backup"
        done = subprocess.run([KIOSKCTL, "--data", self.data, "backup", backup, *options],
                              capture_output=True, text=True, check=False, env={**os.environ, "KIOSK_PASSPHRASE": "correct horse"})
        self.assertEqual(done.returncode, 0, done.stderr)

    def sign_in(self, kiosk):
        """As the organiser; the counts are then on the screen."""
        kiosk.enter_pin(STAFF_PIN, "door")
        kiosk.press("nav:counts")
        kiosk.wait_screen("pin")
        for digit in ORGANISER_PIN:
            kiosk.press(f"digit:{digit}")
        kiosk.press("ok")
        kiosk.wait_screen("counts")

    def unseal(self, kiosk, choose=True):
        """The file is chosen, its passphrase typed with keys; a wrong one changes nothing."""
        kiosk.wait_screen("unseal")
        if choose:
            kiosk.wait_widget("file:0")
            kiosk.press("file:0")
        for passphrase, answer in (("wrong horse", "failed"), ("correct horse", "restored")):
            kiosk.wait_widget("unseal")
            kiosk.xdotool("type", "--delay", "200", passphrase)
            kiosk.xdotool("key", "Return")
            kiosk.wait_widget(answer)
        kiosk.press("next")
        kiosk.wait_screen("welcome")

    def test_a_damaged_kiosk_takes_a_sealed_backup_on_the_screen(self):
        self.seal()
        self.change(0, 100)
        kiosk = self.start()
        kiosk.wait_screen("out_of_service")
        kiosk.press("backup")
        self.unseal(kiosk)
        kiosk.stop()
        self.assertTrue(self.kioskctl("verify")["ok"])
        self.assertGreaterEqual(self.registered(), 41)

    def test_a_damaged_kiosk_asks_for_the_passphrase_of_its_sealed_copy_of_the_day(self):
        self.seal("--copies", "sealed")
        self.assertFalse(self.copy.exists(), "nothing lies open")
        self.change(0, 100)
        kiosk = self.start()
        kiosk.wait_screen("out_of_service")
        kiosk.wait_widget("restore")
        kiosk.press("restore")
        self.unseal(kiosk, choose=False)
        kiosk.stop()
        self.assertTrue(self.kioskctl("verify")["ok"])
        self.assertGreaterEqual(self.registered(), 40)

    def test_a_kiosk_in_service_goes_back_to_a_sealed_backup_and_keeps_what_came_after(self):
        self.seal()
        self.register("AfterTheBackup")
        kiosk = self.start("--demo-pins", size=(1920, 1080))
        self.sign_in(kiosk)
        kiosk.press("nav:care")
        kiosk.press("care:restore")
        kiosk.press("choose")
        self.unseal(kiosk)
        self.sign_in(kiosk)
        kiosk.stop()
        self.assertTrue(self.kioskctl("verify")["ok"])
        self.assertEqual(self.registered(), 42)

    def test_a_damaged_log_is_told_and_only_then_gone_on_from(self):
        """The kiosk is killed, so that its log stays; a byte in it is changed."""
        display = self.enterContext(Display(1280, 800))
        kiosk = Kiosk(PROGRAM, display, ["--meeting", MEETING], folder=self.folder / "first")
        self.addCleanup(kiosk.stop)
        kiosk.start()
        kiosk.wait_screen("welcome")
        log = self.data / "kiosk.db-wal"

        def log_has_grown():  # a kiosk at rest writes its log back
            self.register("Logged")
            return log.stat().st_size > 12 * PAGE

        wait("a log to damage", log_has_grown)
        kiosk.process.kill()
        kiosk.process.wait()
        self.assertGreater(log.stat().st_size, 12 * PAGE)
        without = self.folder / "without-log"
        shutil.copytree(self.data, without, ignore=shutil.ignore_patterns("kiosk.db-*"))
        left = self.registered(without)
        self.change(32 + 24 + 1000, 64, "kiosk.db-wal")
        again = self.start()
        again.wait_screen("out_of_service")
        self.assertIn("kiosk.db-wal", " ".join(w.label for w in again.frame().widgets.values()))
        self.assertIn("kiosk.db-wal", again.said())
        again.press("retry")
        again.wait_screen("welcome")
        again.stop()
        self.assertTrue(self.kioskctl("verify")["ok"])
        self.assertEqual(self.registered(), left, "what the damaged log held is gone, and was told")


def main():
    global PROGRAM, KIOSKCTL, MEETING
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kiosk", required=True)
    parser.add_argument("--kioskctl", required=True)
    parser.add_argument("--meeting", required=True)
    asked, rest = parser.parse_known_args()
    PROGRAM, KIOSKCTL = asked.kiosk, asked.kioskctl
    MEETING = Path(asked.meeting).resolve()
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
