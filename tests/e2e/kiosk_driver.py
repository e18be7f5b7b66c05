"""Drives a kiosk from outside, as a hand and a USB scanner do: real X events in, the frame record and
the screen out. Every wait is for a condition, with a bound.

    with Display() as display, Kiosk(program, display, arguments) as kiosk:
        kiosk.wait_screen("welcome")
        kiosk.press("register")
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 15  # how long anything may take before it counts as not happening
TO_START = 60  # the first start makes font caches
POLL = 0.01
QUIET = 0.15  # a picture is taken when no new frame came for this long
AT_REST = 0.08  # what stays the same for this long has stopped moving
SHORT_PRESS = 0.2  # a finger stays down for this long at most
SHIFT_BY_ITSELF = 0.5  # how long the keyboard may take to go to or from capitals behind a letter
KEY_MILLISECONDS = "2"  # between the keys of a USB scanner


class NotSeen(Exception):
    """Something that had to happen did not, within its bound."""


def wait(what, condition, seconds=SECONDS):
    """The first true value of `condition()`; NotSeen with `what` after `seconds`."""
    until = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > until:
            raise NotSeen(f"{what() if callable(what) else what}: not within {seconds:g} s")
        time.sleep(POLL)


class Display:
    """An Xvfb of its own, on a display number that is free."""

    def __init__(self, width=1920, height=1080):
        self.width, self.height = width, height
        self.name = None
        self.server = None

    def __enter__(self):
        ours, theirs = os.pipe()
        program, *words = self.command()
        self.server = subprocess.Popen(
            [program, "-displayfd", str(theirs), *words, "-dpi", "96", "-nolisten", "tcp", "-noreset"],
            pass_fds=[theirs], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )
        os.close(theirs)
        with os.fdopen(ours) as pipe:
            number = pipe.readline().strip()  # the server writes it when it answers; nothing when it dies
        if not number:
            raise NotSeen(f"{program} did not start: exit status {self.server.wait()}")
        self.name = f":{number}"
        return self

    def __exit__(self, *_):
        end(self.server)

    def command(self):
        """The server and what it is told, but for the display number."""
        return ["Xvfb", "-screen", "0", f"{self.width}x{self.height}x24"]

    def environment(self):
        """This process's environment on this display, drawn by software, and none of its kiosk's data."""
        kept = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "KIOSK_DATA")}
        return kept | {"DISPLAY": self.name, "LIBGL_ALWAYS_SOFTWARE": "1"}

    def run(self, *command):
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotSeen(f"{' '.join(command)}: {done.stderr.strip() or done.returncode}")
        return done.stdout

    def picture(self, path):
        self.run("import", "-silent", "-window", "root", str(path))


def end(process, seconds=10):
    """Asks a process to end, then makes it; its exit status."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


@dataclass(frozen=True)
class Widget:
    id: str
    role: str = ""
    label: str = ""
    x: float = 0
    y: float = 0
    w: float = 0
    h: float = 0
    state: tuple = ()

    @property
    def middle(self):
        return round(self.x + self.w / 2), round(self.y + self.h / 2)

    @property
    def number(self):
        """The last whole number in the label, None without one."""
        found = re.findall(r"\d+", self.label)
        return int(found[-1]) if found else None

    @property
    def touchable(self):
        return not {"disabled", "inert"} & set(self.state)

    @staticmethod
    def of(row):
        x, y, w, h = row["rect"]
        return Widget(row["id"], row["role"], row["label"], x, y, w, h, tuple(row["state"]))


@dataclass(frozen=True)
class Frame:
    number: int = -1
    screen: str = ""
    language: str = ""
    widgets: dict = field(default_factory=dict)

    @staticmethod
    def read(path):
        """The frame that stands in the record now; an empty one before the first."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return Frame()
        if not lines:
            return Frame()
        head, *rows = [json.loads(line) for line in lines]
        widgets = {row["id"]: Widget.of(row) for row in rows if row["id"]}
        return Frame(head["frame"], head["screen"], head["language"], widgets)


class Kiosk:
    """One running kiosk. Its home, data and log lie in `folder` (a new temporary one by default)."""

    def __init__(self, program, display, arguments=(), folder=None):
        self.display = display
        self.program, self.arguments = Path(program).resolve(), list(arguments)
        self.temporary = None if folder else tempfile.TemporaryDirectory(prefix="kiosk-tour-")
        self.folder = Path(folder or self.temporary.name)
        self.data, self.home = self.folder / "data", self.folder / "home"
        self.record, self.log = self.folder / "frame.jsonl", self.folder / "kiosk.log"
        self.process = None
        self.origin = (0, 0)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        if self.temporary:
            self.temporary.cleanup()

    def start(self):
        self.home.mkdir(parents=True, exist_ok=True)
        self.record.unlink(missing_ok=True)
        home = {"HOME": str(self.home), "XDG_DATA_HOME": str(self.home / "share")}
        command = [self.program, "--data", self.data, "--frame-record", self.record, *self.arguments]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(word) for word in command], env=self.display.environment() | home,
                cwd=self.home, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )
        self.wait("the first frame", lambda: self.frame().number >= 0, TO_START)
        self.origin = self.wait("the kiosk's window", self.window_origin)

    def stop(self):
        return end(self.process) if self.process else None

    def said(self):
        """What the kiosk wrote to its standard output and error."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    # What is seen

    def frame(self):
        return Frame.read(self.record)

    def wait(self, what, condition, seconds=SECONDS):
        """As `wait`, and at once an error when the kiosk has ended."""

        def alive():
            if self.process.poll() is not None:
                raise NotSeen(f"{what}: the kiosk ended with status {self.process.returncode}")
            return condition()

        return wait(lambda: f"{what} (screen now: {self.frame().screen or 'none'})", alive, seconds)

    def wait_screen(self, name, language=None):
        def there():
            frame = self.frame()
            return frame if frame.screen == name and language in (None, frame.language) else None

        return self.wait(f"screen {name}" + (f" in {language}" if language else ""), there)

    def wait_widget(self, id, fits=lambda widget: True, what=None):
        """The widget when it is there and fits."""

        def there():
            widget = self.frame().widgets.get(id)
            return widget if widget and fits(widget) else None

        return self.wait(what or f"widget {id}", there)

    def has(self, id):
        return id in self.frame().widgets

    def widget(self, id):
        """The widget as soon as it can be touched: enabled, and not moving any more."""

        def seen():
            return self.frame().widgets.get(id)

        at_rest = self.still(AT_REST, seen)

        def ready():
            widget = seen()
            return widget if at_rest() and widget and widget.touchable else None

        return self.wait(f"widget {id}, enabled and at rest", ready)

    def screenshot(self, path):
        """A picture of the whole display once the frame is quiet, of a moving one after two seconds."""
        self.allow("a quiet frame", self.still(QUIET, lambda: self.frame().number), 2)
        self.display.picture(path)

    # What is done

    def press(self, id):
        """A finger on the middle of the widget, lifted when the press has been drawn, soon enough not to
        be a long press; then until what came of it has been drawn."""
        x, y = (at + origin for at, origin in zip(self.widget(id).middle, self.origin))
        if not (0 <= x < self.display.width and 0 <= y < self.display.height):
            raise NotSeen(f"widget {id} within the display; its middle is at {x}, {y}")
        self.new_frame_after("mousemove", str(x), str(y), "mousedown", "1", seconds=SHORT_PRESS)
        self.new_frame_after("mouseup", "1")
        self.allow("the last frame", self.still(AT_REST, lambda: self.frame().number), 1)

    def enter_pin(self, pin, screen):
        """From Welcome to the screen that the PIN opens."""
        self.press("staff")
        self.wait_screen("pin")
        for digit in pin:
            self.press(f"digit:{digit}")
        self.press("ok")
        self.wait_screen(screen)

    def type_osk(self, text):
        """Types on the on-screen keyboard, with shift where the key does not show the character."""
        for character in text:
            self.press(self.key_for(character))

    def key_for(self, character):
        """The id of the key that shows the character, after shift where nothing else brings it up."""
        if character == " ":
            return Id.space
        self.allow(f"a key that shows {character}", lambda: self.key_showing(character), SHIFT_BY_ITSELF)
        if not self.key_showing(character):
            self.press(Id.shift)
        return self.wait(f"a key that shows {character}", lambda: self.key_showing(character))

    def key_showing(self, character):
        widgets = self.frame().widgets.values()
        return next((w.id for w in widgets if w.label == character and w.id.startswith(Id.key)), None)

    def scan(self, code):
        """What a USB scanner does: the code in quick keys, and Return."""
        self.xdotool("type", "--delay", KEY_MILLISECONDS, "--args", "1", code, "key", "Return")

    # The ways to the display

    def xdotool(self, *words):
        return self.display.run("xdotool", *words)

    def new_frame_after(self, *words, seconds=1.0):
        """xdotool, then a new frame; not demanded, as what changes nothing visible may draw none."""
        before = self.frame().number
        self.xdotool(*words)
        self.allow("a new frame", lambda: self.frame().number > before, seconds)

    def allow(self, what, condition, seconds):
        """Waits for what need not happen; still an error when the kiosk has ended."""
        try:
            self.wait(what, condition, seconds)
        except NotSeen:
            if self.process.poll() is not None:
                raise

    @staticmethod
    def still(seconds, observe):
        """A condition: what `observe()` tells has been the same for so long."""
        last, since = observe(), time.monotonic()

        def same():
            nonlocal last, since
            now = observe()
            if now != last:
                last, since = now, time.monotonic()
            return time.monotonic() - since > seconds

        return same

    def window_origin(self):
        """Where the window's pixels begin on the display, None while there is none."""
        try:
            windows = self.xdotool("search", "--onlyvisible", "--pid", str(self.process.pid)).split()
            place = self.xdotool("getwindowgeometry", "--shell", windows[-1])
        except (NotSeen, IndexError):
            return None
        values = dict(line.split("=", 1) for line in place.splitlines() if "=" in line)
        return int(values["X"]), int(values["Y"])


class Id:
    """Ids of the on-screen keyboard's keys; those of characters go on with the plain character."""

    key = "key:"
    space = "key:space"
    shift = "key:shift"
    backspace = "key:backspace"


def arguments(doc, *paths, optional=()):
    """What a test program was called with: each of `paths`, absolute, and `rest` for unittest."""
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    for name in paths + tuple(optional):
        parser.add_argument(f"--{name}", required=name in paths, type=os.path.abspath)
    asked, rest = parser.parse_known_args()
    asked.rest = [sys.argv[0], *rest]
    return asked
