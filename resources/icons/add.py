"""Take icons from lucide-static: python resources/icons/add.py NAME [NAME ...] (needs npm)."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "lucide-static@1.62.0"


def main(names: list[str]) -> int:
    """Copy the named SVGs beside this file; the answer is the number of names that do not exist."""
    here = Path(__file__).resolve().parent
    missing = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            for name in names:
                try:
                    member = archive.extractfile(f"package/icons/{name}.svg")
                except KeyError:
                    member = None
                if member is None:
                    missing += 1
                    sys.stderr.write(f"no such icon: {name}\n")
                    continue
                (here / f"{name}.svg").write_bytes(member.read())
    return missing


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
