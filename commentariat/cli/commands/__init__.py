"""One module a command, in the order of `--help`."""

from commentariat.cli.commands import (
    addresses,
    build,
    check,
    clean,
    explain,
    importing,
    init,
    inspect,
    new,
    provenance,
    publish,
    resolve,
    review,
    serve,
    size,
    templates,
)

COMMANDS = (
    build, serve, importing, inspect, check, review, resolve, provenance, explain, addresses,
    size, templates, publish, init, new, clean,
)  # fmt: skip

__all__ = ["COMMANDS"]
