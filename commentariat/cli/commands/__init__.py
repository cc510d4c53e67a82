"""One module a command, in the order of `--help`."""

from commentariat.cli.commands import (
    build,
    check,
    clean,
    explain,
    importing,
    init,
    inspect,
    new,
    provenance,
    review,
    serve,
)

COMMANDS = (
    build, serve, importing, inspect, check, review, provenance, explain, init, new, clean,
)  # fmt: skip

__all__ = ["COMMANDS"]
