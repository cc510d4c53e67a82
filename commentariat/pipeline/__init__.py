"""Strings the stages together: the only room that knows the whole."""

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
