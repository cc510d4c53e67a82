#!/bin/sh
# Make a virtual environment with a pip that knows dependency groups.
# On Debian, venv is a package of its own: as root it is fetched.
set -eu
python=$1 venv=$2
if ! "$python" -m venv "$venv" 2>/dev/null; then
    rm -rf "$venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    fi
    "$python" -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --upgrade 'pip>=25.1'
