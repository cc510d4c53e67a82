"""
Time the preview of a large archive: from a save to the new bytes, beside Hugo's server.

    python tests/bench/bench_preview.py [--articles N … | --corpus DIR …] [--edits N]
                                        [--hugo PROGRAM [--hugo-most N]]

The corpus is that of bench_build.py in each of the sizes, or each folder of content
files. The preview is started without any memory of builds, and again with it; then
files are saved one after the other, while the page is asked for again and again until
its bytes are the new ones: bodies, titles, articles more (of an author who has others,
of one who has none yet), a stylesheet. --hugo times the server of a Hugo PROGRAM on
the same articles (up to --hugo-most of them), with plain templates and the terms that
this corpus has. Medians; the last lines compare the sizes. It asserts nothing.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_build import ROOT, make_site, retitle

PAUSE = 0.5  # seconds between edits, so that each is a burst of its own
BODY = "a body saved, to its bytes served"
LIMIT = 300.0

HUGO_SITE = {
    "hugo.toml": """\
baseURL = "https://bench.example/"
title = "Bench"
disableKinds = ["section", "taxonomy"]
[taxonomies]
author = "authors"
center = "centers"
region = "regions"
topic = "topics"
[permalinks.page]
articles = "/articles/:slug/"
[outputs]
home = ["html", "rss"]
page = ["html"]
term = ["html"]
""",
    "layouts/baseof.html": """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="stylesheet" href="/style.css"></head>
<body>{{ block "main" . }}{{ end }}</body>
</html>
""",
    "layouts/home.html": """\
{{ define "main" }}<ul>
{{ range first 12 site.RegularPages.ByDate.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>{{ end }}
""",
    "layouts/page.html": """\
{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p>{{ .Params.dek }}</p>
<p>{{ range .GetTerms "authors" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}</p>
<p>{{ .Date.Format "2 January 2006" }}</p>
{{ .Content }}
</article>{{ end }}
""",
    "layouts/term.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>
{{ $pages := .Paginate (.Pages.ByDate.Reverse) 50 }}
{{ range $pages.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.dek }}</li>
{{ end }}</ul>{{ end }}
""",
    "static/style.css": "p { color: red }\n",
}


class Asker:
    """Asks one server for pages, over a connection that is kept."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._link: http.client.HTTPConnection | None = None

    def get(self, path: str) -> bytes:
        """Ask for *path*; nothing where there is no answer."""
        try:
            if self._link is None:
                self._link = http.client.HTTPConnection(
                    "127.0.0.1", self.port, timeout=120
                )
            self._link.request("GET", path)
            return self._link.getresponse().read()
        except (OSError, http.client.HTTPException):
            self._link = None
            return b""

    def until(self, path: str, holds: bytes) -> float:
        """Ask for *path* until the answer *holds* that; give the seconds it took."""
        began = time.perf_counter()
        while holds not in self.get(path):
            assert time.perf_counter() - began < LIMIT, path
            time.sleep(0.001)
        return time.perf_counter() - began


@contextmanager
def serving(command: list[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)
        assert process.stdout is not None
        process.stdout.close()


def memory(pid: int) -> str:
    """Memory of a process now and at its largest, where Linux tells."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return "unknown"
    found = dict(re.findall(r"(VmHWM|VmRSS):\s+(\d+) kB", text))
    return f"{int(found['VmRSS']) >> 10} MiB, at most {int(found['VmHWM']) >> 10} MiB"


def say(label: str, seconds: list[float], more: str = "") -> float:
    """Print and give the median."""
    times = sorted(seconds)
    median = statistics.median(times)
    spread = f"({times[0]:.3f}-{times[-1]:.3f})" if len(times) > 1 else ""
    print(f"  {label:40} {median:8.3f} s {spread} {more}", flush=True)
    return median


def address_of(path: Path) -> str:
    found = re.search(r"^slug: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    return f"/articles/{found[1]}/"


def some(folder: Path, count: int) -> list[Path]:
    """Articles from all over the archive."""
    files = sorted((folder / "content/articles").rglob("*.md"))
    return files[len(files) // 7 :: max(1, len(files) // (count + 2))][:count]


def edit_body(asker: Asker, path: Path, _number: int) -> float:
    token = f"zq{time.time_ns()}qz"
    asker.get(address_of(path))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n\nAn edit: {token}.\n")
    seconds = asker.until(address_of(path), token.encode())
    time.sleep(PAUSE)
    return seconds


def time_preview(folder: Path, edits: int) -> dict[str, float]:
    """Print the figures of one size; give the medians of the edits."""
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--port", "0"]
    began = time.perf_counter()
    with serving(command, folder) as process:
        wait_for_line(process, r"^read ")
        seconds = time.perf_counter() - began
        say("started, nothing remembered", [seconds], memory(process.pid))
    began = time.perf_counter()
    with serving(command, folder) as process:
        line = wait_for_line(process, "http://")
        asker = Asker(int(line.split("/ ")[0].rsplit(":", 1)[1]))
        wait_for_line(process, r"^read ")
        say("started again", [time.perf_counter() - began], memory(process.pid))
        say("home page, the first time", [asker.until("/", b"<html")])
        files = list(enumerate(some(folder, edits)))
        found = {
            name: say(name, [case(asker, path, n) for n, path in files])
            for name, case in CASES.items()
        }
        print(f"  memory {memory(process.pid)}")
    return found


def edit_title(asker: Asker, path: Path, number: int) -> float:
    retitle(path, f"Title {number} {time.time_ns()}")
    title = path.read_text(encoding="utf-8").split("title: ")[1].split("\n")[0]
    seconds = asker.until(address_of(path), f">{title}</h1>".encode())
    time.sleep(PAUSE)
    return seconds


def add_article(asker: Asker, path: Path, number: int) -> float:
    text = path.read_text(encoding="utf-8").replace(
        "slug: ", f"slug: more-{number}-", 1
    )
    new = path.with_name(f"more-{number}.md")
    new.write_text(text, encoding="utf-8")
    seconds = asker.until(address_of(new), f"/articles/more-{number}-".encode())
    time.sleep(PAUSE)
    return seconds


def add_author(asker: Asker, path: Path, number: int) -> float:
    text = path.read_text(encoding="utf-8")
    slug = f"other-{number}"
    text = re.sub(r"^slug: .*$", f"slug: {slug}", text, count=1, flags=re.MULTILINE)
    name = f"Newcomer {number}"
    text = re.sub(r"^authors:\n", f"authors:\n- {name}\n", text, flags=re.MULTILINE)
    # A list may be indented, and then all of it is.
    text = text.replace(f"- {name}\n  - ", f"  - {name}\n  - ")
    path.with_name(f"{slug}.md").write_text(text, encoding="utf-8")
    seconds = asker.until(f"/authors/newcomer-{number}/", name.encode())
    time.sleep(PAUSE)
    return seconds


def edit_styles(asker: Asker, path: Path, number: int) -> float:
    where = path.parents[3] / "theme/site.css"
    where.parent.mkdir(exist_ok=True)
    where.write_text(f"p {{ order: {number + 7000} }}\n", encoding="utf-8")
    seconds = asker.until("/theme/site.css", str(number + 7000).encode())
    time.sleep(PAUSE)
    return seconds


CASES: dict[str, Callable[[Asker, Path, int], float]] = {
    BODY: edit_body,
    "a title saved": edit_title,
    "an article added": add_article,
    "an article of a new author added": add_author,
    "a stylesheet saved": edit_styles,
}


def wait_for_line(process: subprocess.Popen[str], pattern: str) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if re.search(pattern, line):
            return line
    raise AssertionError(f"no line with {pattern!r}")


def time_hugo(program: str, articles: Path, scratch: Path, edits: int) -> float:
    """Print the figures of Hugo's server; give the median of saved bodies."""
    site = scratch / "hugo"
    for name, text in HUGO_SITE.items():
        where = site / name
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(text, encoding="utf-8")
    shutil.copytree(articles, site / "content/articles")
    port = 18917
    began = time.perf_counter()
    command = [program, "server", "--port", str(port), "--quiet"]
    with serving(command, site) as process:
        asker = Asker(port)
        asker.until(address_of(some(site, 1)[0]), b"</article>")
        say("hugo: started", [time.perf_counter() - began], memory(process.pid))
        time.sleep(2)
        files = enumerate(some(site, edits))
        times = [edit_body(asker, path, n) for n, path in files]
        median = say(f"hugo: {BODY}", times)
        print(f"  memory {memory(process.pid)}")
    shutil.rmtree(site)
    return median


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[1000])
    parser.add_argument("--edits", type=int, default=9)
    parser.add_argument("--hugo", metavar="PROGRAM")
    parser.add_argument("--hugo-most", type=int, default=10_000, metavar="N")
    parser.add_argument("--corpus", type=Path, nargs="+", default=[])
    args = parser.parse_args()
    sizes = [(0, corpus) for corpus in args.corpus] or [
        (n, None) for n in args.articles
    ]
    in_memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    rows: dict[int, dict[str, float]] = {}
    hugo: dict[int, float] = {}
    for count, corpus in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=in_memory) as scratch:
            folder = Path(scratch) / "site"
            make_site(folder, count, corpus, is_plain=False)
            articles = folder / "content/articles"
            found = sum(1 for _ in articles.rglob("*.md"))
            version = sys.version.split()[0]
            print(f"{found} articles, {os.cpu_count()} cores, Python {version}")
            if args.hugo and found <= args.hugo_most:
                hugo[found] = time_hugo(args.hugo, articles, Path(scratch), args.edits)
            rows[found] = time_preview(folder, args.edits)
    compare(rows, hugo)


def compare(rows: dict[int, dict[str, float]], hugo: dict[int, float]) -> None:
    """Print how the medians grow with the archive, and how many times Hugo's they are."""
    least, most = min(rows), max(rows)
    for name in CASES if least < most else ():
        grown = rows[most][name] / rows[least][name]
        print(f"{name}: at {most} articles {grown:.2f} times what it takes at {least}")
    for found, seconds in hugo.items():
        print(
            f"{BODY}: at {found} articles 1/{seconds / rows[found][BODY]:.1f} of Hugo's"
        )


if __name__ == "__main__":
    main()
