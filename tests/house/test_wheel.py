"""The wheel that is handed on: it installs the command, and the five languages, and nothing is fetched."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile

import pytest

from tests.house import source

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build as `make wheel` does: no isolation, so no index is asked."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "source"
    kept = ("src", "samples", "pyproject.toml", "README.md", "LICENSE")
    subprocess.run(["mkdir", copy], check=True)
    subprocess.run(["cp", "-r", *(source.HERE / name for name in kept), copy], check=True)
    subprocess.run(
        ["find", copy, "-name", "*.egg-info", "-prune", "-exec", "rm", "-r", "{}", "+"], check=True
    )
    asked = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, copy]
    done = subprocess.run(
        asked,
        capture_output=True,
        text=True,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1767225600"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("mithaq-*.whl")
    return built


@pytest.fixture(scope="module")
def clean(wheel, tmp_path_factory):
    """A venv with the wheel and nothing else of ours; its dependencies are lent by a .pth file."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    venv.EnvBuilder(with_pip=False, symlinks=True).create(folder)
    packages = (
        folder / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    )
    asked = [sys.executable, "-m", "pip", "--python", folder / "bin/python", "install", "--quiet"]
    done = subprocess.run(
        [*asked, "--no-index", "--no-deps", wheel], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def _run(clean, *words, **environment):
    told = {"PATH": "/usr/bin:/bin", "HOME": str(clean), **environment}
    return subprocess.run(
        [clean / "bin" / "mithaq", *words], capture_output=True, text=True, env=told, check=False
    )


def test_it_installs_the_command(clean):
    from mithaq import __version__

    done = _run(clean, "--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"mithaq {__version__}")


def test_it_verifies_without_a_node(clean):
    done = _run(clean, "verify", "--help")
    assert done.returncode == 0, done.stderr
    assert "usage" in done.stdout


def test_it_runs_from_the_wheel_and_not_from_this_clone(clean):
    asked = [clean / "bin" / "python", "-c", "import mithaq; print(mithaq.__file__)"]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(str(clean))


def test_it_speaks_five_languages(clean):
    said = {
        code: _run(clean, "--help", LANG=f"{code}.UTF-8").stdout
        for code in ("ar", "en", "es", "fr", "ur")
    }
    assert len(set(said.values())) == 5


def test_it_carries_what_it_needs_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in ("mithaq/py.typed", "mithaq/locale/ur/LC_MESSAGES/mithaq.mo"):
        assert wanted in names
    assert any(name.startswith("mithaq/node/store/migrations/0001") for name in names)
    assert any(name.startswith("mithaq/samples/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "tools", "samples"))]
