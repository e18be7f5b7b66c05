#!/usr/bin/env python3
"""How long `kioskctl import` takes with 100,000 people: the whole command, a new database each time,
and again with everybody known. Medians over several runs.

usage: import.py --build FOLDER [--people N] [--runs N]
"""

import argparse
import os
import resource
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "assets" / "meetings" / "daugavpils-2019-03.toml"
MEETING = "daugavpils-2019-03"
GIVEN = ("Anna", "Žanete", "Märta", "Jürgen", "Сергей", "Ilze")


def write_list(file, people):
    with open(file, "w", encoding="utf-8") as out:
        out.write("First name,Last name,E-mail,Organisation,Town,Country,Kind,Sessions\n")
        for i in range(people):
            place = "Daugavpils,LV,local" if i % 2 else "Vänersborg,SE,invited"
            out.write(f"{GIVEN[i % len(GIVEN)]},Uzvārds{i},p{i}@example.org,Iestāde {i % 50},{place},\n")


def timed(command):
    """Seconds by the wall clock, and of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "KIOSK_ASSETS": str(ROOT / "assets")})
    took = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--build", type=Path, required=True)
    options.add_argument("--people", type=int, default=100_000)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    where = os.environ.get("KIOSK_BENCH_DIR")
    first, again = [], []
    for _ in range(given.runs):
        with tempfile.TemporaryDirectory(dir=where) as folder:
            people = Path(folder) / "people.csv"
            write_list(people, given.people)
            kioskctl = [given.build / "kioskctl", "--data", Path(folder) / "data"]
            timed([*kioskctl, "meeting", "add", SAMPLE])
            first.append(timed([*kioskctl, "import", people, "--meeting", MEETING]))
            again.append(timed([*kioskctl, "import", people, "--meeting", MEETING]))
    for name, runs in (("all new", first), ("all known", again)):
        wall, processor = (statistics.median(run[i] for run in runs) for i in (0, 1))
        print(f"import of {given.people:,}, {name:9}  {wall:6.2f} s, {processor:6.2f} s of processor")


if __name__ == "__main__":
    main()
