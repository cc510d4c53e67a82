"""What content/translations.txt says, read and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from commentariat.archive.folders import TRANSLATIONS
from commentariat.archive.text import plain_text
from commentariat.archive.translation_lines import (
    HEAD,
    TranslationLines,
    parse_translations,
)
from commentariat.disk import LARGEST_CONTENT, read_whole, write_whole
from commentariat.errors import (
    SourceError,
    UsageError,
    not_utf8,
    raise_all,
    unreadable,
)


def load_translations(site: Path, present: Mapping[str, object]) -> TranslationLines:
    """Read the lines of the folder *site*, if they are *present* (by path)."""
    if TRANSLATIONS not in present:
        return TranslationLines()
    try:
        data = read_whole(site / TRANSLATIONS, LARGEST_CONTENT)
        return parse_translations(plain_text(data.decode("utf-8-sig")))
    except UnicodeDecodeError as fault:
        return TranslationLines(problems=(not_utf8(TRANSLATIONS, fault),))
    except OSError as fault:
        return TranslationLines(problems=(unreadable(TRANSLATIONS, fault),))


def write_translations(
    site: Path, *, put: Sequence[str] = (), take: Sequence[str] = ()
) -> None:
    """
    Take lines out and put others at the end, all others left as they are.

    Raises:
        SourceError: the file cannot be read, or has faults, which are to be mended first.
        UsageError: a line to be taken is not there, or one that is put contradicts another.
        OSError: the disk refuses; the file is as it was.
    """
    path = site / TRANSLATIONS
    try:
        text = read_whole(path, LARGEST_CONTENT).decode()
    except FileNotFoundError:
        text = ""
    except UnicodeDecodeError as fault:
        raise SourceError(not_utf8(TRANSLATIONS, fault)) from None
    except OSError as fault:
        raise SourceError(unreadable(TRANSLATIONS, fault)) from None
    raise_all(parse_translations(plain_text(text)).problems)
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end) if text else [*HEAD.splitlines(), ""]
    if lines[-1]:
        lines.append("")  # nobody ended the last line
    for line in take:
        said = [" ".join(one.split()) for one in lines]
        if line not in said:
            raise UsageError(f"{TRANSLATIONS} does not hold this line any more: {line}")
        lines.pop(len(said) - 1 - said[::-1].index(line))
    lines[-1:-1] = put
    changed = end.join(lines)
    problems = parse_translations(plain_text(changed)).problems
    if problems:
        raise UsageError("; ".join(str(one.message) for one in problems))
    write_whole(str(path), changed.encode())
