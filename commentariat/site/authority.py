"""What the file of a term says of it: for readers, and as schema.org data."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from commentariat.archive.archive import Term
from commentariat.archive.authorities import AUTHORITIES
from commentariat.archive.model import RoleEntry, TermFile
from commentariat.facets import CENTERS, REGIONS, TOPICAL
from commentariat.language_tags import direction_of
from commentariat.site.links import term_path
from commentariat.site.site import Site
from commentariat.site.structured import Node, linked, without_empty
from commentariat.site.views import (
    AuthorityView,
    Identifier,
    Link,
    NameView,
    RoleView,
)

_NO_FILE = TermFile("", "", "", "", "")


def authority_of(site: Site, term: Term) -> AuthorityView | None:
    """Show what the file of *term* says of it; None where that is nothing."""
    file = term.file
    if file is None:
        return None
    shown = site.wording.naming.term(term)
    names = [] if shown == term.name else [_first_name(site, file)]
    view = AuthorityView(
        roles=tuple([_role(site, one) for one in _roles(file)]),
        identifiers=tuple(_identifiers(file)),
        links=tuple([Link(one.label, one.url) for one in file.web_links]),
        names=(
            *names,
            *(
                NameView(name, tag, direction_of(tag))
                for tag, name in file.names.items()
                if name not in (term.name, shown)
            ),
        ),
        spellings=tuple(
            [one for one in file.spellings if one not in (term.name, shown)]
        )
        if term.facet.has_spellings
        else (),
    )
    is_empty = view == AuthorityView((), (), (), (), ())
    return None if is_empty else view


def _first_name(site: Site, file: TermFile) -> NameView:
    """Show the name that is above all others in a *file*: in the language of its text."""
    language = site.wording.naming.language_of_files
    if not language or language in file.names:
        return NameView(file.name, "", "")
    return NameView(file.name, language, direction_of(language))


def role_of(site: Site, term: Term) -> str:
    """Tell what a person is: as the file says, or by the newest role that goes on."""
    file = term.file or _NO_FILE
    if file.role:
        return file.role
    now = next((one for one in _roles(file) if not one.until), None)
    if now is None:
        return ""
    place = _place(site, now)
    if place is None:
        return now.role
    return site.wording.words.gettext(
        "%(role)s, %(place)s", role=now.role, place=place.label
    )


def is_of_centers(file: TermFile, names: Collection[str]) -> bool:
    """Tell whether a role of a person was at one of what is called by these *names*."""
    return any(one.center in names for one in file.roles)


def _roles(file: TermFile) -> list[RoleEntry]:
    """Give the roles, the newest first; in the order of the file where nothing tells."""
    return sorted(file.roles, key=_newest, reverse=True)


def _newest(role: RoleEntry) -> tuple[bool, str, str]:
    return not role.until, role.until, role.since


def _place(site: Site, role: RoleEntry) -> Link | None:
    if not role.center or CENTERS not in site.archive.names:
        return Link(role.center, "") if role.center else None
    return site.wording.links.named(CENTERS, role.center)


def _role(site: Site, role: RoleEntry) -> RoleView:
    since, until = (
        site.wording.dates.short_label(one) for one in (role.since, role.until)
    )
    if role.since and role.until:
        dates = (
            since
            if since == until
            else site.wording.words.gettext(
                "%(since)s–%(until)s", since=since, until=until
            )
        )
    elif role.since:
        dates = site.wording.words.gettext("since %(date)s", date=since)
    elif role.until:
        dates = site.wording.words.gettext("until %(date)s", date=until)
    else:
        dates = ""
    return RoleView(role.role, _place(site, role), dates)


def _identifiers(file: TermFile) -> Iterator[Identifier]:
    for one in AUTHORITIES:
        number = getattr(file, one.key)
        if number:
            yield Identifier(one.label, number, one.url(number))


# As data


def told_of(site: Site, term: Term) -> Node:
    """Tell what identifies *term* anywhere: other names, numbers, and where they lead."""
    file = term.file or _NO_FILE
    numbers = list(_identifiers(file))
    return without_empty(
        {
            "alternateName": _other_names(file, site.wording.naming.term(term)),
            "identifier": [
                {"@type": "PropertyValue", "propertyID": one.label, "value": one.number}
                for one in numbers
            ],
            "sameAs": [
                *(one.url for one in numbers),
                *(one.url for one in file.web_links),
            ],
        }
    )


def _other_names(file: TermFile, shown: str) -> list[str]:
    """List all names in *file* but the one that is *shown*."""
    found = (file.name, *file.other_names) if shown else ()
    return [one for one in found if one not in ("", shown)]


def told_of_person(site: Site, term: Term) -> Node:
    """Tell what a person is, and was."""
    file = term.file or _NO_FILE
    roles = _roles(file)
    now = [one for one in roles if not one.until]
    places = [place for one in now if (place := _place(site, one))]
    return without_empty(
        {
            "jobTitle": file.role or (now[0].role if now else ""),
            "affiliation": [
                linked("Organization", one, site.settings)
                for one in dict.fromkeys(places)
            ],
            "hasOccupation": [_told_role(one) for one in roles],
        }
    )


def _told_role(role: RoleEntry) -> Node:
    """Tell a role with its dates, as schema.org says it of any property."""
    occupation = {"@type": "Occupation", "name": role.role}
    return without_empty(
        {
            "@type": "Role",
            "hasOccupation": occupation,
            "startDate": role.since,
            "endDate": role.until,
        }
    )


def told_subject(site: Site, term: Term) -> Node:
    """Tell what the page of a term is about, where its file says more than its name."""
    told = told_of(site, term)
    is_place = term.facet.name == REGIONS
    within = _within(site, term) if is_place else []
    if not (told or within):
        return {}
    schema = "Place" if is_place else "Thing"
    node = {"@type": schema, "name": site.wording.naming.term(term)} | told
    return without_empty({**node, "containedInPlace": within})


def _within(site: Site, term: Term) -> list[Node]:
    if term.parent is None:
        return []
    return [{"@type": "Place", "name": site.wording.naming.term(term.parent)}]


def told_parent(site: Site, term: Term) -> Node:
    """Tell which page that of *term* is part of, or which institution it is."""
    if term.parent is None:
        return {}
    url = site.root.url(term_path(term.parent))
    schema = term.facet.schema
    key = "isPartOf" if schema == TOPICAL else "parentOrganization"
    return {
        key: {
            "@type": schema,
            "name": site.wording.naming.term(term.parent),
            "url": url,
        }
    }
