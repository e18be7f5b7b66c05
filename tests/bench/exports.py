#!/usr/bin/env python3
"""A million rows of attendance as CSV, beside the sqlite3 shell writing the same rows.
usage: exports.py --build FOLDER [--rows N]"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
MEETING = "daugavpils-2019-03"
TURNS = 3

# People and scans as the projector would leave them; what is measured only reads them.
FILL = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people})
INSERT INTO attendees SELECT (i * 2654435761) % 4611686018427387904, '{meeting}',
  printf('A-%04d', i), 'Given' || i, 'Family, ' || i, 'Vänersborg', 'SE', 'invited', 'vanersborg',
  'An organisation', '', 'unasked', '', 0, 'sv', '', 'registered', 1552374000000, 'given' || i FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
INSERT INTO scans (id, meeting, clock, subject, attendee, badge, at, checkpoint, direction, verdict,
                   reason, forced, details_pending, nonce, answers)
SELECT (1 << 40) + i + 1000, '{meeting}', 1552374000000 * 65536 + i,
  (((i % {people}) + 1) * 2654435761) % 4611686018427387904,
  (((i % {people}) + 1) * 2654435761) % 4611686018427387904, i, 1552374000000 + i * 200, 'door',
  CASE i % 2 WHEN 0 THEN 'in' ELSE 'out' END, CASE i % 2 WHEN 0 THEN 'admitted' ELSE 'exited' END,
  '', 0, 0, 'n' || i, '' FROM n;
"""

# The columns of the export. The times of the view are the meeting's; the bare ones are numbers.
VIEW = """SELECT at, day, checkpoint, direction, kiosk, forced, number, given_name, family_name,
town, country, kind, partner, organisation FROM v_attendance WHERE meeting = '{meeting}'"""
BARE = """SELECT s.at, s.clock, s.checkpoint, s.direction, s.id, s.forced, a.number, a.given,
a.family, a.town, a.country, a.kind, a.partner, a.organisation
FROM scans AS s LEFT JOIN attendees AS a ON a.id = s.attendee
WHERE s.meeting = '{meeting}' AND s.verdict IN ('admitted', 'exited') AND s.undone = 0
ORDER BY s.at, s.clock, s.id"""


def run(command, out=None):
    """Seconds and peak memory in MiB of one command."""
    start = time.monotonic()
    with open(out or os.devnull, "wb") as stream:
        process = subprocess.Popen([str(word) for word in command], stdout=stream)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} failed")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def measure(folder, build, rows):
    kioskctl = build / "kioskctl"
    data = folder / "data"
    run([kioskctl, "--data", data, "meeting", "add", ROOT / "assets/meetings" / f"{MEETING}.toml"])
    database = data / "kiosk.db"
    fill = FILL.format(meeting=MEETING, people=max(1, rows // 10), rows=rows)
    subprocess.run(["sqlite3", database], input=fill, text=True, check=True)
    shell = ["sqlite3", "-readonly", "-csv", "-header", database]
    export = [kioskctl, "--data", data, "export", "attendance", "--meeting", MEETING, "--format"]
    ways = {
        "kioskctl, CSV with its checksum": [*export, "csv", "-o", folder / "a.csv"],
        "sqlite3 shell, the same rows": [*shell, VIEW.format(meeting=MEETING)],
        "sqlite3 shell, times as bare numbers": [*shell, BARE.format(meeting=MEETING)],
    }
    figures = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, command in ways.items():
            figures[name].append(run(command, folder / "shell.csv"))
    print("| what | median | peak memory |\n|---|---:|---:|")
    seconds = {}
    for name, results in figures.items():
        seconds[name] = statistics.median(result[0] for result in results)
        print(f"| {name} | {seconds[name]:.2f} s | {max(result[1] for result in results):.0f} MiB |")
    ours, same, bare = seconds.values()
    print(f"\nratio to the same rows: {ours / same:.2f}, to bare numbers: {ours / bare:.2f}")
    xlsx = run([*export, "xlsx", "-o", folder / "a.xlsx"])
    print(f"XLSX: {xlsx[0]:.1f} s, {xlsx[1]:.0f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    base = os.environ.get("KIOSK_BENCH_DIR", options.build)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-exports-", dir=base))
    try:
        measure(folder, options.build.resolve(), options.rows)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
