"""The workflows: what linters say of them, and their shell steps run as they stand."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from doc_examples import shown_files, shown_settings
from git_site import git
from harness import SiteFolder, article, tree

from commentariat.cli import main
from commentariat.errors import UsageError
from commentariat.publish.github import WORKFLOW_FILE, workflow
from commentariat.publish.install_source import judge_source

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent
SOURCE = "git+https://git.fennmark.org/tools/commentariat@v1.4"
INIT = ("init", "--github", "--install", SOURCE)
BASE = "https://fennmark.github.io/archive"
WORKFLOWS = ("commentariat/publish/pages.yml", ".github/workflows/pages.yml",
             ".github/workflows/ci.yml")  # fmt: skip


@dataclass
class Job:
    """
    The job `build` of a workflow, run in a fresh checkout.

    Shell steps run as GitHub runs them; of the actions, those that hand something to
    them are played. The step that installs is left out: what it would install runs.
    """

    repository: Path
    runner: Path
    event: str = "push"
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    """What each shell step printed, by its name."""
    failed: str = ""
    """Name of the step that failed; nothing after it is run."""
    played: list[str] = field(default_factory=list)
    last_run: str = ""
    """When the last run began that went well, as GitHub's `gh` tells; empty: none did."""

    @property
    def workspace(self) -> Path:
        """The checkout."""
        return self.runner / "workspace"

    @property
    def cache(self) -> Path:
        """What actions/cache keeps between runs."""
        return self.runner / "cache.tar"

    def run(self) -> Job:
        shutil.rmtree(self.workspace, ignore_errors=True)
        steps = yaml.safe_load((self.repository / WORKFLOW_FILE).read_text())
        for step in steps["jobs"]["build"]["steps"]:
            if "if" in step and not self._holds(step["if"]):
                continue
            if "uses" in step:
                self._play(step)
            elif step.get("id") != "install" and not self._shell(step):
                self.failed = step["name"]
                break
        return self

    def _play(self, step: Mapping[str, object]) -> None:
        name = str(step["uses"]).partition("@")[0]
        self.played.append(name)
        if name == "actions/checkout":
            source, target = str(self.repository), str(self.workspace)
            git(
                self.runner, "clone", "--quiet", "--depth=1", f"file://{source}", target
            )
        elif name == "actions/cache/restore":
            self.outputs["restore"] = {"cache-hit": "false", "cache-primary-key": "key"}
            if self.cache.exists():
                self._tar("-xf", str(self.cache))
        elif name == "actions/cache/save":
            self._tar("--format=pax", "-cf", str(self.cache), ".cache", "output")
        elif name == "actions/configure-pages":
            self.outputs["pages"] = {"base_url": BASE}
        elif name == "actions/upload-pages-artifact":
            options = step["with"]
            assert isinstance(options, dict)
            shows_hidden = options.get("include-hidden-files") is True
            self._tar("-h", "-C", "output", "-cf", str(self.runner / "artifact.tar"),
                      "--exclude=.git", "--exclude=.github",
                      *([] if shows_hidden else ["--exclude=.[^/]*"]), ".")  # fmt: skip

    def _tar(self, *arguments: str) -> None:
        subprocess.run(["tar", *arguments], cwd=self.workspace, check=True)

    def _shell(self, step: Mapping[str, object]) -> bool:
        script = self.runner / "step.sh"
        script.write_text(self._filled(str(step["run"])))
        told = self.runner / "output"
        told.write_text("")
        gh = self.runner / "bin/gh"
        gh.parent.mkdir(exist_ok=True)
        gh.write_text(f"#!/bin/sh\necho '{self.last_run}'\n")
        gh.chmod(0o755)
        env = {
            "PATH": f"{gh.parent}:{BIN}:/usr/bin:/bin",
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.runner),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.runner),
        }
        for name in ("OUTPUT", "ENV", "STEP_SUMMARY"):
            env[f"GITHUB_{name}"] = str(self.runner / name.lower())
        own = step.get("env", {})
        assert isinstance(own, dict)
        env |= {name: self._filled(value) for name, value in own.items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.said[str(step["name"])] = done.stdout + done.stderr
        lines = (line.partition("=") for line in told.read_text().splitlines())
        own_outputs = {name: value for name, _, value in lines}
        self.outputs.setdefault(str(step.get("id")), {}).update(own_outputs)
        return done.returncode == 0

    def _filled(self, text: str) -> str:
        return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda m: self._value(m[1]), text)

    def _value(self, name: str) -> str:
        if name == "github.event_name":
            return self.event
        if name.startswith("github."):
            return f"some {name}"
        _, step, _, output = name.split(".")
        return self.outputs.get(step, {}).get(output, "")

    def _holds(self, condition: str) -> bool:
        for term in condition.split("&&"):
            name, sign, value = term.split()
            is_same = self._value(name) == value.strip("'")
            if is_same is not {"==": True, "!=": False}[sign]:
                return False
        return True


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A new site as `init --github` makes it, committed."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    (tmp_path / "gitconfig").write_text(
        "[user]\nname = Ines\nemail = i@institute.test\n"
    )
    folder = tmp_path / "repository"
    assert main([*INIT, str(folder)]) == 0
    site = SiteFolder(folder, (folder / "pyproject.toml").read_text())
    text = article("A Ferry", "Change anything.", slug="welcome")
    site.write("content/articles/welcome.md", text)
    git(folder, "init", "--quiet")
    return commit(site)


@pytest.fixture
def job(repository: SiteFolder, tmp_path: Path) -> Callable[..., Job]:
    """Run the job on what the repository holds now; runs share a cache."""
    runner = tmp_path / "runner"
    runner.mkdir()
    return lambda **more: Job(repository.folder, runner, **more).run()


def commit(site: SiteFolder) -> SiteFolder:
    """Commit all there is."""
    if (site.folder / "content/addresses.txt").exists():
        assert main(["addresses", "--accept", f"--site={site.folder}"]) == 0
    git(site.folder, "add", "--all")
    git(site.folder, "commit", "--quiet", "--allow-empty", "--message", "Edit")
    return site


def packed(artifact: Path) -> dict[str, bytes]:
    """Every file of the artifact, by its path."""
    found = {}
    with tarfile.open(artifact) as tar:
        for member in tar:
            assert member.isfile() or member.isdir()
            file = tar.extractfile(member)
            if file is not None:
                found[member.name.removeprefix("./")] = file.read()
    return found


@pytest.mark.parametrize("name", WORKFLOWS)
def test_linters_find_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / ".github/workflows/one.yml"
    path.parent.mkdir(parents=True)
    shutil.copy(ROOT / name, path)
    git(tmp_path, "init", "--quiet")
    env = {"PATH": f"{BIN}:/usr/bin:/bin"}
    for words in (["actionlint"],
                  ["check-jsonschema", "--builtin-schema=vendor.github-workflows", str(path)]):  # fmt: skip
        done = subprocess.run(
            [str(BIN / words[0]), *words[1:]],
            cwd=tmp_path, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_linters_would_find_something(tmp_path: Path) -> None:
    path = tmp_path / ".github/workflows/one.yml"
    path.parent.mkdir(parents=True)
    path.write_text(workflow().replace('"$BASE_URL"}', "} $BASE_URL"))
    git(tmp_path, "init", "--quiet")
    done = subprocess.run(
        [str(BIN / "actionlint")], cwd=tmp_path, env={"PATH": f"{BIN}:/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "SC2086" in done.stdout, "shell steps are read too"


def test_this_repository_publishes_as_a_new_site_does() -> None:
    ours = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text())
    theirs = yaml.safe_load(
        workflow()
        .replace("--requirement requirements.txt", ".")
        .replace("requirements.txt", "pyproject.toml")
    )
    assert ours == theirs


def test_a_first_run_packs_exactly_the_site(
    repository: SiteFolder, job: Callable[..., Job], tmp_path: Path
) -> None:
    done = job()
    assert done.failed == "", done.said
    found = packed(done.runner / "artifact.tar")
    assert found == repository.clean_output(
        tmp_path / "clean", base_url=BASE, imports=False
    )
    assert f"<loc>{BASE}/articles/welcome/</loc>" in found["sitemap.xml"].decode()
    assert "of what GitHub Pages takes" in (done.runner / "step_summary").read_text()


def test_what_other_sites_are_asked_for_passes_where_the_settings_name_them(
    repository: SiteFolder, job: Callable[..., Job]
) -> None:
    page = "how-to/analytics-and-embeds.md"
    for path, text in shown_files(page).items():
        repository.write(path, text)
    commit(repository)
    assert job().failed == "Check"
    settings = repository.read("pyproject.toml")
    repository.write("pyproject.toml", f"{settings}\n{shown_settings(page)}")
    commit(repository)
    done = job()
    assert done.failed == "", done.said
    film = packed(done.runner / "artifact.tar")["articles/film/index.html"].decode()
    assert '<iframe src="https://player.example.org/embed/ferry"' in film


def test_hidden_files_of_the_root_are_packed(
    repository: SiteFolder, job: Callable[..., Job]
) -> None:
    repository.write("content/root/.well-known/security.txt", "Contact: x")
    found = packed(job_of(repository, job).runner / "artifact.tar")
    assert found[".well-known/security.txt"] == b"Contact: x"


def test_a_second_run_renders_only_what_changed(
    repository: SiteFolder, job: Callable[..., Job], tmp_path: Path
) -> None:
    first = job()
    assert re.search(r" 0 kept, 0 deleted", first.said["Build"])
    again = job()
    assert re.search(r": 0 files written, \d+ kept, 0 deleted", again.said["Build"])
    repository.edit("content/articles/welcome.md", "Change anything.", "Change all.")
    second = job_of(repository, job)
    # The page, and of the search its words and the stems of their forms.
    assert re.search(r": 3 files written, \d+ kept, 0 deleted", second.said["Build"])
    found = packed(second.runner / "artifact.tar")
    assert found == repository.clean_output(
        tmp_path / "clean", base_url=BASE, imports=False
    )


def job_of(repository: SiteFolder, job: Callable[..., Job]) -> Job:
    """Commit, and run the job on it."""
    commit(repository)
    done = job()
    assert done.failed == "", done.said
    return done


def test_a_poisoned_cache_costs_time_and_no_more(
    repository: SiteFolder, job: Callable[..., Job], tmp_path: Path
) -> None:
    done = job()
    treasure = tmp_path / "treasure"
    treasure.mkdir()
    (treasure / "gold.txt").write_text("gold")
    workspace = SiteFolder(
        done.workspace, (done.workspace / "pyproject.toml").read_text()
    )
    for path in sorted((done.workspace / ".cache").rglob("*")):
        if path.is_file():
            path.write_bytes(b"\x80\x04cos\nsystem\n(S'rm -rf *'\ntR.")
    workspace.write("output/casino/index.html", "<p>Win!</p>")
    workspace.write("output/index.html", "<p>Defaced.</p>")
    workspace.write("output/.well-known/casino.txt", "Win!")
    (done.workspace / "output/passwd").symlink_to("/etc/passwd")
    shutil.rmtree(done.workspace / "output/articles")
    (done.workspace / "output/articles").symlink_to(treasure)
    done._tar("--format=pax", "-cf", str(done.cache), ".cache", "output")
    before = tree(treasure)
    found = packed(job_of(repository, job).runner / "artifact.tar")
    assert tree(treasure) == before
    assert found == repository.clean_output(
        tmp_path / "clean", base_url=BASE, imports=False
    )


def test_the_sample_archive_is_published_by_its_own_workflow(tmp_path: Path) -> None:
    sample = SiteFolder(tmp_path / "sample", (ROOT / "pyproject.toml").read_text())
    for name in ("content", "templates", "theme", ".github"):
        shutil.copytree(ROOT / name, sample.folder / name)
    git(sample.folder, "init", "--quiet")
    git(sample.folder, "config", "user.name", "Ines")
    git(sample.folder, "config", "user.email", "ines@institute.test")
    commit(sample)
    job = Job(sample.folder, tmp_path).run()
    assert job.failed == "", job.said
    assert "articles/twenty-to-ten/index.html" in packed(tmp_path / "artifact.tar")
    assert re.search(r": 0 files written", job.run().said["Build"])


def test_a_raw_file_that_nobody_imported_stops_it(
    repository: SiteFolder, job: Callable[..., Job]
) -> None:
    raw = ROOT / "content/raw/0412-ferry-timetable.txt"
    repository.write("content/raw/0412-ferry-timetable.txt", raw.read_bytes())
    commit(repository)
    done = job()
    assert done.failed == "Stop where a raw file is not imported"
    assert "not imported yet: content/articles/" in done.said[done.failed]
    assert "Build" not in done.said
    assert main(["import", f"--site={repository.folder}"]) == 0
    job_of(repository, job)


def test_an_address_that_is_not_in_the_ledger_stops_it(
    repository: SiteFolder, job: Callable[..., Job]
) -> None:
    repository.edit("pyproject.toml", "https://example.org/", f"{BASE}/")
    commit(repository)
    done = job()
    assert done.failed == "Stop where an address is not in the ledger"
    assert "new /articles/welcome/" in done.said[done.failed]
    assert "addresses --accept begins content/addresses.txt" in done.said[done.failed]
    assert main(["addresses", "--accept", f"--site={repository.folder}"]) == 0
    job_of(repository, job)
    repository.write("content/articles/new.md", article("New", slug="new"))
    git(repository.folder, "add", "--all")
    git(repository.folder, "commit", "--quiet", "--message", "Forget the ledger")
    done = job()
    assert done.failed == "Stop where an address is not in the ledger"
    assert "new /articles/new/" in done.said[done.failed]


def test_a_fault_stops_it_before_anything_is_uploaded(
    repository: SiteFolder, job: Callable[..., Job]
) -> None:
    repository.write("content/articles/bad.md", article("Bad", "[Gone](nowhere.md)"))
    commit(repository)
    done = job()
    assert done.failed == "Build"
    assert "content/articles/bad.md:" in done.said["Build"]
    assert "actions/upload-pages-artifact" not in done.played


def test_a_pull_request_is_previewed_and_not_published(job: Callable[..., Job]) -> None:
    done = job(event="pull_request")
    assert done.failed == "", done.said
    assert "actions/upload-artifact" in done.played
    assert "actions/upload-pages-artifact" not in done.played
    assert "actions/cache/save" not in done.played, "a cache of a fork's is not kept"


def test_an_hour_in_which_nothing_fell_due_ends_at_once(
    repository: SiteFolder, job: Callable[..., Job]
) -> None:
    text = article("The Ice", slug="ice", date="2020-01-01 12:00")
    repository.write("content/articles/ice.md", text)
    commit(repository)
    idle = job(event="schedule", last_run="2020-01-01T12:00:00Z")
    (said,) = idle.said.values()
    assert "nothing has fallen due since 2020-01-01T12:00:00Z" in said
    assert idle.outputs["due"] == {"is-idle": "true"}
    assert idle.played == ["actions/checkout", "actions/setup-python"]
    assert not (idle.runner / "artifact.tar").exists()


@pytest.mark.parametrize("last_run", ["2020-01-01T11:59:59Z", ""])
def test_what_fell_due_since_the_last_run_is_published(
    repository: SiteFolder, job: Callable[..., Job], last_run: str
) -> None:
    text = article("The Ice", slug="ice", date="2020-01-01 12:00")
    repository.write("content/articles/ice.md", text)
    commit(repository)
    done = job(event="schedule", last_run=last_run)
    assert done.failed == "", done.said
    assert "articles/ice/index.html" in packed(done.runner / "artifact.tar")


def test_a_fault_in_the_sources_does_not_pass_for_an_hour_without_anything_due(
    repository: SiteFolder, job: Callable[..., Job]
) -> None:
    repository.edit("content/articles/welcome.md", "title:", "titel:")
    commit(repository)
    done = job(event="schedule", last_run="2020-01-01T12:00:00Z")
    assert done.failed
    assert "is-idle" not in done.outputs["due"]


def test_deploying_waits_for_the_checks_and_only_it_may_write() -> None:
    jobs = yaml.safe_load(workflow())["jobs"]
    assert jobs["deploy"]["needs"] == "build"
    assert jobs["deploy"]["if"] == (
        "needs.build.outputs.is-idle != 'true' && github.event_name != 'pull_request'"
    )
    assert set(jobs["build"]["permissions"].values()) == {"read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_actions_are_pinned_by_commit() -> None:
    for name in WORKFLOWS:
        found = re.findall(r"uses: *(.*)", (ROOT / name).read_text(encoding="utf-8"))
        assert found
        for one in found:
            assert re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)


def test_a_site_that_is_there_gets_the_workflow_alone(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(site.folder)
    assert main([*INIT, str(site.folder)]) == 0
    added = tree(site.folder).keys() - before.keys()
    assert added == {WORKFLOW_FILE, "requirements.txt"}
    assert site.read("requirements.txt").splitlines()[-1] == f"commentariat @ {SOURCE}"
    capsys.readouterr()
    assert main(["init", "--github", str(site.folder)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_requirements_that_are_there_have_to_install_the_program(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("requirements.txt", "requests\n# commentariat\n")
    for words in (INIT, INIT[:2]):
        assert main([*words, str(site.folder)]) == 2
        assert "put a line into it: commentariat @ git+" in capsys.readouterr().err
        assert not (site.folder / WORKFLOW_FILE).exists()
    site.write("requirements.txt", f"requests\ncommentariat @ {SOURCE}  # ours\n")
    for words in (INIT, INIT[:2]):
        assert main([*words, str(site.folder)]) == 0
        (site.folder / WORKFLOW_FILE).unlink()
    assert "requests" in site.read("requirements.txt")


def test_a_site_below_the_top_of_its_repository_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "init", "--quiet")
    assert main([*INIT, str(tmp_path / "site")]) == 0
    assert "at the top of a repository only" in capsys.readouterr().out


# Where the workflow installs the program from


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """
    Run `init --github` of a copy of the program, with a note of where it came from.

    Gives the last line of the requirements, or what was said instead of them.
    """
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(ROOT / "commentariat", folder / "commentariat")
    info = folder / "commentariat-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: commentariat\nVersion: 0.1.0\n")

    def init(note: str) -> str:
        (info / "direct_url.json").write_text(note)
        site = folder / "site"
        shutil.rmtree(site, ignore_errors=True)
        done = subprocess.run(
            [sys.executable, "-m", "commentariat", "init", "--github", str(site)],
            env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"}, cwd=folder,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            assert not site.exists()
            return done.stderr
        return (site / "requirements.txt").read_text().splitlines()[-1]

    return init


@pytest.mark.parametrize(
    ("note", "line"),
    [
        ('{"url": "https://git.test/c.git", "vcs_info": {"vcs": "git", '
         '"requested_revision": "v1", "commit_id": "0ab"}}', "git+https://git.test/c.git@0ab"),
        ('{"url": "ssh://git@git.test/c", "vcs_info": {"vcs": "git", "commit_id": "0ab"}, '
         '"subdirectory": "tools"}', "git+ssh://git@git.test/c@0ab#subdirectory=tools"),
        ('{"url": "https://files.test/c.whl", "archive_info": {"hashes": {"sha256": "ff"}, '
         '"hash": "sha256=ff"}}', "https://files.test/c.whl#sha256=ff"),
    ],
)  # fmt: skip
def test_what_pip_noted_is_what_the_workflow_installs(
    installed: Callable[[str], str], note: str, line: str
) -> None:
    assert installed(note) == f"commentariat @ {line}"


@pytest.mark.parametrize(
    "note",
    ['{"url": "file:///home/ines/c", "dir_info": {"editable": true}}',
     '{"url": "file:///tmp/c.whl", "archive_info": {}}',
     '{"url": "https://ines:tok3n@git.test/c", "vcs_info": {"vcs": "git", "commit_id": "0"}}',
     "{", "[]", '{"url": "https://[/c.whl", "archive_info": {}}'],
)  # fmt: skip
def test_what_only_this_machine_can_install_is_asked_for(
    installed: Callable[[str], str], note: str
) -> None:
    said = installed(note)
    assert "say what the workflow is to install: --install" in said
    assert "tok3n" not in said


def test_a_note_of_another_copy_of_the_program_tells_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "build.py", "init", "--github", str(tmp_path / "site")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--install" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (SOURCE, f"commentariat @ {SOURCE}"),
        (f"commentariat @ {SOURCE}", f"commentariat @ {SOURCE}"),
        (f"our-fork[all] @ {SOURCE}", f"our-fork[all] @ {SOURCE}"),
        (" commentariat==1.4 ", "commentariat==1.4"),
        ("commentariat>=1,<2; python_version>'3'", "commentariat>=1,<2; python_version>'3'"),
        ("https://${TOKEN}@git.test/c.whl", "commentariat @ https://${TOKEN}@git.test/c.whl"),
        ("https://x:${TOKEN}@git.test/c.whl", "commentariat @ https://x:${TOKEN}@git.test/c.whl"),
        ("git+ssh://git@git.test/c", "commentariat @ git+ssh://git@git.test/c"),
        ("vendor/c-1.whl", "./vendor/c-1.whl"),
        ("./vendor/c-1.whl", "./vendor/c-1.whl"),
        ("c-1.whl", "./c-1.whl"),
    ],
)  # fmt: skip
def test_what_pip_takes_is_a_source(tmp_path: Path, written: str, line: str) -> None:
    for name in ("vendor/c-1.whl", "c-1.whl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"PK")
    assert judge_source(written, tmp_path) == line


@pytest.mark.parametrize(
    "written",
    ["", " ", "a\nb", "a\\", "--index-url=https://x.test", "-e .", "file:///c.whl", "/c.whl",
     "git+file:///c", "../c.whl", "~/c.whl", "C:/c.whl", "C:\\c.whl", "vendor/c.whl", "c.whl",
     "git@git.test:o/c", "https://ines:tok3n@git.test/c", "https://tok3n@git.test/c",
     "git+ssh://git:tok3n@git.test/c", "https://[/c", "commentariat @ ./c.whl"],
)  # fmt: skip
def test_what_a_workflow_could_not_install_is_no_source(
    tmp_path: Path, written: str
) -> None:
    with pytest.raises(UsageError) as told:
        judge_source(written, tmp_path)
    assert "tok3n" not in str(told.value)


def test_a_source_goes_with_the_workflow(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--install", SOURCE, str(tmp_path / "site")]) == 2
    assert "--install goes with --github" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
