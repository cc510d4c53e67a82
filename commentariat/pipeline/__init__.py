"""Strings the stages together: the only room that knows the whole."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commentariat.pipeline.build import build_site
    from commentariat.pipeline.check import check_site
    from commentariat.pipeline.clean import clean_site
    from commentariat.pipeline.explain import explain_site
    from commentariat.pipeline.imports import import_site
    from commentariat.pipeline.inspect import inspect_files
    from commentariat.pipeline.options import Options, Report, no_progress

__all__ = [
    "Options",
    "Report",
    "build_site",
    "check_site",
    "clean_site",
    "explain_site",
    "import_site",
    "inspect_files",
    "no_progress",
]

_HOMES = {
    "build_site": "build",
    "check_site": "check",
    "clean_site": "clean",
    "explain_site": "explain",
    "import_site": "imports",
    "inspect_files": "inspect",
    "Options": "options",
    "Report": "options",
    "no_progress": "options",
}


def __getattr__(name: str) -> Any:
    """Import a part when it is asked for: a command needs one, and all take long."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
