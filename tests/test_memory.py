"""What the process shows of its memory to others of the same user, and what a crash leaves behind."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have other means: by hand there")

# A parent may look into its child even where the system keeps strangers apart (yama); both are the same plain user.
SPY = """
import ctypes, os, re, resource, sys  # all of it while it can still be found
from clientcrm import memory

NOBODY = 65534
libc = ctypes.CDLL(None)
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    libc.prctl(4, 1, 0, 0, 0)  # giving up root made this process unreadable: as an ordinary one begins, it is readable
ready, said = os.pipe()
child = os.fork()
if child == 0:
    phone = bytes(b ^ 1 for b in b"*6807315776\\x00")  # nowhere in the parent
    if sys.argv[1] == "closed":
        memory.close_off()
    os.write(said, b"x")
    os.read(os.pipe()[0], 1)
os.read(ready, 1)

def search():
    needle = bytes(b ^ 1 for b in b"*6807315776")
    found = 0
    with open(f"/proc/{child}/maps") as maps, open(f"/proc/{child}/mem", "rb", 0) as memory:
        for line in maps:
            start, end, kind = re.match(r"(\\w+)-(\\w+) (....)", line).groups()
            if kind.startswith("rw"):
                memory.seek(int(start, 16))
                try:
                    found += memory.read(int(end, 16) - int(start, 16)).count(needle)
                except OSError:
                    pass
    return found

try:
    print("read" if search() else "nothing")
except PermissionError:
    print("denied")
print("traced" if libc.ptrace(16, child, 0, 0) == 0 else "not traced")
os.kill(child, 9)
"""


def spied_on(state: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SPY, state], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:2]


@linux
@pytest.mark.attack("T30")
@pytest.mark.proves("F22")
def test_the_same_user_cannot_read_our_memory() -> None:
    before = spied_on("open")
    if before != ["read", "traced"]:
        pytest.skip(f"this system denies it to everybody anyhow: {before}")
    assert spied_on("closed") == ["denied", "not traced"]


@linux
@pytest.mark.attack("T30")
@pytest.mark.parametrize("arguments", [["--version"], ["--lang", "en"]], ids=["command line", "window"])
def test_both_ways_into_the_program_close_it_off_first(arguments: list[str], tmp_path: Path) -> None:
    script = (
        "import ctypes, resource, sys; import main\n"
        "def opened(_arguments):\n"
        "    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))\n"
        "    return 0\n"
        "sys.modules['ui.app'] = type(sys)('ui.app'); sys.modules['ui.app'].main = opened\n"
        "import clientcrm.cli; clientcrm.cli.main = lambda arguments, draw: opened(arguments)\n"
        "sys.exit(main.main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "0 (0, 0)"


# What glibc tells of its heaps after threads have filled and emptied some.
HEAPS = """
import ctypes, sys, threading
from clientcrm import memory

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
if sys.argv[1] == "small":
    memory.stay_small()
together = threading.Barrier(4)

def fill():
    held = [libc.malloc(1000) for _ in range(2000)]
    together.wait()
    for one in held:
        libc.free(one)

threads = [threading.Thread(target=fill) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.fopen.restype = ctypes.c_void_p
libc.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
libc.fclose.argtypes = [ctypes.c_void_p]
file = libc.fopen(sys.argv[2].encode(), b"w")
libc.malloc_info(0, file)
libc.fclose(file)
"""


@linux
def test_threads_share_one_heap(tmp_path: Path) -> None:
    """Each would keep what is free in a heap of its own."""
    if not hasattr(ctypes.CDLL(None), "mallopt"):
        pytest.skip("this C library has no heaps to share")
    heaps = {}
    for state in ("usual", "small"):
        told = tmp_path / state
        subprocess.run([sys.executable, "-c", HEAPS, state, str(told)], cwd=ROOT, check=True)
        heaps[state] = told.read_text().count("<heap nr=")
    assert heaps["usual"] > heaps["small"] == 1


# Half of what was taken is free by now, each second piece of it.
HOLES = """
import ctypes
from clientcrm import memory

def held():
    return int(open("/proc/self/statm").read().split()[1])

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
memory.stay_small()
pieces = [libc.malloc(16000) for _ in range(2000)]
for one in pieces:
    ctypes.memset(one, 1, 16000)
for one in pieces[::2]:
    libc.free(one)
before = held()
memory.give_back()
print((before - held()) * 4096)
"""


@linux
def test_what_lies_free_between_things_in_use_goes_back() -> None:
    if not hasattr(ctypes.CDLL(None), "malloc_trim"):
        pytest.skip("this C library keeps what is free")
    done = subprocess.run([sys.executable, "-c", HOLES], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 8_000_000  # of sixteen: the pages that a piece in use touches stay
