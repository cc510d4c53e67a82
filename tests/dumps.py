"""The articles of an archive, written as other programs keep them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Final

from commentariat.archive.model import Article
from commentariat.engine.markup import to_html

Pieces = Sequence[tuple[Article, str]]
"""Articles, each with its body."""
Writing = Callable[[Pieces], dict[str, bytes]]
"""Gives files by their names."""
OLD: Final = "https://old.example"
TAXONOMIES: Final = {
    "topics": "tags",
    "regions": "region",
    "centers": "center",
    "programs": "program",
    "projects": "project",
    "collections": "collection",
    "series": "series",
}
"""What a house calls its facets there."""


def moment(one: Article) -> str:
    """Write the day of an article as a moment of a clock without a zone."""
    day = one.date[:10]
    day = {4: f"{day}-01-01", 7: f"{day}-01"}.get(len(day), day)
    return f"{day}T00:00:00" if day else ""


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


class _Numbers:
    """Numbers of things by their names, from 1 on."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], int] = {}

    def number(self, kind: str, name: str) -> int:
        return self.of.setdefault((kind, name), len(self.of) + 1)

    def named(self, kind: str) -> list[tuple[str, int]]:
        return [
            (name, number) for (one, name), number in self.of.items() if one == kind
        ]


def as_rest(pieces: Pieces) -> dict[str, bytes]:
    """Write what the interface of WordPress answers: lists, one after the other."""
    numbers = _Numbers()
    posts = []
    for at, (one, body) in enumerate(pieces, 1):
        authors = one.terms.get("authors", ())
        post: dict[str, Any] = {
            "id": at,
            "date": moment(one) or None,
            "slug": one.slug,
            "status": "publish",
            "type": "post",
            "link": f"{OLD}/{at}/{one.slug}/",
            "title": {"rendered": escape(one.title, quote=False)},
            "content": {"rendered": to_html(body), "protected": False},
            "excerpt": {"rendered": f"<p>{escape(one.dek)}</p>", "protected": False},
            "lang": one.language,
        }
        if authors:
            post["author"] = numbers.number("users", authors[0])
            post["coauthors"] = [numbers.number("coauthors", name) for name in authors]
        for facet, taxonomy in TAXONOMIES.items():
            post[taxonomy] = [
                numbers.number(taxonomy, name) for name in one.terms.get(facet, ())
            ]
        posts.append(post)
    lists = [[{"id": number, "name": name, "link": f"{OLD}/author/{number}/",
               "slug": f"u{number}", "avatar_urls": {}}
              for name, number in numbers.named("users")]]  # fmt: skip
    for taxonomy in ("coauthors", *TAXONOMIES.values()):
        rows = [
            {"id": number, "name": escape(name, quote=False), "slug": f"t{number}",
             "taxonomy": {"tags": "post_tag", "coauthors": "author"}.get(taxonomy, taxonomy),
             "link": f"{OLD}/{taxonomy}/{number}/"}
            for name, number in numbers.named(taxonomy)
        ]  # fmt: skip
        lists.append(rows)
    return {"heron.json": b"\n".join(map(_json, (*filter(None, lists), posts)))}


def as_drupal(pieces: Pieces) -> dict[str, bytes]:
    """Write what the JSON:API of Drupal answers."""
    numbers = _Numbers()

    def ref(kind: str, name: str) -> dict[str, str]:
        return {"type": kind, "id": f"{numbers.number(kind, name):08}-0000"}

    data = []
    for at, (one, body) in enumerate(pieces, 1):
        fields = {
            f"field_{taxonomy}": {
                "data": [
                    ref(f"taxonomy_term--{taxonomy}", name)
                    for name in one.terms.get(facet, ())
                ]
            }
            for facet, taxonomy in TAXONOMIES.items()
        }
        fields["field_authors"] = {
            "data": [ref("node--person", name) for name in one.terms.get("authors", ())]
        }
        attributes = {
            "drupal_internal__nid": at,
            "langcode": one.language,
            "status": True,
            "title": one.title,
            "field_date": moment(one)[:10] or None,
            "path": {"alias": f"/{at}/{one.slug}"},
            "body": {
                "value": "",
                "processed": to_html(body),
                "summary": one.dek,
                "format": "full_html",
            },
        }
        data.append({"type": "node--article", "id": f"{at:08}-0001",
                     "attributes": attributes, "relationships": fields})  # fmt: skip
    included = [
        {
            "type": kind,
            "id": f"{number:08}-0000",
            "attributes": {"title" if kind.startswith("node") else "name": name},
        }
        for (kind, name), number in numbers.of.items()
    ]
    dump = {"jsonapi": {"version": "1.0"}, "data": data, "included": included}
    return {"nodes.json": _json(dump)}


def as_nodes(pieces: Pieces) -> dict[str, bytes]:
    """Write what a view of Drupal exports as XML."""
    nodes = []
    for at, (one, body) in enumerate(pieces, 1):
        rows = [("title", one.title), ("nid", str(at)), ("published", "Yes"),
                ("date", moment(one)[:10]), ("langcode", one.language), ("dek", one.dek),
                ("slug", one.slug), ("body", to_html(body))]  # fmt: skip
        rows += [("authors", name) for name in one.terms.get("authors", ())]
        for facet in TAXONOMIES:
            rows += [(facet, name) for name in one.terms.get(facet, ())]
        said = "".join(f"<{key}>{escape(text)}</{key}>" for key, text in rows if text)
        nodes.append(f"<node>{said}</node>")
    whole = "\n".join(nodes)
    return {
        "nodes.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<nodes>\n{whole}\n</nodes>\n'.encode()
    }


def record(one: Article, body: str) -> dict[str, Any]:
    """Write an article as a record of a database."""
    return {
        "id": one.slug,
        "title": one.title,
        "dek": one.dek,
        "date": one.date[:10],
        "language": one.language,
        "slug": one.slug,
        "type": one.type,
        "markdown": body,
        **{key: list(names) for key, names in one.terms.items() if names},
    }


def as_json(pieces: Pieces) -> dict[str, bytes]:
    """Write a list of records within an object."""
    rows = [record(*one) for one in pieces]
    return {"dump.json": _json({"count": len(rows), "articles": rows})}


def as_record_each(pieces: Pieces) -> dict[str, bytes]:
    """Write a file of one record for each."""
    return {f"{one.slug}.json": _json(record(one, body)) for one, body in pieces}


def as_zip(write: Writing) -> Writing:
    """Write the files that *write* gives into a zip."""

    def written(pieces: Pieces) -> dict[str, bytes]:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in write(pieces).items():
                archive.writestr(f"dump/{name}", data)
        return {"dump.zip": packed.getvalue()}

    return written


_MARKS: Final = re.compile(
    r"\{\{<|^(?:[#>|!*+-]|\d+\.)|\[\^|\]\(|[*_`<\\]", re.MULTILINE
)


def is_plain(body: str) -> bool:
    """Tell a text that has no marks of Markdown: paragraphs alone."""
    return _MARKS.search(body) is None


def as_texts(pieces: Pieces) -> dict[str, bytes]:
    """Write each piece of paragraphs alone as a page of a house looks as text."""
    files = {}
    for one, body in pieces:
        head = [one.title]
        if one.dek:
            head.append(one.dek)
        names = one.terms.get("authors", ())
        if names:
            head.append(f"By {' and '.join(names)}")
        if one.date:
            head.append(f"Published on {one.date[:10]}")
        files[f"{one.slug}.txt"] = "\n\n".join((*head, body)).encode() + b"\n"
    return files
