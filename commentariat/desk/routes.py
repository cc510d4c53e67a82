"""The addresses of the desk, to be served beside a site on this machine."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Collection, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from commentariat.desk.guard import refuse_post, refuse_request
from commentariat.desk.page import show_confirmation, show_fault, show_page
from commentariat.desk.query import Query, read_query
from commentariat.desk.state import ReviewState
from commentariat.errors import SourceError
from commentariat.intake.decisions.decision import Verdict
from commentariat.intake.decisions.point import Point
from commentariat.intake.review.session import (
    DecisionChange,
    VerdictError,
    change_back,
    change_of,
)
from commentariat.pipeline.options import Options
from commentariat.pipeline.points import Gathered

TOP: Final = "/_review/"
_HERE: Final = Path(__file__).parent
_FILES: Final = {
    "review.css": "text/css; charset=utf-8",
    "review.js": "text/javascript; charset=utf-8",
}
LATER: Final = "later"
"""What puts a point off, and decides nothing."""
_MOST: Final = 256 * 1024  # bytes of a form
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_Form = Mapping[str, str]
_Handler = Callable[[Request], Awaitable[Response]]


def review_routes(
    options: Options, names: Collection[str] = (), top: str = TOP
) -> list[BaseRoute]:
    """
    Make the routes of the review of the site that *options* name, below *top*.

    *names* are names under which the server is asked besides the local ones. Pages
    are whole without a script, and ask nothing of other servers.
    """
    pages = _ReviewPages(
        ReviewState(options), frozenset(name.lower() for name in names), top
    )
    return [
        Route(top, pages.guarded(pages.page)),
        Route(f"{top}decide", pages.guarded(pages.decide), methods=["POST"]),
        Route(f"{top}all", pages.guarded(pages.decide_all), methods=["POST"]),
        Route(f"{top}undo", pages.guarded(pages.undo), methods=["POST"]),
        Route(f"{top}{{name}}", pages.guarded(pages.file)),
    ]


class _ReviewPages:
    """What the desk answers."""

    def __init__(self, state: ReviewState, names: Collection[str], top: str) -> None:
        self.state = state
        self.names = names
        self.top = top
        self.token = secrets.token_urlsafe(32)

    def guarded(self, handler: _Handler) -> _Handler:
        """Let *handler* answer those who may ask."""

        async def answer(request: Request) -> Response:
            why = refuse_request(request.headers, self.names)
            if len(request.headers.getlist("host")) != 1:
                why = "expected one host"
            if not why and request.method == "POST":
                why = refuse_post(request.headers, self.token, await _token(request))
            if why:
                return PlainTextResponse(f"{why}\n", 403, _HEADERS)
            return await handler(request)

        return answer

    async def page(self, request: Request) -> Response:
        """Show the points that the address chooses."""
        query = read_query(request.query_params)
        is_again = "again" in request.query_params
        try:
            gathered = await run_in_threadpool(self.state.gathered, is_again=is_again)
        except SourceError as fault:
            return _html(show_fault(str(fault), self.top), 503)
        notice = self.state.say()
        site = self.state.options.site
        page = await run_in_threadpool(
            show_page, site, gathered, query, self.token, notice, self.top
        )
        return _html(page)

    async def decide(self, request: Request) -> Response:
        """Decide of one point."""
        form = await _read_form(request)
        if form.get("verdict") == LATER:
            self.state.put_off(form.get("id", ""))
            return self._back(form)
        await run_in_threadpool(self.state.decide, lambda one: _decide_one(one, form))
        return self._back(form)

    async def decide_all(self, request: Request) -> Response:
        """Decide of all the points chosen, once that is confirmed."""
        form = await _read_form(request)
        query = _query_of(form)
        if form.get("sure") != "yes":
            gathered = await run_in_threadpool(self.state.gathered)
            chosen = _alike(gathered, query)
            return _html(
                show_confirmation(
                    chosen, query, form.get("verdict", ""), self.token, self.top
                )
            )
        await run_in_threadpool(
            self.state.decide, lambda one: _decide_all(one, query, form)
        )
        return self._back(form)

    async def undo(self, request: Request) -> Response:
        """Take back what was decided last."""
        form = await _read_form(request)
        await run_in_threadpool(self.state.undo)
        return self._back(form)

    async def file(self, request: Request) -> Response:
        """Answer with the style or the script of the page."""
        name = request.path_params["name"]
        if name not in _FILES:
            return PlainTextResponse("no such page of the review\n", 404, _HEADERS)
        return Response((_HERE / name).read_bytes(), 200, _HEADERS, _FILES[name])

    def _back(self, form: _Form) -> Response:
        """Lead back to the page that the form was on."""
        address = _query_of(form).address
        where = f"{self.top}?{address}" if address else self.top
        return RedirectResponse(where, 303, _HEADERS)


def _html(text: str, status: int = 200) -> Response:
    return Response(text, status, _HEADERS, "text/html; charset=utf-8")


async def _read_form(request: Request) -> dict[str, str]:
    """Read a form; one that is too large, or no form, is empty."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > _MOST:
        return {}
    text = (await request.body()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=50))
    except ValueError:
        return {}


async def _token(request: Request) -> str:
    return (await _read_form(request)).get("token", "")


def _query_of(form: _Form) -> Query:
    return read_query(dict(parse_qsl(form.get("query", "")[:2000])))


def _decide_one(gathered: Gathered, form: _Form) -> list[DecisionChange]:
    point = next((one for one in gathered.points if one.id == form.get("id")), None)
    if point is None or not point.is_settled_here:
        raise VerdictError("this point is not there any more")
    word = form.get("verdict", "")
    if word == "undo":
        return [change_back(gathered.decided, point)]
    if word not in set(Verdict):
        raise VerdictError(f"no verdict is called {word!r}")
    return [change_of(gathered.decided, point, Verdict(word), form.get("after", ""))]


def _alike(gathered: Gathered, query: Query) -> tuple[Point, ...]:
    """List the points that are decided at one stroke: those of one kind."""
    return query.choose(gathered.points) if query.kind else ()


def _decide_all(gathered: Gathered, query: Query, form: _Form) -> list[DecisionChange]:
    word = form.get("verdict", "")
    if word not in set(Verdict) or Verdict(word).has_words:
        raise VerdictError(f"no verdict for many is called {word!r}")
    chosen = _alike(gathered, query)
    if not chosen:
        raise VerdictError("there are no points of that kind")
    return [change_of(gathered.decided, one, Verdict(word), "") for one in chosen]
