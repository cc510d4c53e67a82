#!/bin/sh
# The browser tests drive Chromium: find one, or fetch it where that is possible.
set -eu
for name in chromium chromium-browser google-chrome chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
else
    .venv/bin/python -m playwright install chromium
fi
