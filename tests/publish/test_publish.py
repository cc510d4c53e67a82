"""Publishing to a real bare repository: what is on the branch, and what is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from doc_examples import shown_files, shown_settings
from git_site import GitSite, git
from harness import article

from commentariat.cli import main
from commentariat.engine.ledger import Ledger
from commentariat.engine.scan import hash_stat
from commentariat.errors import RefusedError, SourceError, UsageError
from commentariat.pipeline.addresses import list_addresses
from commentariat.pipeline.publish import PublishOptions, publish_site
from commentariat.pipeline.size import size_site
from commentariat.pipeline.workspace import output_name
from commentariat.publish.size import SizePlan

Push = Callable[[str, str], None]
DOMAIN = '\n[tool.commentariat.publish]\ndomain = "archive.fennmark.org"\n'


def add_hook(repository: Path, name: str, text: str) -> None:
    """Give *repository* a hook of Python."""
    hook = repository / "hooks" / name
    hook.write_text(f"#!{sys.executable}\n{text}")
    hook.chmod(0o755)


def stored(repository: Path) -> int:
    """How many objects *repository* holds, in packs and beside them."""
    counts = dict(
        line.split(": ") for line in git(repository, "count-objects", "-v").splitlines()
    )
    return int(counts["count"]) + int(counts["in-pack"])


def test_the_branch_holds_exactly_the_output(published: GitSite) -> None:
    assert published.branch() == published.output() | {".nojekyll": b""}
    author = git(published.remote, "log", "-1", "--format=%an <%ae>", "gh-pages")
    assert author == "Ines Haugland <ines@institute.test>\n"


def test_what_other_sites_are_asked_for_is_published_where_the_settings_name_them(
    git_site: GitSite,
) -> None:
    page = "how-to/analytics-and-embeds.md"
    for path, text in shown_files(page).items():
        git_site.write(path, text)
    git_site.build()
    with pytest.raises(SourceError) as refused:
        git_site.publish()
    assert {one.kind for one in refused.value.problems} == {"third-party request"}
    settings = git_site.read("pyproject.toml")
    git_site.write("pyproject.toml", f"{settings}\n{shown_settings(page)}").build()
    git_site.publish()
    assert git_site.branch() == git_site.output() | {".nojekyll": b""}


def test_the_second_push_holds_only_the_differences(git_site: GitSite) -> None:
    settings = git_site.read("pyproject.toml")
    git_site.write("pyproject.toml", settings + DOMAIN).build()
    git_site.publish()
    before = git_site.output()
    first = git(git_site.remote, "rev-parse", "gh-pages").strip()
    git_site.edit("content/articles/ferry.md", "A paragraph.", "Another paragraph.")
    git_site.give_up("/articles/dam/").delete("content/articles/dam.md").build()
    after = git_site.output()
    held = stored(git_site.remote)
    told = git_site.publish()
    assert git_site.branch() == after | {
        ".nojekyll": b"",
        "CNAME": b"archive.fennmark.org\n",
    }
    changed = {
        path for path in after.keys() & before.keys() if after[path] != before[path]
    }
    assert "articles/ferry/index.html" in changed
    assert set(told.changes.changed) == changed
    assert set(told.changes.deleted) == before.keys() - after.keys()
    assert "articles/dam/index.html" in told.changes.deleted
    assert told.changes.added == ()
    sent = git(
        git_site.remote, "rev-list", "--objects", "--filter=object:type=blob",
        "--filter-provided-objects", f"{first}..gh-pages",
    ).split("\n")[:-1]  # fmt: skip
    assert {row.split(" ", 1)[1] for row in sent} == changed
    new = git(git_site.remote, "rev-list", "--objects", f"{first}..gh-pages")
    assert stored(git_site.remote) == held + new.count("\n")
    gone = len(told.changes.deleted)
    counts = f"{len(changed)} changed, 0 new, {gone} deleted"
    assert git_site.subject() == f"Publish {len(after) + 2} files: {counts}"


def test_what_is_as_it_was_makes_no_commit(published: GitSite) -> None:
    told = published.publish()
    assert not told.changes
    assert told.commit == ""
    assert published.commits() == 1


def test_work_tree_index_and_branches_are_left_alone(published: GitSite) -> None:
    folder = published.folder
    published.write("content/pages/new.md", article("New"))
    git(folder, "add", "content/pages/new.md")
    published.edit("content/articles/dam.md", "A paragraph.", "Not staged.").build()
    index = (folder / ".git/index").read_bytes()
    refs = git(folder, "for-each-ref", "refs/heads", "refs/commentariat")
    published.publish()
    assert (folder / ".git/index").read_bytes() == index
    assert git(folder, "for-each-ref", "refs/heads", "refs/commentariat") == refs
    assert "Not staged." in published.read("content/articles/dam.md")


def test_dotfiles_and_what_the_settings_name_stay(
    published: GitSite, colleague: Push
) -> None:
    colleague(".well-known/security.txt", "Contact: mailto:ines@institute.test\n")
    colleague("old/2009/report.html", "<p>Old.</p>")
    colleague("stray.html", "<p>Nobody asked for this.</p>")
    settings = published.read("pyproject.toml")
    keep = '\n[tool.commentariat.publish]\nkeep = [".*", "old"]\n'
    published.write("pyproject.toml", settings + keep).build()
    told = published.publish()
    assert told.kept == (".well-known/security.txt", "old/2009/report.html")
    assert published.branch() == published.output() | {
        ".nojekyll": b"",
        ".well-known/security.txt": b"Contact: mailto:ines@institute.test\n",
        "old/2009/report.html": b"<p>Old.</p>",
    }


def test_a_cname_that_was_set_by_hand_stays(
    published: GitSite, colleague: Push
) -> None:
    colleague("CNAME", "archive.fennmark.org\n")
    published.edit("content/articles/dam.md", "A paragraph.", "More.").build()
    told = published.publish()
    assert published.branch()["CNAME"] == b"archive.fennmark.org\n"
    assert told.domain == "archive.fennmark.org"
    assert 'base_url = "https://archive.fennmark.org/"' in told.warning


def test_the_host_of_the_base_url_is_the_domain(git_site: GitSite) -> None:
    git_site.edit(
        "pyproject.toml", "https://archive.test/", "https://notes.fennmark.org/"
    )
    git_site.build()
    told = git_site.publish()
    assert git_site.branch()["CNAME"] == b"notes.fennmark.org\n"
    assert told.warning == ""


def test_a_dry_run_changes_nothing(
    published: GitSite, capsys: pytest.CaptureFixture[str]
) -> None:
    published.edit("content/articles/dam.md", "A paragraph.", "More.")
    published.give_up("/articles/ferry/")
    published.delete("content/articles/ferry.md").build()
    objects = git(published.folder, "count-objects", "-v")
    status = main(
        ["publish", "--dry-run", "--today=2026-06-01", f"--site={published.folder}"]
    )
    said = capsys.readouterr().out
    assert status == 0
    assert "changed articles/dam/index.html\n" in said
    assert "deleted articles/ferry/index.html\n" in said
    assert published.commits() == 1
    assert git(published.folder, "count-objects", "-v") == objects


def test_the_first_that_is_published_begins_the_ledger_of_addresses(
    git_site: GitSite, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = git_site.folder / "content/addresses.txt"
    words = ["publish", "--today=2026-06-01", f"--site={git_site.folder}"]
    git_site.build()
    for more in (["--dry-run"], ["--no-check", "--dry-run"], ["--no-check"]):
        assert main([*words, *more]) == 0
        assert not ledger.exists()
    assert "no build holds on to these addresses yet" in capsys.readouterr().out
    assert main(words) == 0  # there is nothing to push, yet all of it is published
    said = capsys.readouterr().out
    count = len(list_addresses(git_site.options()).held)
    assert f"began content/addresses.txt with {count} addresses; commit it" in said
    text = ledger.read_text()
    assert "/articles/ferry/\n" in text
    assert main(words) == 0
    assert ledger.read_text() == text
    assert "addresses.txt" not in capsys.readouterr().out


def test_a_push_that_is_refused_begins_no_ledger(git_site: GitSite) -> None:
    git_site.build()
    add_hook(git_site.remote, "pre-receive", "import sys\nsys.exit('not today')\n")
    with pytest.raises(RefusedError):
        git_site.publish()
    assert not (git_site.folder / "content/addresses.txt").exists()


def test_the_ledger_of_addresses_gains_what_is_published(published: GitSite) -> None:
    published.write("content/articles/new.md", article("New", slug="new")).build()
    assert "/articles/new/\n" not in published.read("content/addresses.txt")
    published.publish()
    assert "/articles/new/\n" in published.read("content/addresses.txt")

    published.delete("content/articles/new.md").build()
    assert "'/articles/new/' was published" in published.problems[0]
    with pytest.raises(SourceError, match="'/articles/new/' was published"):
        published.publish()


def test_a_race_is_run_again_on_top(published: GitSite, tmp_path: Path) -> None:
    """Between our fetch and our push somebody else pushes."""
    clone = tmp_path / "other"
    git(
        tmp_path,
        "clone",
        "--quiet",
        "--branch=gh-pages",
        str(published.remote),
        str(clone),
    )
    (clone / ".well-known").mkdir()
    (clone / ".well-known/theirs.txt").write_text("theirs")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "Theirs")
    marker = tmp_path / "raced"
    add_hook(
        published.folder / ".git", "pre-push",
        "import os, subprocess, sys\n"
        f"if not os.path.exists({str(marker)!r}):\n"
        f"    open({str(marker)!r}, 'w').close()\n"
        "    clean = {k: v for k, v in os.environ.items() if not k.startswith('GIT_DIR')}\n"
        f"    sys.exit(subprocess.call(['git', 'push', '-q'], cwd={str(clone)!r}, env=clean))\n",
    )  # fmt: skip
    published.edit("content/articles/dam.md", "A paragraph.", "More.").build()
    told = published.publish()
    assert told.overtaken == 1
    assert published.branch() == published.output() | {
        ".nojekyll": b"",
        ".well-known/theirs.txt": b"theirs",
    }
    subjects = git(published.remote, "log", "--format=%s", "gh-pages").splitlines()
    assert subjects[1] == "Theirs"
    assert len(subjects) == 3


def test_one_who_always_pushes_first_wins_in_the_end(
    published: GitSite, tmp_path: Path
) -> None:
    clone = tmp_path / "other"
    git(
        tmp_path,
        "clone",
        "--quiet",
        "--branch=gh-pages",
        str(published.remote),
        str(clone),
    )
    add_hook(
        published.folder / ".git", "pre-push",
        "import os, subprocess\n"
        "clean = {k: v for k, v in os.environ.items() if not k.startswith('GIT_DIR')}\n"
        "for words in (['commit', '-q', '--allow-empty', '-m', 'Again'], ['push', '-q']):\n"
        f"    subprocess.check_call(['git', *words], cwd={str(clone)!r}, env=clean)\n",
    )  # fmt: skip
    published.edit("content/articles/dam.md", "A paragraph.", "More.").build()
    with pytest.raises(RefusedError, match="5 times in a row; nothing was published"):
        published.publish()


def test_beginning_anew_sheds_the_history(published: GitSite, colleague: Push) -> None:
    colleague(".well-known/security.txt", "here")
    told = published.publish(anew=True)
    assert published.commits() == 1
    assert told.commit == git(published.remote, "rev-parse", "gh-pages").strip()
    extra = {".nojekyll": b"", ".well-known/security.txt": b"here"}
    assert published.branch() == published.output() | extra


def test_a_refusal_of_the_remote_is_told(published: GitSite) -> None:
    add_hook(
        published.remote, "pre-receive",
        "import sys\nsys.stderr.write('no publishing on Fridays\\n')\nsys.exit(1)\n",
    )  # fmt: skip
    published.edit("content/articles/dam.md", "A paragraph.", "More.").build()
    with pytest.raises(RefusedError) as refused:
        published.publish()
    said = str(refused.value)
    assert "a hook of the remote refused" in said
    assert "no publishing on Fridays" in said
    assert published.commits() == 1


def test_a_history_that_may_not_be_rewritten_is_told(published: GitSite) -> None:
    git(published.remote, "config", "receive.denyNonFastForwards", "true")
    with pytest.raises(RefusedError, match="git refused"):
        published.publish(anew=True)


def test_a_password_in_the_address_is_never_printed(
    published: GitSite, capsys: pytest.CaptureFixture[str]
) -> None:
    for address in (
        "http://ines:hunter2@127.0.0.1:9/archive.git",
        "http://ines:hun@ter2@127.0.0.1:9/archive.git",
        "http://127.0.0.1:9/archive.git?access_token=hunter2",
        "http://127.0.0.1:9/hunter2/archive.git",
        "http://hunter2@127.0.0.1:9/archive.git#hunter2",
        "https://hunter2@localhost.invalid/archive.git",
    ):
        git(published.folder, "remote", "set-url", "origin", address)
        status = main(["publish", "--today=2026-06-01", f"--site={published.folder}"])
        said = "".join(capsys.readouterr())
        assert status == 1
        assert "the remote cannot be reached" in said
        assert "hunter2" not in said
        assert "ter2" not in said


def test_a_password_of_other_settings_is_never_printed(
    published: GitSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "http://127.0.0.1:9/"
    monkeypatch.setenv("DEPLOY_TOKEN", "envhunter2")
    git(published.folder, "config", f"url.{url}hunter2/.insteadOf", "house:")
    git(published.folder, "config", "remote.origin.url", "house:x.git?hunter2")
    git(published.folder, "config", f"http.{url}.extraHeader", "Authorization: hunter2")
    hook = "import sys\nsys.exit('user hunter2 of envhunter2, hunter2/x.git')\n"
    with pytest.raises(RefusedError) as told:
        published.publish()
    assert "hunter2" not in str(told.value)
    git(published.folder, "config", "remote.origin.url", str(published.remote))
    add_hook(published.remote, "pre-receive", hook)
    published.edit("content/articles/dam.md", "A paragraph.", "More.").build()
    with pytest.raises(RefusedError) as told:
        published.publish()
    assert "a hook of the remote refused" in str(told.value)
    assert "hunter2" not in str(told.value)


def test_an_address_in_place_of_a_remote_is_not_repeated(published: GitSite) -> None:
    text = '\n[tool.commentariat.publish]\nremote = "https://hunter2@host.test/x"\n'
    published.write("pyproject.toml", published.read("pyproject.toml") + text)
    with pytest.raises(SourceError, match="expected the name of a git remote") as told:
        published.publish()
    assert "hunter2" not in str(told.value)


def test_without_a_remote_the_way_out_is_told(published: GitSite) -> None:
    git(published.folder, "remote", "remove", "origin")
    with pytest.raises(RefusedError, match="git remote add origin ADDRESS"):
        published.publish()


def test_without_a_repository_the_way_out_is_told(published: GitSite) -> None:
    published.delete(".git")
    with pytest.raises(RefusedError, match="in no git repository; make one: git init"):
        published.publish()


def test_without_an_identity_the_way_out_is_told(
    git_site: GitSite, tmp_path: Path
) -> None:
    git_site.build()
    (tmp_path / "gitconfig").write_text("[user]\nuseConfigOnly = true\n")
    with pytest.raises(RefusedError, match=r"git config user\.name"):
        git_site.publish()


def test_nothing_built_is_nothing_to_publish(git_site: GitSite) -> None:
    with pytest.raises(RefusedError, match="nothing was built in output"):
        git_site.publish()


def test_an_output_behind_its_sources_is_refused(published: GitSite) -> None:
    published.edit("content/articles/dam.md", "A paragraph.", "More.")
    # Its page and its drawing; the words that come and go, and the stems of their forms.
    with pytest.raises(
        RefusedError, match=r"output is not what the sources say \(4 to write\)"
    ):
        published.publish()


def test_an_output_that_somebody_changed_is_refused(published: GitSite) -> None:
    published.write("output/index.html", "<p>Other.</p>")
    with pytest.raises(SourceError, match="changed by someone else; build again"):
        published.publish()
    with pytest.raises(RefusedError, match="1 to write"):
        published.publish(is_checked=False)


def test_a_build_that_did_not_end_is_refused(published: GitSite) -> None:
    options = published.options()
    ledger = Ledger(options.cache, output_name(options))
    ledger.own(["index.html", "feed.xml"])  # as a build notes before it writes
    with pytest.raises(RefusedError, match="2 to write"):
        published.publish()
    with pytest.raises(UsageError, match="the last build did not end"):
        size_site(options)


@pytest.mark.parametrize("where", ["checked out", "local", "remote", "detached"])
def test_a_branch_of_sources_is_never_published_on(
    git_site: GitSite, where: str
) -> None:
    branch = '\n[tool.commentariat.publish]\nbranch = "main"\n'
    git_site.write("pyproject.toml", git_site.read("pyproject.toml") + branch).build()
    if where == "remote":
        git(git_site.folder, "push", "--quiet", "origin", "HEAD:main")
    if where != "checked out":
        git(git_site.folder, "checkout", "--quiet", "--detach")
    if where == "local":
        git(git_site.folder, "checkout", "--quiet", "-b", "other")
    if where == "remote":
        git(git_site.folder, "branch", "--quiet", "-D", "main")
    with pytest.raises(RefusedError, match=r"'main' is a branch of sources.*: branch"):
        git_site.publish()
    published = git(
        git_site.remote, "for-each-ref", "--format=%(refname:short)"
    ).split()
    assert published == (["main"] if where == "remote" else [])


@pytest.mark.parametrize(
    "name", ["HEAD", "refs/heads/x", "a..b", "-x", "x.lock", "a b", "x/"]
)
def test_what_is_no_branch_is_refused(git_site: GitSite, name: str) -> None:
    branch = f'\n[tool.commentariat.publish]\nbranch = "{name}"\n'
    git_site.write("pyproject.toml", git_site.read("pyproject.toml") + branch).build()
    assert "expected the name of a branch for 'branch'" in git_site.problems[0]


@pytest.mark.parametrize(
    "name", ["404.html", "articles/dam/index.html", "theme/site.css"]
)
def test_a_file_changed_without_a_trace_is_not_published(
    published: GitSite, name: str
) -> None:
    options, path = published.options(), published.folder / "output" / name
    ledger = Ledger(options.cache, output_name(options))
    path.write_bytes(path.read_bytes().swapcase())
    trace = ledger.entries[name].trace
    assert trace is not None
    known = hash_stat(path.stat())  # as if no hint were left of the change
    ledger.trust([(name, msgspec.structs.replace(trace, stat_hash=known))])
    before = published.branch()
    with pytest.raises(RefusedError, match=f"output/{name}: changed by something else"):
        published.publish()
    assert published.branch() == before
    published.build().rendered(name)
    published.publish()
    assert published.branch() == before


def test_files_of_the_root_are_published_and_go(
    published: GitSite, colleague: Push
) -> None:
    colleague(".well-known/theirs.txt", "x")
    published.write("content/root/.well-known/security.txt", "Contact: x")
    published.write("content/root/.well-known/ours.txt", "x").build()
    published.publish()
    assert published.branch()[".well-known/security.txt"] == b"Contact: x"
    colleague("stray.txt", "x")
    published.delete("content/root/.well-known/ours.txt").build()
    published.write("output/.well-known/stray.txt", "x")
    told = published.publish()
    hidden = {name for name in published.branch() if name.startswith(".well-known/")}
    assert hidden == {".well-known/theirs.txt", ".well-known/security.txt"}
    assert told.kept == (".well-known/theirs.txt",)


def test_the_line_that_matters_stands_first(
    git_site: GitSite, capsys: pytest.CaptureFixture[str]
) -> None:
    git_site.edit("pyproject.toml", "https://archive.test/", "https://a.fennmark.org/")
    words = ["publish", "--today=2026-06-01", f"--site={git_site.folder}"]
    git_site.build()
    assert main([*words, "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("would publish ")
    git_site.write("output/stray.html", "x")
    assert main(words) == 0
    first, second, *rest = capsys.readouterr().out.splitlines()
    assert first == "no build made stray.html; it is published with the rest"
    assert second.startswith("published ")
    assert "CNAME: a.fennmark.org, by base_url" in rest
    assert main([*words, "--json"]) == 0
    said = capsys.readouterr()
    assert "no build made stray.html" in said.err
    assert json.loads(said.out)["strangers"] == ["stray.html"]
    assert main(words) == 0
    assert "\nthere is nothing to publish" in capsys.readouterr().out


def test_a_cname_of_the_root_is_the_domain(git_site: GitSite) -> None:
    git_site.write("content/root/CNAME", "a.fennmark.org\n").build()
    told = git_site.publish()
    assert (told.domain, told.domain_from) == ("a.fennmark.org", "content/root/CNAME")
    assert git_site.branch()["CNAME"] == b"a.fennmark.org\n"
    git_site.write("pyproject.toml", git_site.read("pyproject.toml") + DOMAIN).build()
    with pytest.raises(RefusedError, match="leave one of the two"):
        git_site.publish()


def test_the_size_is_told_before_anything_is_uploaded(git_site: GitSite) -> None:
    git_site.build()
    seen = []

    def weighed(size: SizePlan, strangers: tuple[str, ...]) -> None:
        assert strangers == ()
        seen.append((size.files, git(git_site.remote, "branch", "--list")))

    publish_site(git_site.options(), PublishOptions(), weighed)
    assert seen == [(len(git_site.output()), "")]


def test_a_raw_file_not_yet_imported_is_refused(published: GitSite) -> None:
    raw = Path(__file__).parent.parent.parent / "content/raw/0412-ferry-timetable.txt"
    published.write("content/raw/0412-ferry-timetable.txt", raw.read_bytes())
    with pytest.raises(RefusedError, match="1 to import"):
        published.publish()


def test_what_check_finds_is_refused_unless_told(published: GitSite) -> None:
    published.write("content/articles/ferry.md", "no front matter")
    published.build(keep_going=True)
    assert published.problems
    with pytest.raises(SourceError, match=r"content/articles/ferry\.md"):
        published.publish()
    assert published.commits() == 1
    published.publish(is_checked=False)
    assert published.branch() == published.output() | {".nojekyll": b""}


def test_a_link_in_the_output_is_refused(published: GitSite) -> None:
    (published.folder / "output/passwd").symlink_to("/etc/passwd")
    with pytest.raises(RefusedError, match="expected files and folders, found a link"):
        published.publish()


def test_a_file_by_hand_is_published_and_named(published: GitSite) -> None:
    published.write("output/verification.html", "token")
    published.write("output/.DS_Store", "noise")
    assert published.publish().changes.added == ("verification.html",)
    assert published.branch()["verification.html"] == b"token"
    assert ".DS_Store" not in published.branch()


def test_odd_names_arrive_as_they_are(git_site: GitSite) -> None:
    for name in (
        'say "so".txt',
        "schön.txt",
        "Мост.txt",
        " blank .txt",
    ):
        git_site.write(f"content/files/{name}", name)
    git_site.build()
    git_site.publish()
    assert git_site.branch() == git_site.output() | {".nojekyll": b""}


def test_a_file_gives_way_to_a_folder(published: GitSite, colleague: Push) -> None:
    colleague("files", "a file where the site has a folder")
    published.write("content/files/map.txt", "map").build()
    published.publish()
    assert published.branch() == published.output() | {".nojekyll": b""}


def test_a_shallow_clone_publishes_too(published: GitSite, tmp_path: Path) -> None:
    clone = GitSite(tmp_path / "shallow-site")
    clone.remote = published.remote
    git(published.folder, "push", "--quiet", "origin", "main")
    published.delete("content/articles/dam.md")
    clone.delete("pyproject.toml")
    url = published.remote.as_uri()
    git(
        tmp_path,
        "clone",
        "--quiet",
        "--depth=1",
        "--branch=main",
        url,
        str(clone.folder),
    )
    clone.delete("content/articles/bridge.md").build()
    told = clone.publish()
    assert "articles/bridge/index.html" in told.changes.deleted
    assert clone.branch() == clone.output() | {".nojekyll": b""}
    assert clone.commits() == 2


def test_git_may_call_it_from_a_hook(published: GitSite, tmp_path: Path) -> None:
    """A hook's environment names another index and repository."""
    published.edit("content/articles/dam.md", "A paragraph.", "More.").build()
    index = tmp_path / "hook-index"
    hook = {"GIT_DIR": "/nowhere", "GIT_INDEX_FILE": str(index), "GIT_WORK_TREE": "/"}
    done = subprocess.run(
        [sys.executable, "-m", "commentariat", "publish", "--today=2026-06-01",
         f"--site={published.folder}"],
        env=os.environ | hook, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert published.branch() == published.output() | {".nojekyll": b""}
    assert not index.exists()
