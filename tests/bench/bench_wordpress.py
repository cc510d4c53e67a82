"""
Time the import of an export of WordPress beside that of as many raw files.

    python tests/bench/bench_wordpress.py [--articles N] [--large MIB]

The posts have the words of the raw files; every third is of the classic editor, every
fourth shows a picture. Every figure is of a whole process: wall time, processor time with its
workers, and the memory of its largest process. It prints, and asserts nothing: the import
should cost at most twice that of the raw files, and the memory that cutting takes should not
grow with the file, but for what is remembered of each item.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from bench.bench_import import SETTINGS, make_site, run, show  # noqa: E402
from crawl_pairs import paragraph, sentence  # noqa: E402

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><wp:base_blog_url>https://bench.example</wp:base_blog_url>
"""
CUT = """
import resource, sys, time
from commentariat.intake.formats.wordpress.export import cut_export, gather_export
began = time.process_time()
with open(sys.argv[1], "rb") as file:
    gather_export(file)
with open(sys.argv[1], "rb") as file:
    count = sum(1 for _ in cut_export(file))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{count:,} items, cpu {time.process_time() - began:.1f} s, peak {peak:.0f} MiB")
"""


def item(number: int) -> str:
    """One post; the same for the same number."""
    rng = random.Random(number)
    title = sentence(rng).rstrip(".")
    texts = [paragraph(rng) for _ in range(16)]
    if number % 3:
        texts = [
            f"<!-- wp:paragraph -->\n<p>{one}</p>\n<!-- /wp:paragraph -->"
            for one in texts
        ]
    if not number % 4:
        texts[3] = (
            f'<figure><img class="wp-image-{number}" src="https://bench.example/{number}.png" '
            f'alt="A view"><figcaption>A caption</figcaption></figure>'
        )
    day = f"{2001 + number % 25}-{1 + number % 12:02}-{1 + number % 28:02} 10:00:00"
    terms = "".join(
        f'<category domain="{kind}" nicename="x{at}"><![CDATA[{kind} {at}]]></category>\n'
        for kind, at in (
            ("post_tag", rng.randrange(35)),
            ("category", rng.randrange(20)),
            ("region", rng.randrange(30)),
        )
    )
    metas = "".join(
        f"<wp:postmeta><wp:meta_key><![CDATA[_key{at}]]></wp:meta_key>"
        f"<wp:meta_value><![CDATA[{at}]]></wp:meta_value></wp:postmeta>\n"
        for at in range(6)
    )
    return (
        f"<item>\n<title><![CDATA[{title}]]></title>\n"
        f"<link>https://bench.example/{day[:4]}/{number}/</link>\n"
        f"<dc:creator><![CDATA[user{rng.randrange(250)}]]></dc:creator>\n"
        f"<content:encoded><![CDATA[{chr(10).join(f'{one}{chr(10)}' for one in texts)}]]>"
        f"</content:encoded>\n<excerpt:encoded><![CDATA[]]></excerpt:encoded>\n"
        f"<wp:post_id>{number}</wp:post_id>\n<wp:post_date><![CDATA[{day}]]></wp:post_date>\n"
        f"<wp:post_name><![CDATA[piece-{number}]]></wp:post_name>\n"
        "<wp:status><![CDATA[publish]]></wp:status>\n"
        f"<wp:post_type><![CDATA[post]]></wp:post_type>\n{terms}{metas}</item>\n"
    )


def written(count: int) -> Iterator[str]:
    """Give an export in parts."""
    yield HEAD
    for at in range(250):
        yield (
            f"<wp:author><wp:author_login>user{at}</wp:author_login><wp:author_display_name>"
            f"<![CDATA[Author {at} of Few]]></wp:author_display_name></wp:author>\n"
        )
    for number in range(1, count + 1):
        yield item(number)
    yield "</channel></rss>\n"


def measure_time(articles: int, folder: Path) -> None:
    make_site(folder / "raw", articles, None)
    where = folder / "wordpress/content/raw/export.xml"
    where.parent.mkdir(parents=True)
    with where.open("w", encoding="utf-8") as file:
        file.writelines(written(articles))
    (folder / "wordpress/pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    raw = run(folder / "raw", "import")
    export = run(folder / "wordpress", "import")
    again = run(folder / "wordpress", "import")
    show(f"{articles:,} raw files", raw)
    show(
        f"{articles:,} posts",
        export,
        f"{export.cpu / raw.cpu:.2f} of raw files, by processor",
    )
    show("posts again", again)


def measure_memory(size: int, folder: Path) -> None:
    """Cut an export of *size* MiB, in which the posts of a small one come again."""
    posts = [item(number) for number in range(1, 1_001)]
    where = folder / "large.xml"
    done, number = 0, 0
    with where.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        while done < size * 2**20:
            old = posts[number % len(posts)]
            number += 1
            mark = f"<wp:post_id>{number % len(posts) or len(posts)}<"
            done += file.write(old.replace(mark, f"<wp:post_id>{number}<"))
        file.write("</channel></rss>\n")
    command = [sys.executable, "-c", CUT, str(where)]
    shown = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    print(f"an export of {size:,} MiB: {shown.stdout.strip()}", flush=True)
    where.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--large", type=int, nargs="*", default=[64, 1024])
    args = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        for size in args.large:
            measure_memory(size, Path(scratch))
        measure_time(args.articles, Path(scratch))


if __name__ == "__main__":
    main()
