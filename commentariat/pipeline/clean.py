"""Everything that builds made, taken away."""

from __future__ import annotations

from commentariat.engine import store
from commentariat.engine.cache import empty_cache
from commentariat.engine.ledger import Ledger
from commentariat.engine.lock import site_lock
from commentariat.pipeline.options import Options, check_output_folder
from commentariat.pipeline.workspace import output_name, writing


def clean_site(options: Options) -> tuple[int, bool]:
    """
    Delete every output that is ours, and all that is remembered.

    Returns how many files went, and whether the output folder is empty now.
    """
    check_output_folder(options)
    with writing(options.site), site_lock(options.cache):
        output = str(options.output_folder)
        ledger = Ledger(options.cache, output_name(options))
        outputs = sorted(ledger.entries)
        for name in outputs:
            store.delete(output, name)
        ledger.forget(outputs)
        empty_cache(options.cache)
    folder = options.output_folder
    return len(outputs), not folder.exists() or not any(folder.iterdir())
