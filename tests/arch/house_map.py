"""kiosk/README.md as data: the folders it draws and the arrows its table allows."""

import re

from source import ROOT

README = ROOT / "kiosk" / "README.md"

# What a cell of the table may name beside folders, and the library it means.
LIBRARIES = {
    "the standard library": None,
    "serial port": None,
    "speech": None,
    "tl::expected": "expected",
    "libexpected": "expected",
    "fmt": "fmt",
    "spdlog": "spdlog",
    "dear imgui": "imgui",
    "imgui": "imgui",
    "glfw": "glfw",
    "opengl": "opengl",
    "xinput": "xinput",
    "cairo": "cairo",
    "pango": "pango",
    "librsvg": "rsvg",
    "freetype": "freetype",
    "qrcodegen": "qrcodegen",
    "zxing-c++": "zxing",
    "zxing": "zxing",
    "zbar": "zbar",
    "gstreamer": "gstreamer",
    "libcups": "cups",
    "espeak-ng": "espeak",
    "cups": "cups",
    "sqlite": "sqlite",
    "sqlitecpp": "sqlite",
    "libsodium": "sodium",
    "nlohmann-json": "json",
    "toml++": "toml",
    "boost.locale": "boost-locale",
    "icu": "icu",
    "date": "date",
    "cli11": "cli11",
    "libpqxx": "pqxx",
    "libxlsxwriter": "xlsxwriter",
    "libcsv": "csv",
    "libzip": "zip",
    "expat": "expat",
}

# The first prefix that fits a header tells its library.
HEADERS = {
    "imgui": "imgui",
    "backends/imgui": "imgui",
    "misc/freetype/imgui": "imgui",
    "GLFW/": "glfw",
    "espeak-ng/": "espeak",
    "GL/": "opengl",
    "GLES": "opengl",
    "EGL/": "opengl",
    "X11/": "xinput",
    "cairo": "cairo",
    "pango/": "pango",
    "librsvg/": "rsvg",
    "fontconfig/": "pango",
    "glib": "pango",
    "ft2build": "freetype",
    "freetype": "freetype",
    "qrcodegen": "qrcodegen",
    "ZXing/": "zxing",
    "zbar.h": "zbar",
    "gst/": "gstreamer",
    "cups/": "cups",
    "sqlite3": "sqlite",
    "SQLiteCpp/": "sqlite",
    "sodium": "sodium",
    "toml++/": "toml",
    "boost/locale": "boost-locale",
    "unicode/": "icu",
    "date/": "date",
    "CLI/": "cli11",
    "nlohmann/": "json",
    "spdlog/": "spdlog",
    "fmt/": "fmt",
    "tl/": "expected",
    "pqxx/": "pqxx",
    "libpq-fe.h": "pqxx",
    "xlsxwriter": "xlsxwriter",
    "csv.h": "csv",
    "zip.h": "zip",
    "expat.h": "expat",
}

STANDARD = set(
    """algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono
    cinttypes climits clocale cmath codecvt compare complex concepts condition_variable coroutine
    csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype deque
    exception execution filesystem forward_list fstream functional future initializer_list iomanip
    ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex
    new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore
    set shared_mutex source_location span sstream stack stdexcept stop_token streambuf string
    string_view strstream syncstream system_error thread tuple type_traits typeindex typeinfo
    unordered_map unordered_set utility valarray variant vector version""".split()
)

# The operating system's own: for whoever is not pure.
SYSTEM = re.compile(
    r"(sys|linux|arpa|netinet|net)/\w+\.h|"
    r"(dirent|dlfcn|errno|fcntl|fnmatch|grp|locale|netdb|poll|pthread|pwd|signal|spawn|stdlib|"
    r"string|syslog|termios|time|unistd)\.h"
)
PURE = ("core", "app")

EVERYWHERE = "everywhere"  # a row of the table for what every folder may use
MAINS = "*_main"


def arrows():
    """{folder: set of what it may use}, read from the rows of `| folder | may use |`."""
    rows = {}
    in_table = False
    for line in README.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().replace("`", "") for cell in line.strip().strip("|").split("|")]
        if [cell.lower() for cell in cells[:2]] == ["folder", "may use"]:
            in_table = True
        elif not line.lstrip().startswith("|"):
            in_table = False
        elif in_table and not set(cells[0]) <= set("-: "):
            rows[cells[0].rstrip("/")] = uses(cells[1])
    return rows


def uses(cell):
    plain = re.sub(r"\([^)]*\)", "", cell)
    plain = re.split(r"[;—.](?:\s|$)", plain)[0]
    return {word.strip() for word in re.split(r",| and ", plain) if word.strip()}


def library_of(header):
    for prefix, library in HEADERS.items():
        if header.startswith(prefix):
            return library
    return None


def drawn():
    """Paths of the first fenced block, `folder/` kept with its slash, indentation telling the parent."""
    block = re.search(r"^```\w*\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    paths, parents = [], []
    for line in block[1].splitlines() if block else ():
        entry = re.match(r"( *)(\S+)", line)
        if not entry:
            continue
        depth = len(entry[1])
        parents = [(at, path) for at, path in parents if at < depth]
        path = (parents[-1][1] if parents else "") + entry[2]
        paths.append(path)
        if path.endswith("/"):
            parents.append((depth, path))
    return paths
