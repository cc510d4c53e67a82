"""The command line of commentariat, from a checkout: `python build.py --help`."""

from commentariat.cli import run

if __name__ == "__main__":
    run()
