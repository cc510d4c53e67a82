"""Fixtures that any test may ask for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from harness import SiteFolder

# A run of the tests tries what the one before tried, however busy the machine is;
# `--hypothesis-profile=random` looks for what has not been tried yet.
hypothesis.settings.register_profile(
    "random",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "same", hypothesis.settings.get_profile("random"), derandomize=True, database=None
)
hypothesis.settings.load_profile("same")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out what takes minutes, unless `-m long` asks for it."""
    if "long" in config.option.markexpr:
        return
    skipped = pytest.mark.skip(reason="takes minutes: `-m long` asks for it")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skipped)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """An empty site with settings."""
    return SiteFolder(tmp_path / "site")


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[[str], SiteFolder]:
    """Make further sites, each in a folder of its own."""
    return lambda name: SiteFolder(tmp_path / name)
