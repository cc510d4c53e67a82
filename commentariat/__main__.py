"""`python -m commentariat`: the command line."""

from commentariat.cli import run

if __name__ == "__main__":
    run()
