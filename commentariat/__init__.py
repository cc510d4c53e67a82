"""A static site generator for archives of commentary."""

import sys

__version__ = "0.1.0"

if sys.version_info < (3, 11):  # noqa: UP036 # who runs a checkout is told by nobody else
    sys.exit(
        "commentariat needs Python 3.11 or newer, and this is "
        f"{sys.version_info[0]}.{sys.version_info[1]}: run it with another python3, or "
        "install it with `uv tool install`, which brings one"
    )
