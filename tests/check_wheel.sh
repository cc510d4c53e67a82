#!/bin/sh
# Use the wheel in a folder as somebody does who has no checkout: a new site, built and
# checked by what was installed.
set -eu
python=$1
wheel=$(cd "$2" && pwd)/$(cd "$2" && ls *.whl)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$(dirname "$0")/make_venv.sh" "$python" "$work/venv"
"$work/venv/bin/pip" install --quiet "$wheel"
cd "$work"
venv/bin/commentariat --version
venv/bin/commentariat init site
venv/bin/commentariat build --site site
venv/bin/commentariat check --site site
