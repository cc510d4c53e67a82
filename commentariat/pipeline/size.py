"""The size of what was built last, from the ledger alone."""

from __future__ import annotations

from commentariat.engine.ledger import Ledger
from commentariat.errors import UsageError
from commentariat.pipeline.options import Options, settings_of
from commentariat.pipeline.workspace import output_name, writing
from commentariat.publish.size import SizePlan, plan_size


def size_site(options: Options) -> SizePlan:
    """
    Weigh the site as it was built last; read no output.

    Raises:
        UsageError: nothing was built, or the last build did not end.
    """
    settings = settings_of(options)
    with writing(options.site):
        return plan_size(built_sizes(options), settings)


def built_sizes(options: Options) -> dict[str, int]:
    """
    List the bytes of every output of the last build.

    Raises:
        UsageError: nothing was built, or the last build did not end.
    """
    entries = Ledger(options.cache, output_name(options)).entries
    sizes = {name: entry.trace.size for name, entry in entries.items() if entry.trace}
    if not entries:
        raise UsageError("nothing was built yet: commentariat build")
    if len(sizes) < len(entries):
        raise UsageError("the last build did not end: commentariat build")
    return sizes
