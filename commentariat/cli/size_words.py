"""How the size of a site is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from commentariat.cli.printing import counted

if TYPE_CHECKING:
    from commentariat.publish.size import SizePlan


def amount(size: int) -> str:
    """Say *size* bytes as people do: `812 bytes`, `40.2 kB`, `1.2 GB` (of 1024)."""
    if size < 1000:
        return counted(size, "byte")
    value = size / 1024
    for unit in ("kB", "MB"):
        if value < 999.95:
            return f"{value:.1f} {unit}"
        value /= 1024
    return f"{value:,.1f} GB"


def size_sentence(plan: SizePlan) -> str:
    """Say in a line how large the site is, and how far that is from too large."""
    words = (
        f"{counted(plan.files, 'file')}, {amount(plan.bytes)} ({amount(plan.packed)} "
        f"packed): {plan.share:.1%} of what GitHub Pages takes"
    )
    if plan.is_over:
        return f"{words}, which is too much"
    return f"{words}; think of what to leave out" if plan.is_near else words


def size_lines(plan: SizePlan, minutes: int) -> Iterator[str]:
    """Say all that is known of the size of the site, a line each."""
    yield size_sentence(plan)
    yield ""
    for one in plan.kinds:
        yield f"{one.files:>9,} {amount(one.bytes):>10}  {one.kind}"
    yield "\nlargest"
    for file in plan.largest:
        yield f"{amount(file.bytes):>20}  {file.output}"
    for file in plan.too_large:
        yield f"too large for a git push to GitHub: {file.output}"
    yield from _places(plan, minutes)
    if plan.savings:
        yield "\nto leave out first" if plan.is_near else "\nwhat could be left out"
    for saving in plan.savings:
        yield f"{amount(saving.bytes):>20}  {saving.what}: {saving.how}"


def _places(plan: SizePlan, minutes: int) -> Iterator[str]:
    """Say what fits where."""
    from commentariat.publish.size import FILE_LIMIT

    yield "\nwhere it fits"
    yield (
        f"  GitHub Pages: {'no' if plan.is_over else 'yes'}; it takes "
        f"{amount(plan.limit)}, files of {amount(FILE_LIMIT)} by git push, and "
        f"{minutes} minutes to deploy all of it, each time"
    )
    if plan.more_articles is not None:
        yield (
            f"    an article takes {amount(plan.bytes_per_article)} with all that lists "
            f"it; {plan.more_articles:,} more fit beside the {plan.articles:,} there are"
        )
    yield (
        f"  a folder on a server: yes, where {amount(plan.bytes)} and "
        f"{counted(plan.files, 'file')} have room"
    )
    yield "  a bucket, as of S3: yes; a request a file, at first for all"
    yield "  both are brought up to date by `build --changes FILE` and rsync, rclone or s5cmd"
