"""One command for everything a developer or a curious user does: set up, run, test, measure, pin.

Needs nothing but Python 3.11 to 3.14 (Linux, Windows, macOS); the rest it installs into .venv beside it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)


def main(arguments: list[str]) -> int:
    """Do one subcommand; the answer is the exit status."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__.splitlines()[0] if __doc__ else None)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("setup", help="make .venv and install what the program needs")
    opened = commands.add_parser("run", help="open the program (arguments after -- go to main.py)")
    opened.add_argument("--demo", action="store_true", help="open a filled demo shop")
    opened.add_argument("rest", nargs="*", help=argparse.SUPPRESS)
    tested = commands.add_parser("test", help="linters, types, import contracts, translations, all tests")
    tested.add_argument("--slow", action="store_true", help="the long forms of the tests too")
    tested.add_argument("--only", action="append", metavar="CHECK", help="only this check; may be repeated")
    measured = commands.add_parser("bench", help="measure, and write docs/benchmarks.md")
    measured.add_argument(
        "--only", action="append", metavar="NAME", help="only this one and its parts; may be repeated"
    )
    commands.add_parser("build", help="bundles for people without Python: there are none yet")
    locked = commands.add_parser("lock", help="pin the libraries anew from the .in files (needs uv)")
    locked.add_argument("--upgrade", action="store_true", help="raise every pin to the newest release allowed")
    proved = commands.add_parser("proved", help="which row of the feature list is shown by which tests")
    proved.add_argument("--attacks", action="store_true", help="which attack is tried by which tests instead")
    options = parser.parse_args(arguments)
    from environment import SetUpFailed

    try:
        return int(globals()[f"do_{options.command}"](options))
    except SetUpFailed as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def do_setup(options: argparse.Namespace) -> int:
    """Make the environment."""
    from environment import ROOT, has_display, set_up

    python = set_up(window=has_display())
    print(f"Ready: {python.relative_to(ROOT)}")
    return 0


def do_run(options: argparse.Namespace) -> int:
    """Open the program; without a display, draw its screens into ./tour instead."""
    from environment import ROOT, child_environment, has_display, set_up

    window = has_display()
    python = str(set_up(window=window))
    start = [python, str(ROOT / "main.py")]
    if options.rest:
        return subprocess.run([*start, *options.rest], env=child_environment(), check=False).returncode
    if not window:
        print(
            "There is no display within reach, so every screen of a demo shop is drawn into ./tour instead.", flush=True
        )
        offscreen = child_environment(QT_QPA_PLATFORM="offscreen")
        tour = [*start, "tour", "tour", "--theme", "both"]
        return subprocess.run(tour, cwd=ROOT, env=offscreen, check=False).returncode
    if options.demo:
        shop = demo_shop(start)
        if shop is None:
            return 1
        print("The demo shop's owner signs in with the password: demo", flush=True)
        start += ["--base", str(shop)]
    return subprocess.run(start, env=child_environment(), check=False).returncode


def demo_shop(start: list[str]) -> Path | None:
    """The filled demo shop, made at the first use; None if that failed."""
    from environment import ROOT, child_environment

    shop, growing = ROOT / "build" / "demo", ROOT / "build" / "demo.part"
    if shop.exists():
        return shop
    print("Filling a demo shop (once)", flush=True)
    shutil.rmtree(growing, ignore_errors=True)
    growing.parent.mkdir(exist_ok=True)
    if subprocess.run([*start, "demo", str(growing)], env=child_environment(), check=False).returncode != 0:
        return None
    growing.rename(shop)  # so that a demo cut short is made again
    return shop


def do_test(options: argparse.Namespace) -> int:
    """Every check, then a summary."""
    from checks import all_checks, run_all
    from environment import set_up

    checks = all_checks(set_up(tests=True), slow=options.slow)
    names = [check.name for check in checks]
    wanted = options.only or names
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        print(f"No check is called {', '.join(unknown)}; there are {', '.join(names)}.", file=sys.stderr)
        return 2
    return run_all([check for check in checks if check.name in wanted])


def do_bench(options: argparse.Namespace) -> int:
    """Measure, print, and write docs/benchmarks.md."""
    from environment import HERE, ROOT, child_environment, set_up

    # Steps through the window are those of its tests, with their tools.
    command = [str(set_up(tests=True)), str(HERE / "bench" / "run.py")]
    for name in options.only or []:
        command += ["--only", name]
    offscreen = child_environment(QT_QPA_PLATFORM="offscreen")
    return subprocess.run(command, cwd=ROOT, env=offscreen, check=False).returncode


def do_build(options: argparse.Namespace) -> int:
    """Say plainly that there is nothing to build yet."""
    print("There are no bundles for people without Python yet: nothing was built.", file=sys.stderr)
    print("The program is started by: python packaging/dev.py run", file=sys.stderr)
    return 1


def do_lock(options: argparse.Namespace) -> int:
    """Pin every library, with hashes and for all systems, from the .in files."""
    from environment import HERE, SetUpFailed, child_environment

    uv = shutil.which("uv")
    if uv is None:
        raise SetUpFailed("Pinning needs uv on the PATH: python -m pip install uv")
    for name in ("requirements", "requirements-test", "requirements-oracles"):
        # Run in this folder and named by hand, so that no path and no address gets into the file.
        command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
        command += ["--no-emit-index-url", "--no-emit-find-links"]
        command += ["--custom-compile-command", "python packaging/dev.py lock", f"{name}.in", "-o", f"{name}.txt"]
        command += ["--upgrade"] if options.upgrade else []
        status = subprocess.run(command, cwd=HERE, env=child_environment(), check=False).returncode
        if status != 0:
            return status
    return 0


def do_proved(options: argparse.Namespace) -> int:
    """List the rows of the feature list, or the attacks, with the tests that name them."""
    from environment import ROOT
    from proved import attacks, report

    print(attacks(ROOT) if options.attacks else report(ROOT))
    return 0


def go_on_with_newer_python() -> None:
    """Hand over to a Python that fits, if this one is too old or too new; stop where there is none."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    here = f"Python {sys.version_info[0]}.{sys.version_info[1]}"
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        # A name on the PATH may be an empty promise (pyenv's shims): ask it before handing over.
        if other and subprocess.run([other, "-c", ""], stderr=subprocess.DEVNULL, check=False).returncode == 0:
            print(f"This is {here}; going on with {other}.", flush=True)
            sys.exit(subprocess.run([other, *sys.argv], check=False).returncode)
    sys.exit(f"This is {here}. The program needs Python 3.11 to 3.14: install one of them and start the command again.")


if __name__ == "__main__":
    go_on_with_newer_python()
    sys.exit(main(sys.argv[1:]))
