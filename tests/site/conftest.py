"""The sample archive, published at both kinds of address."""

from __future__ import annotations

import pytest
from sample import Published, publish


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The sample archive, as a site of its own."""
    return publish(tmp_path_factory, "root")


@pytest.fixture(scope="session", params=["root", "project"])
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Published:
    """The sample archive, at either address."""
    if request.param == "root":
        found: Published = request.getfixturevalue("sample")
        return found
    return publish(tmp_path_factory, request.param)
