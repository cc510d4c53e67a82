"""A folder surveyed, in a site or outside of any."""

from __future__ import annotations

from pathlib import Path

from commentariat.config import SETTINGS_FILE, Settings, load_settings
from commentariat.engine.executors import default_workers, make_executor
from commentariat.errors import SourceError, UsageError
from commentariat.intake.content.options import options_at, options_of
from commentariat.intake.survey import Survey, survey_folder
from commentariat.pipeline.options import Options
from commentariat.pipeline.workspace import ProgressExecutor


def survey(options: Options, folder: Path) -> Survey:
    """
    Tell what lies in *folder*, by the settings of the site where there are any.

    Raises:
        UsageError: there is no such folder or file.
    """
    if not folder.exists():
        raise UsageError(f"expected a folder, found none: {folder}")
    read_by = options_of(Settings(title="survey", institution="survey"))
    if (options.site / SETTINGS_FILE).is_file():
        try:
            read_by = options_at(str(options.site), load_settings(options.site))
        except SourceError:
            pass  # it is no site: the survey needs no settings
    inner = make_executor(options.workers or default_workers())
    executor = ProgressExecutor(inner, options.progress)
    executor.stage = "looking at files"
    return survey_folder(folder, read_by, executor.map)
