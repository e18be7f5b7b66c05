"""What the house checks read: the tree's own files, C++ literals and includes, message catalogues."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def is_ours(name):
    return not (name.startswith((".", "build-")) or name in ("build", "out", "__pycache__"))


def files(*folders, suffixes=()):
    """Every file below the folders (below the root without any), as sorted absolute paths."""
    found = []
    for folder in folders or ("",):
        for place, names, leaves in os.walk(ROOT / folder):
            names[:] = [name for name in names if is_ours(name)]
            found += [Path(place) / leaf for leaf in leaves if not suffixes or leaf.endswith(suffixes)]
    return sorted(found)


def where(path, line=None):
    return f"{path.relative_to(ROOT)}" + (f":{line}" if line else "")


def cpp(*folders):
    return files(*(folders or ("kiosk", "db")), suffixes=(".cpp", ".h"))


TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | R"(?P<fence>[^(\s]*)\((?P<raw>.*?)\)(?P=fence)"
      | "(?P<text>(?:[^"\\\n]|\\.)*)"
      | '(?:[^'\\\n]|\\.)+'""",
    re.DOTALL | re.VERBOSE,
)
DIGIT_SEPARATOR = re.compile(r"(?<=\d)'(?=\d)")
INCLUDE = re.compile(r'^\s*#\s*include\s*(?P<open>[<"])(?P<header>[^>"]+)[>"]', re.MULTILINE)


def literals(path):
    """(line, text) of each string literal; comments and includes have none."""
    code = DIGIT_SEPARATOR.sub("", path.read_text(encoding="utf-8"))
    code = INCLUDE.sub("", code)
    for token in TOKEN.finditer(code):
        text = token["raw"] if token["raw"] is not None else token["text"]
        if text is not None:
            yield code.count("\n", 0, token.start()) + 1, text


def includes(path):
    """(line, header, quoted) of each include."""
    code = path.read_text(encoding="utf-8")
    for found in INCLUDE.finditer(code):
        line = code.count("\n", 0, found.start("header")) + 1
        yield line, found["header"], found["open"] == '"'


def message_keys(path):
    """The msgids of a .po file, without the header's empty one."""
    text = path.read_text(encoding="utf-8")
    found = re.findall(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)', text, re.MULTILINE)
    keys = {"".join(re.findall(r'"((?:[^"\\]|\\.)*)"', piece)) for piece in found}
    return keys - {""}
