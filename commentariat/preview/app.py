"""The preview as a web application: pages of the site, and a few of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from commentariat.preview.dress import RESERVED, add_script, is_html, own_page
from commentariat.preview.hosts import HostGuard, Hosts
from commentariat.preview.paths import Moved
from commentariat.preview.stage import PathAnswer, Stage, encode
from commentariat.preview.store import Stored
from commentariat.site.media_types import media_type

_HERE = Path(__file__).parent
_OWN = {"client.js": "client.js", "own.css": "own.css"}
_SHORT_WAIT = 0.8
"""Seconds for which a page waits for the first state before it shows how far it is."""


def make_app(
    stage: Stage,
    hosts: Hosts,
    *,
    is_reloading: bool = True,
    routes: Sequence[BaseRoute] = (),
    headers: Mapping[str, str] | None = None,
) -> Starlette:
    """
    Make the application that serves *stage* to those who name one of *hosts*.

    *routes* are those of other local pages; they come first, and get nothing but
    requests to this server, and no posts but of its own pages. *headers* go with
    every answer of the site.
    """
    pages = _Pages(stage, dict(headers or {}), is_reloading=is_reloading)
    return Starlette(
        routes=[
            *routes,
            Route(f"{RESERVED}events", pages.events),
            Route(f"{RESERVED}status", pages.status),
            Route(f"{RESERVED}{{name}}", pages.own),
            Route("/{path:path}", pages.page),
        ],
        middleware=[Middleware(HostGuard, hosts=hosts)],
    )


class _Pages:
    """What the application answers."""

    def __init__(
        self, stage: Stage, headers: dict[str, str], *, is_reloading: bool
    ) -> None:
        self.stage = stage
        self.headers = headers | {"Cross-Origin-Resource-Policy": "same-origin"}
        self.is_reloading = is_reloading

    # --- the site ---------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """Answer with an output of the site."""
        path = request.scope["raw_path"].decode("latin-1")
        if self.stage.epoch is None and _wants_page(request):
            await self.stage.wait_for_first(_SHORT_WAIT)
            if self.stage.epoch is None:
                return self._opening()
        try:
            answer = await self.stage.answer(path)
        except TimeoutError:
            answer = None
        if answer is None:
            return Response("the preview is ending, or busy\n", 503, self._fresh())
        if isinstance(answer.way, Moved):
            query = request.url.query
            where = answer.way.path + (f"?{query}" if query else "")
            headers = self._fresh() | {"Location": where}
            return Response(b"", answer.way.status, headers)
        return self._send(request, answer)

    def _send(self, request: Request, answer: PathAnswer) -> Response:
        stored, way = answer.stored, answer.way
        assert not isinstance(way, Moved)
        if stored is None or stored.data is None:
            return self._stand_in(answer)
        if stored.path or not is_html(way.output):
            return self._file(request, answer, stored)
        data = stored.data
        if self.is_reloading:
            data = add_script(data, answer.version)
        return Response(data, way.status, self._fresh(), media_type(way.output))

    def _file(self, request: Request, answer: PathAnswer, stored: Stored) -> Response:
        assert not isinstance(answer.way, Moved)
        tag = f'"{answer.version}"'
        headers = self._kept() | {"ETag": tag}
        if tag in request.headers.get("if-none-match", ""):
            return Response(b"", 304, headers)
        kind = media_type(answer.way.output)
        if stored.path:
            return FileResponse(stored.path, 200, headers, kind)
        return Response(stored.data, 200, headers, kind)

    def _stand_in(self, answer: PathAnswer) -> Response:
        """Stand in for a page that is lost, or cannot be made."""
        assert not isinstance(answer.way, Moved)
        status = answer.way.status
        if answer.stored is not None:
            status = 500
        if status == 404:
            title, text = "Page not found", "The site has no page at this address."
        else:
            title = "This page cannot be shown"
            text = "It will be, as soon as the problems below are mended."
        data = own_page(title, text, answer.version)
        return Response(data, status, self._fresh(), media_type("x.html"))

    def _opening(self) -> Response:
        stage, done, total = self.stage.progress
        text = f"{stage} {done:,} of {total:,}" if total else stage
        data = own_page("The archive is being read", text, "")
        headers = self._fresh() | {"Retry-After": "1"}
        return Response(data, 503, headers, media_type("x.html"))

    def _fresh(self) -> dict[str, str]:
        """Headers of what must not be kept: another site may be served here next."""
        return self.headers | {"Cache-Control": "no-store"}

    def _kept(self) -> dict[str, str]:
        """Headers of what may be kept, and is asked for again each time."""
        return self.headers | {"Cache-Control": "no-cache"}

    # --- the preview's own ----------------------------------------------------------------

    async def own(self, request: Request) -> Response:
        """Answer with a file of the preview's own."""
        name = _OWN.get(request.path_params["name"])
        if name is None:
            return Response("no such file of the preview\n", 404)
        data = (_HERE / name).read_bytes()
        return Response(data, 200, {"Cache-Control": "no-cache"}, media_type(name))

    async def events(self, request: Request) -> Response:
        """Tell a page, as long as it is open, what becomes of it."""
        query = request.query_params
        told = self.stage.watch(query.get("path", "/"), query.get("version", ""))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(told, 200, headers, "text/event-stream")

    async def status(self, _request: Request) -> Response:
        """Tell machines what is served."""
        stage, epoch = self.stage, self.stage.epoch
        told = {
            "epoch": epoch.number if epoch else 0,
            "published": stage.published,
            "articles": epoch.articles if epoch else 0,
            "pages": epoch.pages if epoch else 0,
            "viewers": len(stage.viewers),
            "rendered": stage.store.rendered,
            "held_bytes": stage.store.size,
            "problems": [str(problem) for problem in stage.problems()],
        }
        return Response(encode(told), 200, self._fresh(), "application/json")


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
