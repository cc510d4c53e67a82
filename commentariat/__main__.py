"""`python -m commentariat`: the command line."""

import sys

from commentariat.cli import main

if __name__ == "__main__":
    sys.exit(main())
