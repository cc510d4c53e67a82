"""
Files of the theme: stylesheets without comments, names with or without digests.

Names are stable unless asked otherwise, so that a changed stylesheet touches no page.
A name with a digest changes with what it holds; a stylesheet that names other files
holds their names, so its own changes with theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

import msgspec

from commentariat.archive.text import digest_bytes
from commentariat.disk import fitting_name, read_whole
from commentariat.distributions import library_version
from commentariat.site.page import CSS, StaticFile, digest_parts

FOLDER = "theme/"
# What a page or a stylesheet asks for; licenses and notes beside it keep their names.
_ASKED_FOR = frozenset(
    ".css .js .mjs .wasm .woff2 .woff .ttf .otf .svg .png .jpg .jpeg .gif .webp .avif "
    ".ico".split()
)
_REFERENCE = re.compile(
    rb"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)|@import\s*(?:"([^"]*)"|'([^']*)')"""
)


def plan_theme(
    files: list[StaticFile], *, is_fingerprinted: bool
) -> tuple[list[StaticFile], dict[str, str]]:
    """
    Give every theme file its name, and every stylesheet what is done to it.

    *files* are all of the theme, as they would be copied. Returns them as they are to
    be made, and the names that differ: by path under theme/, the path they go to.

    Raises:
        OSError: a stylesheet cannot be read.
    """
    if not is_fingerprinted:
        return [_minified(one) if _is_css(one) else one for one in files], {}
    asked = {one.output: one for one in files if _suffix(one) in _ASKED_FOR}
    references = {
        output: _references(one, asked) for output, one in asked.items() if _is_css(one)
    }
    names = {
        output: _with_digest(output, _digest(output, asked, references))
        for output in asked
    }
    made = []
    for one in files:
        if _is_css(one):
            found = references[one.output]
            one = _minified(one, {file: names[file] for file in found})
        made.append(
            msgspec.structs.replace(one, output=names.get(one.output, one.output))
        )
    cut = len(FOLDER)
    return made, {old[cut:]: names[old][cut:] for old in sorted(names)}


def minify_css(data: bytes, output: str, names: Mapping[str, str]) -> bytes:
    """Take comments and blanks out of a stylesheet, and point it to *names*."""
    from rcssmin import cssmin  # type: ignore[import-untyped, unused-ignore]

    pressed: bytes = cssmin(data)
    return repoint(pressed, output, names) if names else pressed


def _suffix(file: StaticFile) -> str:
    return PurePosixPath(file.output).suffix.lower()


def _is_css(file: StaticFile) -> bool:
    return _suffix(file) == ".css"


def _minified(file: StaticFile, names: Mapping[str, str] | None = None) -> StaticFile:
    pairs = tuple(sorted((names or {}).items()))
    words = (
        file.digest,
        _minifier_digest(),
        *(word for pair in pairs for word in pair),
    )
    return msgspec.structs.replace(
        file, digest=digest_parts(words), recipe=CSS, original=file.digest, names=pairs
    )


@cache
def _minifier_digest() -> str:
    """Digest what makes a stylesheet of a stylesheet."""
    own = digest_bytes(Path(__file__).read_bytes())
    return f"{own} rcssmin {library_version('rcssmin')}"


def _references(file: StaticFile, known: Mapping[str, StaticFile]) -> tuple[str, ...]:
    """Every theme file that the stylesheet *file* names."""
    data = read_whole(file.path)
    found = (_target(match, file.output)[0] for match in _REFERENCE.finditer(data))
    return tuple(sorted({target for target in found if target in known}))


def _target(match: re.Match[bytes], output: str) -> tuple[str, str]:
    """Where a reference leads, as a path of the site, and what follows its path."""
    written = next((group for group in match.groups() if group), b"").decode(
        "utf-8", "replace"
    )
    path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", written, re.S).groups()  # type: ignore[union-attr]
    return normpath(join(dirname(output), unquote(path))), mark + rest


def _digest(
    output: str,
    files: Mapping[str, StaticFile],
    references: Mapping[str, tuple[str, ...]],
) -> str:
    """Digest a file and all that it names, directly or by way of others."""
    seen, left = {output}, [output]
    while left:
        for other in references.get(left.pop(), ()):
            if other not in seen:
                seen.add(other)
                left.append(other)
    words = [f"{name} {files[name].digest}" for name in sorted(seen)]
    return digest_parts([*words, _minifier_digest() if output in references else ""])


def _with_digest(output: str, digest: str) -> str:
    path = PurePosixPath(output)
    ending = f".{digest[:10]}{path.suffix}"
    return path.with_name(fitting_name(path.stem, ending)).as_posix()


def repoint(data: bytes, output: str, names: Mapping[str, str]) -> bytes:
    """Put the new names into the references of a stylesheet, relative as they were."""

    def point(match: re.Match[bytes]) -> bytes:
        target, rest = _target(match, output)
        if target not in names:
            return match[0]
        written = next(group for group in match.groups() if group)
        folder, _, _ = written.decode().partition("?")[0].rpartition("/")
        name = quote(PurePosixPath(names[target]).name)
        new = f"{folder}/{name}{rest}" if folder else f"{name}{rest}"
        return match[0].replace(written, new.encode(), 1)

    return _REFERENCE.sub(point, data)
