"""What the command line says of itself, of slips, and of a Python that is too old."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article

from commentariat import __version__
from commentariat.cli import command_parsers, main, make_parser

ROOT = Path(__file__).parent.parent.parent


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The last line of what is told of wrong usage."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    return capsys.readouterr().err.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("biuld", "no command is called 'biuld'; did you mean 'build'?"),
        ("xyzzy", "no command is called 'xyzzy'"),
        ("preview", "no command is called 'preview'; did you mean 'serve'?"),
        (
            "publish --dryrun",
            "no option is called '--dryrun'; did you mean '--dry-run'?",
        ),
        ("--dirfts=x", "no option is called '--dirfts'; did you mean '--drafts'?"),
        ("check pages", "expected no more words, found 'pages'"),
    ],
)
def test_a_slip_is_told_with_what_may_be_meant(
    words: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, *words.split()).endswith(f"error: {sentence}")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"commentariat {__version__}\n"


def test_a_quiet_build_prints_faults_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = SiteFolder(tmp_path, SETTINGS).write("content/articles/a.md", article("A"))
    where = ["--site", str(tmp_path)]
    assert main(["build", "--quiet", *where]) == 0
    assert site.has("articles/a/index.html")
    assert capsys.readouterr() == ("", "")
    site.write("content/articles/a.md", article("A", regoins=["Europe"]))
    assert main(["build", "-q", *where]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "did you mean 'regions'?" in told.err


def test_a_verbose_build_names_what_it_makes_and_deletes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = SiteFolder(tmp_path, SETTINGS).write("content/articles/a.md", article("A"))
    site.write("content/articles/b.md", article("B"))
    where = ["--site", str(tmp_path)]
    assert main(["-v", *where]) == 0
    assert "made articles/a/index.html" in capsys.readouterr().out.splitlines()
    site.delete("content/articles/a.md")
    assert main(["build", "--verbose", *where]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "deleted articles/a/index.html" in told
    assert "made articles/a/index.html" not in told


def test_a_shell_completes_commands_options_and_folders() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "commentariat", "--print-completion", "bash"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    words = (
        "words=(commentariat buil); COMP_WORDS=(${words[@]}); COMP_CWORD=1; "
        'func=$(complete -p commentariat | sed "s/.*-F //; s/ .*//"); $func; '
        'echo "${COMPREPLY[@]}"'
    )
    shell = subprocess.run(
        ["bash", "-c", f"{done.stdout}\n{words}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shell.stdout.split() == ["build"]


def test_a_shell_that_is_not_known_is_told_which_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--print-completion", "cmd"]) == 2
    assert "takes one of bash, zsh" in capsys.readouterr().err


def test_a_python_that_is_too_old_is_told_in_one_sentence() -> None:
    old = "import sys; sys.version_info = (3, 10, 13); import commentariat"
    done = subprocess.run(
        [sys.executable, "-c", old],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("commentariat needs Python 3.11 or newer")
    assert "this is 3.10" in done.stderr


def test_every_command_teaches() -> None:
    for name, parser in command_parsers(make_parser()).items():
        assert parser.description, name
        options = [one for one in parser._actions if one.option_strings]
        assert [one.option_strings for one in options if not one.help] == []


def loaded(*words: str) -> set[str]:
    """The libraries, and rooms of the program, that a call with *words* imports."""
    code = (
        "import atexit, sys\n"
        "from commentariat.cli import main\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "main(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_what_only_tells_of_the_program_imports_no_command(word: str) -> None:
    names = loaded(word)
    assert "commentariat.cli.commands" in names
    assert not names & {"msgspec", "commentariat.cli.commands.build"}


def test_a_build_that_has_nothing_to_do_imports_nothing_to_do_it_with(
    tmp_path: Path,
) -> None:
    SiteFolder(tmp_path, SETTINGS).write("content/articles/a.md", article("A"))
    time.sleep(0.5)  # what has just been written is looked at again
    words = ("build", "--workers", "1", "--site", str(tmp_path))
    first, again = loaded(*words), loaded(*words)
    heavy = {"jinja2", "nh3", "pyromark", "commentariat.cli.commands.serve"}
    assert first & heavy == {"jinja2", "nh3", "pyromark"}
    assert not again & heavy
