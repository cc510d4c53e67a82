"""The workflow that publishes a site from GitHub, and where GitHub looks for it."""

from __future__ import annotations

from pathlib import Path

WORKFLOW_FILE = ".github/workflows/pages.yml"


def workflow() -> str:
    """Read the workflow as it is written for a new site."""
    return (Path(__file__).parent / "pages.yml").read_text(encoding="utf-8")


def repository_above(folder: Path) -> Path | None:
    """Find the git repository that *folder* lies in without being its top."""
    where = folder.resolve()
    if (where / ".git").exists():
        return None
    return next((one for one in where.parents if (one / ".git").exists()), None)
