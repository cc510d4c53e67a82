"""Builds and imports by workers elsewhere: equal to those by one process, whatever dies."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from clusters import (
    REPOSITORY,
    Cluster,
    begin_command,
    fill,
    kill,
    run_command,
    wait_until,
)
from harness import SETTINGS, SiteFolder, tree
from raw_samples import raw_a, raw_c

ARTICLES = 200
FIELD = '[tool.commentariat.fields.words]\nkind = "number"\nlabel = "Words"\n'
HOOKS = """
def fields(article):
    return {"words": len(article.body.split())}
"""
BUILD = ("build", "--now", "2026-06-01T12:00", "--no-import")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers that live as long as the tests of this file."""
    with Cluster(tmp_path_factory.mktemp("cluster")) as found:
        found.add_worker()
        found.add_worker()
        yield found


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site with articles, and what one process makes of it."""
    site = fill(SiteFolder(tmp_path_factory.mktemp("filled")), ARTICLES)
    site.write("hooks.py", HOOKS)
    site.write("pyproject.toml", SETTINGS + FIELD)
    assert run_command(site, *BUILD, "--workers", "1")[0] == 0
    return site


def copy_of(filled: SiteFolder, folder: Path) -> SiteFolder:
    """Copy a site without what was made of it."""
    ignore = shutil.ignore_patterns("output", ".cache")
    shutil.copytree(filled.folder, folder, ignore=ignore, dirs_exist_ok=True)
    return SiteFolder(folder, filled.read("pyproject.toml"))


def is_making(site: SiteFolder) -> bool:
    """Tell whether pages are being written."""
    return len(list((site.folder / "output" / "articles").glob("*/index.html"))) > 20


def test_a_build_by_dask_writes_what_one_process_does(
    cluster: Cluster, filled: SiteFolder, tmp_path: Path
) -> None:
    for number, executor in enumerate((cluster.address, "dask")):
        site = copy_of(filled, tmp_path / str(number))
        status, out, errors = run_command(
            site, *BUILD, "--workers", "2", "--executor", executor
        )
        assert (status, errors) == (0, "")
        assert f"{ARTICLES} articles" in out
        assert site.output() == filled.output()
        assert not (site.folder / ".cache" / "runs").exists()
        site.edit("content/articles/a7.md", "word5", "another")
        status, _, errors = run_command(site, *BUILD, "--executor", executor)
        assert (status, errors) == (0, "")
        assert site.output() == site.clean_output(tmp_path / "clean", workers=2)


def test_the_address_of_a_scheduler_may_stand_in_the_environment(
    cluster: Cluster,
    filled: SiteFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = copy_of(filled, tmp_path / "site")
    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", "tcp://127.0.0.1:9")
    status, _, errors = run_command(site, *BUILD, "--executor", "dask")
    assert status == 1
    assert "no scheduler answers at tcp://127.0.0.1:9" in errors
    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", cluster.address)
    assert run_command(site, *BUILD, "--executor", "dask")[0] == 0
    assert site.output() == filled.output()


def test_an_import_by_dask_writes_what_one_process_does(
    cluster: Cluster, tmp_path: Path
) -> None:
    sites = [SiteFolder(tmp_path / name) for name in ("alone", "dask")]
    for site in sites:
        for number in range(130):
            make = raw_a if number % 2 else raw_c
            paragraphs = [f"In town {number} the {one}" for one in ("well", "mill")]
            text = make(body=paragraphs) if make is raw_a else make(f"Town {number}")
            site.write(f"content/raw/{number}.txt", text)
    alone = run_command(sites[0], "import", "--workers", "1")
    dask = run_command(sites[1], "import", "--executor", cluster.address)
    assert dask == alone
    assert tree(sites[1].folder / "content") == tree(sites[0].folder / "content")
    assert "written" in alone[1]


def test_a_build_that_has_little_to_do_begins_no_cluster(filled: SiteFolder) -> None:
    code = (
        "import sys; from commentariat.cli import main; "
        "main(sys.argv[1:]); print('distributed' in sys.modules)"
    )
    for words in (BUILD, (*BUILD, "--executor", "dask")):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], cwd=filled.folder, text=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, capture_output=True,
            check=True,
        )  # fmt: skip
        assert done.stdout.splitlines()[-1] == "False", done.stderr


# --- what dies -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "seed", [1, 2, 3, *(pytest.param(n, marks=pytest.mark.long) for n in range(4, 51))]
)
def test_whoever_is_killed_the_next_build_is_equal_to_a_clean_one(
    seed: int, filled: SiteFolder, tmp_path: Path
) -> None:
    random_ = random.Random(seed)
    site = copy_of(filled, tmp_path / "site")
    with Cluster(tmp_path / "cluster") as cluster:
        cluster.add_worker()
        cluster.add_worker()
        victims = {
            1: cluster.workers[0], 2: cluster.scheduler, 3: None,
        }  # fmt: skip
        kind = seed if seed in victims else random_.choice(list(victims))
        build = begin_command(site, *BUILD, "--executor", cluster.address)
        if seed <= 3:
            wait_until(lambda: is_making(site) or build.poll() is not None)
        else:
            wait_until((site.folder / ".cache").exists)
            try:
                build.wait(random_.uniform(0.1, 6.0))
            except subprocess.TimeoutExpired:
                pass
        kill(victims[kind] or build)
        _, errors = build.communicate(timeout=200)
        if kind == 1:  # its batch is done again by the other one
            assert (build.returncode, errors) == (0, b"")
        if kind == 2 and build.returncode:
            assert b"begin again" in errors or b"no scheduler answers" in errors
            assert b"Traceback" not in errors
    status, _, errors_ = run_command(site, *BUILD, "--workers", "1")
    assert (status, errors_) == (0, "")
    assert site.output() == filled.output()
    assert not (site.folder / ".cache" / "runs").exists()


@pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="the system does not tell of processes"
)
def test_an_interrupt_while_a_cluster_begins_is_not_lost(
    filled: SiteFolder, tmp_path: Path
) -> None:
    site = copy_of(filled, tmp_path / "site")
    build = begin_command(site, *BUILD, "--executor", "dask", "--workers", "2")
    children = Path(f"/proc/{build.pid}/task/{build.pid}/children")
    wait_until(children.read_text)  # of the cluster, the first
    os.killpg(build.pid, signal.SIGINT)
    _, errors = build.communicate(timeout=60)
    assert build.returncode not in (0, 1)
    assert errors.strip() == b"stopped; the next build goes on from here"
    wait_until(lambda: not _alive(build.pid))


def test_an_interrupt_ends_build_and_cluster(
    filled: SiteFolder, tmp_path: Path
) -> None:
    site = copy_of(filled, tmp_path / "site")
    slowly = HOOKS.replace("    return", "    time.sleep(0.05)\n    return")
    site.write("hooks.py", f"import time\n{slowly}")
    build = begin_command(site, *BUILD, "--executor", "dask", "--workers", "2")
    packs = site.folder / ".cache" / "bodies"
    wait_until(lambda: packs.is_dir() and any(packs.iterdir()))  # workers are at work
    os.killpg(build.pid, signal.SIGINT)  # as a terminal does: workers have it, too
    _, errors = build.communicate(timeout=60)
    assert build.returncode not in (0, 1)
    assert errors.strip() == b"stopped; the next build goes on from here"
    wait_until(lambda: not _alive(build.pid))
    assert not (site.folder / ".cache" / "runs").exists()
    site.write("hooks.py", HOOKS)
    status, _, _ = run_command(site, *BUILD, "--workers", "1")
    assert status == 0
    assert site.output() == filled.output()


def _alive(session: int) -> bool:
    """Tell whether any process of a session is there."""
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return False
    return True


# --- who is refused ------------------------------------------------------------------


def test_a_worker_with_another_program_is_refused(
    filled: SiteFolder, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    for name in ("commentariat", "templates", "theme"):
        shutil.copytree(
            REPOSITORY / name,
            other / name,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    changed = other / "commentariat" / "engine" / "markup_rules.py"
    changed.write_text(changed.read_text() + "\n# another version\n")
    site = copy_of(filled, tmp_path / "site")
    with Cluster(tmp_path / "cluster") as cluster:
        cluster.add_worker(other)
        status, _, errors = run_command(site, *BUILD, "--executor", cluster.address)
        assert status == 1
        assert errors == (
            "commentariat: a worker has another version of the program; give it the "
            "same as here, and begin it anew\n"
        )


def test_a_worker_that_does_not_have_the_program_is_refused(
    cluster: Cluster, filled: SiteFolder, tmp_path: Path
) -> None:
    """Its Python finds a package of the same name, which is another one."""
    (tmp_path / "commentariat").mkdir()
    (tmp_path / "commentariat" / "__init__.py").touch()
    site = copy_of(filled, tmp_path / "site")
    with Cluster(tmp_path / "cluster") as other:
        other.add_worker(tmp_path)
        status, _, errors = run_command(site, *BUILD, "--executor", other.address)
    assert status == 1
    assert errors == (
        f"commentariat: a worker at {other.address} does not have this program; "
        "install the same version there\n"
    )


_MAY_MOUNT = (
    not subprocess.run(
        ["unshare", "-m", "true"], capture_output=True, check=False
    ).returncode
    if shutil.which("unshare")
    else False
)


@pytest.mark.skipif(not _MAY_MOUNT, reason="only root may give a process other mounts")
@pytest.mark.parametrize(
    ("script", "said"),
    [
        (
            "mount -t tmpfs none {site}",
            "does not see {site}/.cache/runs/",
        ),
        (
            "mount --bind {other}/hooks.py {site}/hooks.py",
            "has another version of the hooks;",
        ),
        (
            "mount --bind {other}/templates {site}/templates",
            "has another version of the templates of the site;",
        ),
        (
            "mount --bind {other}/pyproject.toml {site}/pyproject.toml",
            "has another version of the settings;",
        ),
    ],
)  # fmt: skip
def test_a_worker_that_sees_another_site_is_refused(
    script: str, said: str, filled: SiteFolder, tmp_path: Path
) -> None:
    site = copy_of(filled, tmp_path / "site")
    site.write("templates/note.html", "one")
    other = copy_of(filled, tmp_path / "other")
    other.write("templates/note.html", "another").write("hooks.py", HOOKS + "\n")
    other.write("pyproject.toml", SETTINGS)
    named = {"site": site.folder, "other": other.folder}
    with Cluster(tmp_path / "cluster") as cluster:
        inside = f'{script.format(**named)} && exec "$0" "$@"'
        cluster.add_worker(prefix=["unshare", "-m", "sh", "-c", inside])
        status, _, errors = run_command(site, *BUILD, "--executor", cluster.address)
    assert (status, errors.count("\n")) == (1, 1)
    assert said.format(**named) in errors


# --- machines of their own -----------------------------------------------------------

_SPACES = ("left", "right")
_MAY_PART = shutil.which("ip") and os.geteuid() == 0


@pytest.fixture
def parted() -> Iterator[list[str]]:
    """Two network namespaces on one bridge with this machine; give their names."""
    if not _MAY_PART:
        pytest.skip("only root may make networks")
    mark = f"{os.getpid() % 10000}"
    bridge = f"cmb{mark}"
    names = [f"cm{side}{mark}" for side in _SPACES]

    def ip(*words: str, check: bool = True) -> None:
        done = subprocess.run(["ip", *words], capture_output=True, check=False)
        if check and done.returncode:
            pytest.skip(f"no networks here: {done.stderr.decode()}")

    def undo() -> None:
        for name in names:
            ip("netns", "delete", name, check=False)
        ip("link", "delete", bridge, check=False)

    undo()
    ip("link", "add", bridge, "type", "bridge")
    ip("address", "add", "10.213.77.1/24", "dev", bridge)
    ip("link", "set", bridge, "up")
    for number, name in enumerate(names):
        inner, outer = f"cmi{number}{mark}", f"cmo{number}{mark}"
        ip("netns", "add", name)
        ip("link", "add", outer, "type", "veth", "peer", "name", inner, "netns", name)
        ip("link", "set", outer, "master", bridge, "up")
        ip("-n", name, "address", "add", f"10.213.77.{number + 2}/24", "dev", inner)
        ip("-n", name, "link", "set", inner, "up")
        ip("-n", name, "link", "set", "lo", "up")
    yield names
    undo()


def test_workers_on_networks_of_their_own_share_the_folder_alone(
    parted: list[str], filled: SiteFolder, tmp_path: Path
) -> None:
    site = copy_of(filled, tmp_path / "site")
    with Cluster(tmp_path / "cluster", host="10.213.77.1") as cluster:
        for name in parted:
            cluster.add_worker(prefix=["ip", "netns", "exec", name])
        status, _, errors = run_command(site, *BUILD, "--executor", cluster.address)
    assert (status, errors) == (0, "")
    assert site.output() == filled.output()
