"""Files of a site that no part of the program reads: nothing is passed over in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from commentariat.archive.bundles import INDEX
from commentariat.archive.folders import (
    ARTICLES,
    CONTENT,
    INTERFACE,
    LISTS,
    PAGES,
    PASSED,
    RAW,
)
from commentariat.config import Settings, ThemeSettings
from commentariat.engine.closures import Closures
from commentariat.engine.program import shipped
from commentariat.engine.scan import is_noise
from commentariat.engine.source_model import kinds
from commentariat.engine.sources import FOLDERS
from commentariat.engine.template_files import SHIPPED, TemplateSource
from commentariat.errors import OpenPoint, near_match
from commentariat.interface.catalog import ENDING
from commentariat.kinds import Kind, Message

_ALIKE = 0.75
"""From which on a name may have been meant to be another."""
_TEXTS = (".css", ".js", ".json", ".webmanifest", ".svg")
"""Files of the theme that may name others."""


def find_unread(
    settings: Settings,
    paths: Iterable[str],
    known_files: Collection[str],
    used: Collection[str],
    languages: Collection[str],
) -> Iterator[OpenPoint]:
    """
    Find the files below content/ that nobody reads.

    *paths* are those that are no content files, *known_files* all there are, *used*
    those that are passed through. The site and its texts are in *languages*.
    """
    spoken = {settings.words.name_for(one) for one in languages if settings.words}
    kind_of = kinds(settings)
    facets = [f"{CONTENT}/{facet.path}" for facet in settings.facets]
    sections = [f"{CONTENT}/{section.name}" for section in settings.sections]
    known = [ARTICLES, PAGES, *sections, *facets, RAW, INTERFACE, *PASSED]
    for path in paths:
        top = "/".join(path.split("/", 2)[:2])
        # Import tells of raw files itself; what only drafts show may wait.
        if not path.startswith(f"{CONTENT}/") or top in (RAW, *PASSED) or path in used:
            continue
        if top == INTERFACE:
            if not path.endswith(ENDING) or path.count("/") > 2:
                yield OpenPoint(path, 0, Kind.UNREAD.of(""))
            elif path[len(INTERFACE) + 1 : -len(ENDING)] not in spoken:
                yield OpenPoint(path, 0, Kind.CATALOG_UNUSED.of(settings.language))
            continue
        if top in (ARTICLES, PAGES, *sections) and _lies_with_article(
            path, known_files
        ):
            continue
        folder = path.rpartition("/")[0]
        if folder == CONTENT:
            if path not in LISTS:
                yield OpenPoint(path, 0, _say_of_list(path))
        elif kind_of(f"{folder}/x.md").name:
            ending = PurePosixPath(path).suffix
            yield OpenPoint(path, 0, Kind.NOT_MARKDOWN.of(ending))
        else:
            yield OpenPoint(path, 0, _say_of_folder(folder, known))


def _lies_with_article(path: str, known_files: Collection[str]) -> bool:
    """Tell whether the file *path* is in the folder of an article that is not out."""
    folder = path.rpartition("/")[0]
    while folder.count("/") > 1:
        if f"{folder}/{INDEX}" in known_files:
            return True
        folder = folder.rpartition("/")[0]
    return False


def _say_of_list(path: str) -> Message:
    if path.endswith(".md"):
        return Kind.NOT_IN_FOLDER.of()
    name = path.removeprefix(f"{CONTENT}/")
    near = near_match(name, [one.removeprefix(f"{CONTENT}/") for one in LISTS])
    return Kind.UNREAD.of(near)


def _say_of_folder(folder: str, known: Collection[str]) -> Message:
    within = next((one for one in known if folder.startswith(f"{one}/")), "")
    if within:
        return Kind.NOT_IN_FOLDER_ITSELF.of(f"{within}/")
    top = folder.split("/")[1]
    names = [one.removeprefix(f"{CONTENT}/") for one in known]
    near = near_match(top, names, _ALIKE)
    if not near:
        return Kind.NO_SECTION.of(f"{CONTENT}/{top}/", top)
    return Kind.UNKNOWN_FOLDER.of(f"{CONTENT}/{top}/", f"{CONTENT}/{near}/")


def asked_of_words(settings: Settings, languages: Iterable[str]) -> Iterator[OpenPoint]:
    """Ask for what catalogs of the site's own lack that have words of *languages*."""
    if settings.words:
        from commentariat.interface.own import ask_of_words  # most sites have none

        yield from ask_of_words(settings.words, languages)


def find_unread_templates(
    templates: Mapping[str, TemplateSource], closures: Closures, used: Iterable[str]
) -> Iterator[OpenPoint]:
    """Find the templates of a site that no page is made with; *used* are those that are."""
    ours = names_in("templates")
    reached = {
        name
        for one in (*ours, *used)
        if one in templates
        for name in closures.names(one)
    }
    for name in sorted(templates.keys() - reached):
        if name.startswith(SHIPPED):
            continue
        message = Kind.UNREAD_TEMPLATE.of(near_match(name, ours))
        yield OpenPoint(templates[name].label, 0, message)


def find_unread_theme(
    site: Path,
    paths: Iterable[str],
    templates: Mapping[str, TemplateSource],
    theme: ThemeSettings,
) -> Iterator[OpenPoint]:
    """
    Find files of a site's theme that nothing names, and that may be meant for another.

    *paths* are those of the site. A file that is called as one of those that are shipped
    lies over it; a name that is a little off lies beside it, and no page loads it.
    """
    ours = names_in("theme")
    own = sorted(path for path in paths if path.startswith("theme/"))
    odd = {path: near_match(path[6:], ours, _ALIKE) for path in own}
    odd = {path: near for path, near in odd.items() if near and path[6:] not in ours}
    if not odd:
        return
    texts = [one.text for one in templates.values()]
    texts += [file for _, file in theme.files]
    for path in own:
        if path.endswith(_TEXTS):
            texts.append((site / path).read_text("utf-8", "replace"))
    taken = {PurePosixPath(name).name for name in ours}
    for path, near in odd.items():
        name = PurePosixPath(path).name
        named = path[6:] if name in taken else name
        if not any(named in text for text in texts):
            yield OpenPoint(path, 0, Kind.UNREAD_THEME.of(f"theme/{near}"))


def revise_unread_theme(
    before: Iterable[OpenPoint],
    site: Path,
    paths: Iterable[str],
    templates: Mapping[str, TemplateSource],
    theme: ThemeSettings,
) -> tuple[OpenPoint, ...]:
    """Give the points there are after an edit of theme files, of those *before* it."""
    name = Kind.UNREAD_THEME.name
    kept = (one for one in before if one.message.name != name)
    return (*kept, *find_unread_theme(site, paths, templates, theme))


def find_unread_folders(site: Path) -> Iterator[OpenPoint]:
    """Find folders of a *site* that may be meant for one that nobody finds."""
    missing = [name for name in FOLDERS if not (site / name).exists()]
    if not missing:
        return
    for path in sorted(site.iterdir()):
        near = near_match(path.name.lower(), missing, _ALIKE)
        if near and path.is_dir() and not is_noise(path.name):
            yield OpenPoint(path.name, 0, Kind.UNKNOWN_FOLDER.of(f"{path.name}/", near))


def names_in(name: str) -> frozenset[str]:
    """Name the files that are shipped in the folder *name*."""
    folder = shipped(name)
    return frozenset(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    )
