#!/usr/bin/env python3
"""The whole journey, from outside: a resident registers and is let in, the organiser exports.

usage: tour.py --kiosk build/kiosk --meeting FILE.toml --out DIR [--size 1920x1080] [argument of kiosk]...

DIR gets a numbered picture of every screen passed, badge.pdf and attendance.csv. Exit status 0 only
when each step was seen; else DIR has failed.png, failed.jsonl (the last frame) and kiosk.log.
"""

import argparse
import csv
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from kiosk_driver import Display, Kiosk, NotSeen

MOMENT = "2019-03-12T09:00"
GIVEN, FAMILY, TOWN = "Žanete", "Ozola", "daugavpils"
STAFF_PIN, ORGANISER_PIN = "2468", "1357"
CODE = re.compile(r"K1[0-9A-HJKMNP-TV-Z]{26}")


class Screen:
    """Names in the first line of the frame record."""

    welcome, name, where_from, optional = "welcome", "name", "where_from", "optional"
    check, done = "check", "done"
    pin, door, counts, export = "pin", "door", "counts", "export"
    find, walk_in = "find", "walk_in"


class Id:
    """Widgets the tour touches or reads."""

    latvian, english = "lang:lv", "lang:en"
    register, staff = "register", "staff"
    given, family, next = "given", "family", "next"
    town = f"town:{TOWN}"
    skip = "skip"
    print, done = "print", "done"
    ok = "ok"
    verdict, undo = "verdict", "undo:0"
    to_find, to_walk_in = "nav:find", "nav:walk_in"
    first_person, edit, back = "person:A-0001", "edit", "back"
    to_counts, to_export = "nav:counts", "nav:export"
    registered, present = "count:registered", "count:present"
    export_attendance = "export:attendance"

    @staticmethod
    def digit(digit):
        return f"digit:{digit}"


class Tour:
    def __init__(self, kiosk, out):
        self.kiosk, self.out = kiosk, out
        self.pictures = 0
        self.code = None

    def picture(self, name):
        self.pictures += 1
        self.kiosk.screenshot(self.out / f"{self.pictures:02}-{name}.png")

    def enter_pin(self, pin):
        self.kiosk.wait_screen(Screen.pin)
        for digit in pin:
            self.kiosk.press(Id.digit(digit))
        self.kiosk.press(Id.ok)

    def expect_verdict(self, verdict):
        """The word of the verdict, in the language of the screen."""
        word = message(self.kiosk.frame().language, f"verdict.{verdict}.title")
        self.kiosk.wait_widget(Id.verdict, lambda w: word in w.label, f"verdict {verdict} ({word})")


def welcome_in_latvian(tour):
    tour.kiosk.wait_screen(Screen.welcome, "lv")
    tour.picture("welcome-lv")


def english_and_back(tour):
    kiosk = tour.kiosk
    kiosk.press(Id.english)
    kiosk.wait_screen(Screen.welcome, "en")
    tour.picture("welcome-en")
    kiosk.press(Id.latvian)
    kiosk.wait_screen(Screen.welcome, "lv")


def register_with_the_name(tour):
    kiosk = tour.kiosk
    kiosk.press(Id.register)
    kiosk.wait_screen(Screen.name)
    tour.picture("name")
    kiosk.press(Id.given)
    kiosk.type_osk(GIVEN)
    kiosk.press(Id.family)
    kiosk.type_osk(FAMILY)
    tour.picture("name-typed")
    kiosk.press(Id.next)


def choose_the_town(tour):
    tour.kiosk.wait_screen(Screen.where_from)
    tour.picture("where-from")
    tour.kiosk.press(Id.town)


def skip_what_is_optional(tour):
    tour.kiosk.wait_screen(Screen.optional)
    tour.picture("optional")
    tour.kiosk.press(Id.skip)


def print_the_badge(tour):
    tour.kiosk.wait_screen(Screen.check)
    tour.picture("check")
    tour.kiosk.press(Id.print)


def take_the_badge(tour):
    tour.kiosk.wait_screen(Screen.done)
    tour.picture("done")
    tour.kiosk.press(Id.done)
    tour.kiosk.wait_screen(Screen.welcome)


def read_the_printed_badge(tour):
    badge = tour.out / "badge.pdf"
    tour.kiosk.wait("a badge in the spool", lambda: copy_of_only(tour.kiosk.data / "spool", "*.pdf", badge))
    tour.code = qr_of(badge, tour.kiosk.folder)


def staff_open_the_door(tour):
    kiosk = tour.kiosk
    kiosk.press(Id.staff)
    kiosk.wait_screen(Screen.pin)
    tour.picture("staff-pin")
    tour.enter_pin(STAFF_PIN)
    kiosk.wait_screen(Screen.door)
    tour.picture("door")


def first_scan_is_admitted(tour):
    tour.kiosk.scan(tour.code)
    tour.expect_verdict("admitted")
    tour.kiosk.wait_widget(Id.undo)
    tour.picture("door-admitted")


def second_scan_is_refused(tour):
    tour.kiosk.scan(tour.code)
    tour.expect_verdict("already")
    tour.picture("door-already")


def staff_find_the_person_without_accents(tour):
    kiosk = tour.kiosk
    kiosk.press(Id.to_find)
    kiosk.wait_screen(Screen.find)
    kiosk.type_osk("zan")
    kiosk.wait_widget(Id.first_person)
    tour.picture("find")
    kiosk.press(Id.first_person)
    kiosk.wait_widget(Id.edit)
    tour.picture("find-card")
    kiosk.press(Id.back)


def staff_could_register_a_walk_in(tour):
    kiosk = tour.kiosk
    kiosk.press(Id.to_walk_in)
    kiosk.wait_screen(Screen.walk_in)
    tour.picture("walk-in")


def organiser_counts_one_of_one(tour):
    kiosk = tour.kiosk
    kiosk.press(Id.to_counts)
    kiosk.wait_screen(Screen.pin)
    tour.picture("organiser-pin")
    tour.enter_pin(ORGANISER_PIN)
    kiosk.wait_screen(Screen.counts)
    kiosk.wait_widget(Id.registered, lambda w: w.number == 1, "1 registered")
    kiosk.wait_widget(Id.present, lambda w: w.number == 1, "1 present")
    tour.picture("counts")


def export_holds_the_person_once(tour):
    kiosk = tour.kiosk
    kiosk.press(Id.to_export)
    kiosk.wait_screen(Screen.export)
    tour.picture("export")
    kiosk.press(Id.export_attendance)
    exported = tour.out / "attendance.csv"
    kiosk.wait("attendance.csv", lambda: copy_of_only(kiosk.folder, "*attendance*.csv", exported))
    tour.picture("export-done")
    found = rows_about(exported, GIVEN, FAMILY)
    if found != 1:
        raise NotSeen(f"attendance.csv has {GIVEN} {FAMILY} in {found} rows, not in 1")


STEPS = [
    welcome_in_latvian,
    english_and_back,
    register_with_the_name,
    choose_the_town,
    skip_what_is_optional,
    print_the_badge,
    take_the_badge,
    read_the_printed_badge,
    staff_open_the_door,
    first_scan_is_admitted,
    second_scan_is_refused,
    staff_find_the_person_without_accents,
    staff_could_register_a_walk_in,
    organiser_counts_one_of_one,
    export_holds_the_person_once,
]


def message(language, key):
    """What the catalogue of the language says for the key."""
    catalogue = Path(__file__).resolve().parents[2] / "assets" / "i18n" / f"{language}.po"
    found = re.search(
        rf'^msgid "{re.escape(key)}"\nmsgstr "(.+)"$', catalogue.read_text(encoding="utf-8"), re.MULTILINE
    )
    if not found:
        raise NotSeen(f"{catalogue.name} has no message {key}")
    return found[1].split("{")[0].strip()


def copy_of_only(folder, pattern, target):
    """Copies the one file of that name when it is there; more than one is an error."""
    found = [path for path in sorted(folder.rglob(pattern)) if path.stat().st_size]
    if len(found) > 1:
        raise NotSeen(f"one {pattern} was to be written, not {', '.join(path.name for path in found)}")
    return shutil.copyfile(found[0], target) if found else None


def qr_of(pdf, folder):
    """The badge code that a decoder reads from the printed page."""
    page = folder / "badge"
    subprocess.run(["pdftoppm", "-r", "300", "-png", "-singlefile", pdf, page], check=True)
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", f"{page}.png"],
        capture_output=True, text=True, check=False,
    )
    code = read.stdout.strip()
    if not CODE.fullmatch(code):
        seen = code or read.stderr.strip() or "nothing"
        raise NotSeen(f"a badge code in the QR of {pdf.name}; a decoder reads: {seen}")
    return code


def rows_about(path, *words):
    text = path.read_text(encoding="utf-8-sig")
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    return sum(all(word in row for word in words) for row in rows)


def clear(out):
    """Takes away what an earlier tour left."""
    out.mkdir(parents=True, exist_ok=True)
    leavings = ("[0-9][0-9]-*.png", "failed.*", "kiosk.log", "badge.pdf", "attendance.csv")
    for old in [path for pattern in leavings for path in out.glob(pattern)]:
        old.unlink()


def run(arguments, display, folder):
    out = arguments.out
    sample = ["--meeting", arguments.meeting.resolve(), "--rehearse", MOMENT, "--demo-pins"]
    kiosk = Kiosk(arguments.kiosk, display, sample + arguments.to_kiosk, folder)
    tour = Tour(kiosk, out)
    title = "start"
    try:
        kiosk.start()
        for number, step in enumerate(STEPS, 1):
            title = step.__name__.replace("_", " ")
            step(tour)
            print(f"tour: {number:2}/{len(STEPS)} {title}", flush=True)
        title = "end"
        if kiosk.stop() != 0:
            raise NotSeen(f"an orderly end; the exit status is {kiosk.process.returncode}")
        return True
    except (NotSeen, OSError, subprocess.SubprocessError) as fault:
        tell(title, fault, kiosk, out)
        return False
    finally:
        kiosk.stop()


def tell(title, fault, kiosk, out):
    (out / "kiosk.log").write_text(kiosk.said(), encoding="utf-8")
    if kiosk.record.exists():
        shutil.copyfile(kiosk.record, out / "failed.jsonl")
    print(f"tour: FAILED at “{title}”: {fault}", file=sys.stderr)
    print("".join(f"  kiosk: {line}\n" for line in kiosk.said().splitlines()[-20:]), end="", file=sys.stderr)
    try:
        kiosk.display.picture(out / "failed.png")
        print(f"tour: the screen then: {out / 'failed.png'}", file=sys.stderr)
    except NotSeen as no_picture:
        print(f"tour: no picture of it: {no_picture}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kiosk", type=Path, required=True)
    parser.add_argument("--meeting", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", default="1920x1080")
    arguments, to_kiosk = parser.parse_known_args()
    arguments.to_kiosk = to_kiosk
    clear(arguments.out)
    width, height = map(int, arguments.size.split("x"))
    with tempfile.TemporaryDirectory(prefix="kiosk-tour-") as folder, Display(width, height) as display:
        seen = run(arguments, display, Path(folder))
    if seen:
        pictures = len(list(arguments.out.glob("*.png")))
        print(f"tour: all {len(STEPS)} steps were seen to happen; in {arguments.out}:")
        print(f"tour: {pictures} pictures, badge.pdf, attendance.csv")
    return 0 if seen else 1


if __name__ == "__main__":
    sys.exit(main())
