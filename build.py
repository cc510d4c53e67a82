"""The command line of commentariat, from a checkout: `python build.py --help`."""

import sys

from commentariat.cli import main

if __name__ == "__main__":
    sys.exit(main())
