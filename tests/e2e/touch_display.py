"""A display with a touch screen, a mouse and a keyboard that a test works: Xorg with drivers that need no
hardware. What the fingers do goes the whole way of a real touch screen's events, through the server.

    with TouchDisplay() as display:
        display.fingers.down(0, 100, 200)
        display.fingers.up(0)
        display.fingers.sync()
"""

import socket
import struct
import tempfile
from pathlib import Path

from kiosk_driver import SECONDS, Display, NotSeen

XORG = "/usr/lib/xorg/Xorg"  # not the one in PATH, which may demand to be started at a console

CONFIGURATION = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
EndSection
Section "InputDevice"
  Identifier "mouse"
  Driver "inputtest"
  Option "DeviceType" "Pointer"
  Option "SocketPath" "{folder}/mouse"
EndSection
Section "InputDevice"
  Identifier "keyboard"
  Driver "inputtest"
  Option "DeviceType" "Keyboard"
  Option "SocketPath" "{folder}/keyboard"
EndSection
Section "InputDevice"
  Identifier "touch"
  Driver "inputtest"
  Option "DeviceType" "Touch"
  Option "SocketPath" "{folder}/touch"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam {video_kib}
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 1-1000
  VertRefresh 1-1000
  {modeline}
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "only"
    Virtual {width} {height}
  EndSubSection
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "mouse" "CorePointer"
  InputDevice "keyboard" "CoreKeyboard"
  InputDevice "touch" "SendCoreEvents"
EndSection
"""


def modeline(width, height):
    """A mode of that size at about 60 Hz; nobody looks at how it is blanked."""
    across, down = width * 5 // 4, height + 30
    return (f'Modeline "only" {across * down * 60 / 1e6:.2f} {width} {width + 40} {width + 120} {across} '
            f"{height} {height + 3} {height + 8} {down}")


class TouchDisplay(Display):
    """Its `fingers` touch the screen. Xorg is given a free display number."""

    def __init__(self, width=1280, height=800):
        super().__init__(width, height)
        self.folder = tempfile.TemporaryDirectory(prefix="kiosk-touch-")
        self.fingers = None

    def __enter__(self):
        super().__enter__()
        try:
            self.fingers = Fingers(Path(self.folder.name) / "touch", self.width, self.height)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.fingers:
            self.fingers.close()
        super().__exit__()
        self.folder.cleanup()

    def command(self):
        folder = Path(self.folder.name)
        settings = CONFIGURATION.format(
            folder=folder, width=self.width, height=self.height, video_kib=self.width * self.height * 8 // 1024,
            modeline=modeline(self.width, self.height))
        (folder / "xorg.conf").write_text(settings, encoding="ascii")
        return [XORG, "-config", str(folder / "xorg.conf"), "-logfile", str(folder / "log"),
                "-novtswitch", "-sharevts"]


class Fingers:
    """Speaks the protocol of Xorg's driver "inputtest" (its manual page: inputtestdrv), version 1.0.

    A message is its length, its kind and a body. A touch's body: the finger, what it does, and 64 axes: a
    word that tells whether there are unaccelerated values, a bit for each axis that is given, eight bytes
    for the value of each, and as many for the unaccelerated ones.
    """

    VERSION, SYNC, TOUCH = 0, 1, 6  # kinds; the answers to the first two are of the same kind
    BEGIN, UPDATE, END = 18, 19, 20  # as XInput 2 numbers them
    AXES = 64
    X_AND_Y = 0b11
    RANGE = 0xFFFF  # of an axis, over the whole screen

    def __init__(self, path, width, height):
        self.scale = self.RANGE / width, self.RANGE / height
        self.places = {}
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(SECONDS)
        self.socket.connect(str(path))
        self.send(self.VERSION, struct.pack("=HH", 1, 0))
        self.expect_answer(self.VERSION)

    def close(self):
        self.socket.close()

    def down(self, finger, x, y):
        self.touch(finger, self.BEGIN, x, y)

    def move(self, finger, x, y):
        self.touch(finger, self.UPDATE, x, y)

    def up(self, finger):
        self.touch(finger, self.END, *self.places[finger])

    def tap(self, x, y, finger=0):
        self.down(finger, x, y)
        self.up(finger)

    def sync(self):
        """Returns when the server has passed everything on."""
        self.send(self.SYNC, b"")
        self.expect_answer(self.SYNC)

    def touch(self, finger, does, x, y):
        self.places[finger] = x, y
        values = [x * self.scale[0], y * self.scale[1], *[0.0] * (2 * self.AXES - 2)]
        axes = struct.pack(f"=IQ4x{2 * self.AXES}d", 0, self.X_AND_Y, *values)
        self.send(self.TOUCH, struct.pack("=II", finger, does) + axes)

    def send(self, kind, body):
        self.socket.sendall(struct.pack("=II", 8 + len(body), kind) + body)

    def expect_answer(self, kind):
        length, answered = struct.unpack("=II", self.receive(8))
        self.receive(length - 8)
        if answered != kind:
            raise NotSeen(f"answer {kind} of the touch driver, not {answered}")

    def receive(self, count):
        got = b""
        while len(got) < count:
            piece = self.socket.recv(count - len(got))
            if not piece:
                raise NotSeen("the touch driver's answer: it closed the connection")
            got += piece
        return got
