"""Make an environment with pip in it, on machines that come without some of the parts.

Debian ships Python without ``ensurepip`` (package python3-venv), and some machines without pip.
Nothing here needs root. Tried in this order, each only if the one before could not:

1. ``python -m venv`` with the pip that Python carries (ensurepip);
2. an empty environment, filled by the pip of the machine (``pip --target``);
3. an empty environment, filled from a pip wheel found on disk: in a folder named by
   ``PIP_FIND_LINKS``, or where Debian and Fedora keep theirs;
4. the same, the wheel taken from the index that ``PIP_INDEX_URL`` or pip's configuration names,
   its hash compared with requirements/build.txt.

Standard library only; runs on any Python from 3.11.
"""

from __future__ import annotations

import configparser
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PACKAGED = ("/usr/share/python-wheels", "/usr/share/python3-wheels", "/usr/lib/python3/wheels")


def main(target: Path) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  (this line is for the Python that is too old)
        print(f"Mithaq needs Python 3.11 or later; {sys.executable} is {sys.version.split()[0]}.")
        return 1
    if works(target):
        return 0
    for way in (carried, of_the_machine, from_disk, from_index):
        try:
            way(target)
        except (Exception, SystemExit) as reason:  # noqa: BLE001  (any reason: the next way is tried)
            why = (str(reason).splitlines() or ["no"])[-1]
            print(f"  pip {way.__name__.replace('_', ' ')}: {why}")
            continue
        if works(target):
            return 0
    print(
        "No pip could be had. One of these is enough: the package python3-venv or python3-pip; a folder\n"
        "with pip's wheel, PIP_FIND_LINKS=/folder; an index, PIP_INDEX_URL=…/simple. Then the same again."
    )
    return 1


def works(target: Path) -> bool:
    asked = [str(target / "bin" / "python"), "-m", "pip", "--version"]
    return (
        Path(asked[0]).exists()
        and subprocess.run(asked, capture_output=True, check=False).returncode == 0
    )


def carried(target: Path) -> None:
    """Way 1."""
    # In a process of its own: where ensurepip is missing, venv prints a page and leaves a half.
    asked = [sys.executable, "-m", "venv", "--clear", str(target)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError("this Python carries no pip")


def empty(target: Path) -> Path:
    """Make an environment without pip; give the folder that packages go into."""
    venv.EnvBuilder(clear=True, with_pip=False, symlinks=True).create(target)
    return target / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def of_the_machine(target: Path) -> None:
    """Way 2: by --target, which older pips know and which Debian's guard does not refuse."""
    fill([sys.executable, "-m", "pip"], empty(target), "pip")


def from_disk(target: Path) -> None:
    """Way 3."""
    folders = [*os.environ.get("PIP_FIND_LINKS", "").split(), *PACKAGED]
    wheels = [wheel for folder in folders for wheel in sorted(Path(folder).glob("pip-*.whl"))]
    if not wheels:
        raise RuntimeError("no pip wheel on disk")
    fill([sys.executable, f"{wheels[-1]}/pip"], empty(target), str(wheels[-1]), "--no-index")


def from_index(target: Path) -> None:
    """Way 4."""
    page = index().rstrip("/") + "/pip/"
    wanted = re.search(
        r"^pip==(\S+)((?:.*\\\n)+.*)", (HERE / "requirements/build.txt").read_text(), re.MULTILINE
    )
    if wanted is None:
        raise RuntimeError("requirements/build.txt names no pip")
    name = f"pip-{wanted[1]}-py3-none-any.whl"
    found = re.search(rf'href="([^"]*{re.escape(name)})', fetched(page).decode())
    if found is None:
        raise RuntimeError(f"{page} has no {name}")
    wheel = fetched(urllib.parse.urljoin(page, found[1]))
    if hashlib.sha256(wheel).hexdigest() not in wanted[2]:
        raise RuntimeError(f"{name} is not the file that requirements/build.txt names")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(wheel)
        fill([sys.executable, f"{path}/pip"], empty(target), str(path), "--no-index")


def index() -> str:
    """Tell which index the environment or pip's configuration names."""
    files = [
        "/etc/pip.conf",
        "~/.pip/pip.conf",
        "~/.config/pip/pip.conf",
        os.environ.get("PIP_CONFIG_FILE", ""),
    ]
    told = configparser.ConfigParser(interpolation=None)
    told.read([Path(file).expanduser() for file in files if file])
    where = os.environ.get("PIP_INDEX_URL") or told.get("global", "index-url", fallback="")
    if not where:
        raise RuntimeError("no index is named (PIP_INDEX_URL)")
    return where


def fetched(address: str) -> bytes:
    if not address.startswith(("https://", "http://", "file://")):
        raise RuntimeError(f"not an address of an index: {address}")
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  (checked above)
        body: bytes = answer.read()
    return body


def fill(pip: list[str], packages: Path, *wanted: str) -> None:
    asked = [
        *pip,
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--target",
        str(packages),
        *wanted,
    ]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip() or "pip failed")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
