"""Fixtures that any test may ask for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from harness import SiteFolder


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """An empty site with settings."""
    return SiteFolder(tmp_path / "site")


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[[str], SiteFolder]:
    """Make further sites, each in a folder of its own."""
    return lambda name: SiteFolder(tmp_path / name)
