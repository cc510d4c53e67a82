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
    serve,
)

COMMANDS = (build, serve, importing, inspect, check, explain, init, new, clean)

__all__ = ["COMMANDS"]
