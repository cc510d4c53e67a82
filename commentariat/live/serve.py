"""A preview: the site in memory, its files watched, its pages served."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from contextlib import closing

from starlette.routing import BaseRoute

from commentariat.config import SETTINGS_FILE, load_settings
from commentariat.engine.cache import make_cache
from commentariat.engine.sources import FOLDERS
from commentariat.errors import UsageError
from commentariat.live.site import LiveSite
from commentariat.pipeline.options import Options
from commentariat.pipeline.workspace import writing
from commentariat.preview.builder import Listener
from commentariat.preview.ports import PortTakenError
from commentariat.preview.run import Serving, Wishes, open_port, run_preview
from commentariat.preview.watch import WatchedPaths


def serve_site(
    options: Options,
    wishes: Wishes,
    listener: Listener,
    began: Callable[[Serving], None],
    routes: Sequence[BaseRoute] = (),
    clock: Callable[[], str] | None = None,
) -> bool:
    """
    Serve the site until Ctrl-C; *began* is called once requests are answered.

    *routes* are those of further local pages. By the *clock* what falls due shows by
    itself; without one it stays the time that the options say. Returns whether all work has ended;
    what has not is of no more use.

    Raises:
        SourceError: there is no site, or its `.cache` is a link.
        UsageError: nobody can listen there.
    """
    if not (options.site / SETTINGS_FILE).is_file():
        load_settings(options.site)  # says what is missing; faults are for the browser
    with writing(options.site):
        make_cache(options.cache)  # a fault here is for whoever began this
    try:
        port = open_port(wishes)
    except PortTakenError as fault:
        raise UsageError(str(fault)) from None
    except OSError as fault:
        raise UsageError(
            f"cannot listen at {wishes.host!r}: {fault.strerror}"
        ) from None
    gc.enable()  # a server runs on, and may not keep what it has no use for
    with closing(LiveSite(options, clock)) as site:
        watched = WatchedPaths(
            options.site, FOLDERS, (SETTINGS_FILE,), lambda: site.hook_files
        )
        return run_preview(site, watched, port, wishes, listener, began, routes)
