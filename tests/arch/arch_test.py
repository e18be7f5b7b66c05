#!/usr/bin/env python3
"""The house keeps its rules: arrows, map, SQL in .sql files, sizes, scripts, catalogues."""

import os
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import house_map
from source import ROOT, cpp, files, includes, is_ours, literals, message_keys, where

LINES = 600
SQL = re.compile(
    r"^\s*(SELECT|INSERT (OR \w+ )?INTO|REPLACE INTO|UPDATE|DELETE FROM|WITH \w+ AS|"
    r"(CREATE|DROP|ALTER) (TEMP |UNIQUE |VIRTUAL )?(TABLE|INDEX|VIEW|TRIGGER))\b"
)
# Said without the words themselves, so that this file keeps its own rule.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
SOMEBODYS_HOME = re.compile(r"(?<![\w.~-])/(home|root|Users|work)" r"/\w")
TEXT = (".cpp", ".h", ".py", ".sql", ".sh", ".cmake", ".txt", ".toml", ".md", ".po", ".json")

# Folders whose literals can be keys of the catalogues.
KEY_FOLDERS = ("app", "meeting", "ui", "cli", "report", "shell", "doctor", "badge", "core", "db", "intake", "sync")
# Keys made at run time, as "verdict." + name; a literal that ends in a dot makes a family by itself.
FAMILIES = {"verdict."}
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
FAMILY = re.compile(r"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*\.)(\{.*)?")
FILE_NAME = re.compile(r".*\.(db|toml|csv|json|pdf|png|svg|wav|mo|po|log|sql|key|ttf|txt|lock|xlsx)")


class House(unittest.TestCase):
    longMessage = False

    def assert_none(self, complaints, rule):
        complaints = list(complaints)
        self.assertFalse(complaints, f"\n{rule}\n  " + "\n  ".join(map(str, complaints)))


class Arrows(House):
    def test_the_table_names_only_folders_and_known_libraries(self):
        rows = house_map.arrows()
        self.assertIn("core", rows, "kiosk/README.md has no table `| folder | may use |`")
        complaints = [
            f"row {folder}: {word}"
            for folder, words in rows.items()
            if folder != house_map.MAINS
            for word in words
            if word not in rows and word.lower() not in house_map.LIBRARIES
        ]
        self.assert_none(complaints, "neither a folder of the table nor in LIBRARIES of house_map.py:")

    def test_every_folder_with_code_has_a_row(self):
        rows = house_map.arrows()
        missing = {folder_of(path) for path in cpp()} - set(rows) - {house_map.MAINS}
        self.assert_none(sorted(missing), "no row in the table of kiosk/README.md:")

    def test_the_arrows_make_no_circle(self):
        rows = house_map.arrows()
        reach = {folder: {word for word in words if word in rows} for folder, words in rows.items()}
        for _ in rows:
            for folder in reach:
                reach[folder] |= set().union(*(reach[other] for other in reach[folder]))
        self.assert_none([f for f in reach if f in reach[f]], "reachable from themselves:")

    def test_each_include_follows_the_table(self):
        rows = house_map.arrows()
        complaints = []
        for path in cpp():
            for line, header, quoted in includes(path):
                fault = against_arrows(folder_of(path), header, quoted, rows)
                if fault:
                    complaints.append(f"{where(path, line)}: {header}: {fault}")
        self.assert_none(complaints, "includes against the table of kiosk/README.md:")


def folder_of(path):
    parts = path.relative_to(ROOT).parts
    if parts[0] != "kiosk":
        return parts[0]
    return parts[1] if len(parts) > 2 else house_map.MAINS


def against_arrows(folder, header, quoted, rows):
    if folder == house_map.MAINS:
        return None
    allowed = rows.get(folder, set()) | rows.get(house_map.EVERYWHERE, set())
    ours = header.split("/")[0]
    if quoted and ours in rows:
        return None if ours == folder or ours in allowed else f"{folder} may not use {ours}"
    if header in house_map.STANDARD:
        return None
    if house_map.SYSTEM.fullmatch(header):
        return f"{folder} is pure" if folder in house_map.PURE else None
    library = house_map.library_of(header)
    if library is None:
        return "unknown: a folder for the table, or a library for HEADERS of house_map.py"
    libraries = {house_map.LIBRARIES.get(word.lower()) for word in allowed}
    return None if library in libraries else f"{folder} may not use {library}"


class Map(House):
    def test_everything_drawn_exists(self):
        drawn = house_map.drawn()
        self.assertTrue(drawn, "kiosk/README.md opens with no fenced map")
        gone = [path for path in drawn if not any(ROOT.glob(path))]
        self.assert_none(gone, "in the map of kiosk/README.md, and not there:")

    def test_every_folder_is_drawn(self):
        drawn = {path.rstrip("/") for path in house_map.drawn() if path.endswith("/")}
        folders = [
            path.relative_to(ROOT).as_posix()
            for parent in (ROOT, ROOT / "kiosk")
            for path in sorted(parent.iterdir())
            if path.is_dir() and is_ours(path.name) and any(path.rglob("*.*"))
        ]
        self.assert_none([f for f in folders if f not in drawn], "not in the map of kiosk/README.md:")


class Sources(House):
    def test_sql_lives_in_sql_files(self):
        complaints = [
            f"{where(path, line)}: {text.strip().splitlines()[0][:60]}"
            for path in cpp()
            for line, text in literals(path)
            if SQL.match(text)
        ]
        self.assert_none(complaints, "SQL in a literal; it belongs in db/local/*.sql:")

    def test_no_source_is_longer_than_a_sitting(self):
        complaints = []
        for path in files("kiosk", "db", "tests", "scripts", "cmake"):
            if path.suffix in (".cpp", ".h", ".py", ".sql", ".cmake", ""):
                count = path.read_text(encoding="utf-8").count("\n")
                if count > LINES:
                    complaints.append(f"{where(path)}: {count} lines")
        self.assert_none(complaints, f"over {LINES} lines:")

    def test_nothing_is_left_for_later(self):
        complaints = lines_with(UNFINISHED, files("kiosk", "db", "tests", "scripts", "cmake"))
        self.assert_none(complaints, "marks of unfinished work:")

    def test_no_path_of_one_machine(self):
        complaints = lines_with(SOMEBODYS_HOME, files())
        self.assert_none(complaints, "absolute paths into somebody's home:")


def lines_with(pattern, paths):
    for path in paths:
        if path.suffix not in TEXT and path.parent.name != "scripts":
            continue
        text = path.read_text(encoding="utf-8")
        for found in pattern.finditer(text):
            yield f"{where(path, text.count(chr(10), 0, found.start()) + 1)}: {found[0]}"


class Scripts(House):
    def scripts(self):
        return [*files("scripts"), ROOT / ".ci" / "run"]

    def test_every_script_can_be_started(self):
        complaints = [
            where(path)
            for path in self.scripts()
            if path.suffix not in (".md", ".supp")
            if not os.access(path, os.X_OK) or not path.read_bytes().startswith(b"#!")
        ]
        self.assert_none(complaints, "not executable, or without its #! line:")

    def test_every_script_parses(self):
        complaints = []
        for path in self.scripts():
            first = path.read_text(encoding="utf-8").partition("\n")[0]
            if first.endswith("sh"):
                checked = subprocess.run(["bash", "-n", path], capture_output=True, text=True, check=False)
                complaints += checked.stderr.splitlines()
            elif "python3" in first:
                compile(path.read_text(encoding="utf-8"), str(path), "exec")
        self.assert_none(complaints, "bash -n says:")


class Catalogues(House):
    def setUp(self):
        self.folder = ROOT / "assets" / "i18n"
        self.english = message_keys(self.folder / "en.po")

    def used(self):
        """{key or family: where it is first used}; a family ends in a dot."""
        roots = {key.split(".")[0] for key in self.english}
        used = {family: "FAMILIES of arch_test.py" for family in FAMILIES}
        for path in cpp():
            if folder_of(path) not in (*KEY_FOLDERS, house_map.MAINS):
                continue
            for line, text in literals(path):
                family = FAMILY.fullmatch(text)
                if family and family[1].split(".")[0] in roots:
                    used.setdefault(family[1], where(path, line))
                elif KEY.fullmatch(text) and text.split(".")[0] in roots and not FILE_NAME.fullmatch(text):
                    used.setdefault(text, where(path, line))
        return used

    def test_every_key_in_the_sources_is_in_english(self):
        complaints = [
            f"{place}: {key}"
            for key, place in sorted(self.used().items())
            if not key.endswith(".") and key not in self.english
        ]
        self.assert_none(complaints, "not in assets/i18n/en.po:")

    def test_every_english_message_is_used(self):
        used = self.used()
        families = tuple(key for key in used if key.endswith("."))
        idle = [key for key in sorted(self.english) if key not in used and not key.startswith(families)]
        self.assert_none(idle, "in assets/i18n/en.po, and used by no source:")

    def test_no_catalogue_has_keys_that_english_lacks(self):
        complaints = [
            f"{where(path)}: {key}"
            for path in sorted(self.folder.glob("*.po"))
            for key in sorted(message_keys(path) - self.english)
        ]
        self.assert_none(complaints, "not in assets/i18n/en.po:")

    def test_latvian_lacks_nothing(self):
        lacking = sorted(self.english - message_keys(self.folder / "lv.po"))
        self.assert_none(lacking, "not in assets/i18n/lv.po:")


if __name__ == "__main__":
    unittest.main()
