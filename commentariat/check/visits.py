"""One link followed to the end, as far as it leads to public hosts."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from typing import Final

import httpx2
import msgspec

from commentariat.check.answers import Answer, Reply, Verdict, judge
from commentariat.check.public import Address, Network, is_public_name
from commentariat.check.turns import BusyError, Turns

_PORTS: Final = {"http": 80, "https": 443}
_TRIED = 3  # addresses of a host that are tried when connections fail
_PATIENT = 3  # times that a host may say nothing before it is left alone
_NOT_NOW = (socket.EAI_AGAIN, getattr(socket, "EAI_SYSTEM", socket.EAI_AGAIN))


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How hosts of other people are treated; times in seconds."""

    agent: str
    """What requests say they come from."""
    timeout: float = 10.0
    """For each step of a request."""
    limit: float = 25.0
    """For a request as a whole."""
    connections: int = 8
    """At once, to all hosts together; to one host there is one."""
    pause: float = 1.0
    """Between two requests to one host."""
    hops: int = 5
    patience: float = 30.0
    """How long a host that asks for it is waited for, once."""


class _EndError(Exception):
    """There is nothing more to ask: the answer is known."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer)
        self.answer = answer


class Visitor:
    """Follows links, one request at a time to each host; never to a private one."""

    def __init__(
        self, manners: Manners, network: Network, now: Callable[[], float]
    ) -> None:
        self._manners = manners
        self._network = network
        self._now = now
        self._turns = Turns(manners.connections, manners.pause)
        self._addresses: dict[tuple[str, int], tuple[Address, ...] | Answer] = {}
        self._silent: dict[str, int] = {}
        """How often in a row a host did not answer."""
        # A transport follows nothing, keeps no cookies and knows no proxy, which would
        # look names up again. No connection is used twice: two hosts at one address
        # must each show a certificate.
        self._transport = httpx2.AsyncHTTPTransport(
            limits=httpx2.Limits(max_keepalive_connections=0)
        )

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Visitor]:
        """Close at the end what connections are still open."""
        async with self._transport:
            yield self

    async def visit(self, href: str) -> Answer:
        """Follow *href* and say what became of it."""
        try:
            answer = await self._follow(href)
        except _EndError as end:
            answer = end.answer
        except BusyError as fault:
            answer = _busy(fault.seconds)
        except (TimeoutError, httpx2.TimeoutException):
            answer = Answer(Verdict.UNCLEAR, reason="does not answer in time")
        except httpx2.TransportError as fault:
            answer = _transport_answer(fault)
        return msgspec.structs.replace(answer, at=int(self._now()))

    async def _follow(self, href: str) -> Answer:
        first = url = _parse(href)
        moved_to, is_moving = "", True
        seen = {str(url)}
        for _ in range(self._manners.hops + 1):
            reply = await self._ask_politely(url, first)
            if not reply.leads_on:
                return judge(reply, moved_to)
            url = _parse(reply.location, url)
            is_moving = is_moving and reply.is_permanent
            if is_moving:
                moved_to = str(url.copy_with(fragment=None))
            if str(url) in seen:
                raise _dead("leads in a circle", reply.status)
            seen.add(str(url))
        raise _dead(f"leads on more than {self._manners.hops} times", reply.status)

    async def _ask_politely(self, url: httpx2.URL, first: httpx2.URL) -> Reply:
        """Ask for *url*, to which the link *first* has led; wait once where asked to."""
        host = _host(url)
        addresses = await self._checked(url, first)
        reply = await self._ask(url, addresses)
        if reply.asks_for_time:
            seconds = self._seconds(reply.retry_after)
            if seconds > self._manners.patience:
                self._turns.close(host, seconds)
                raise _EndError(_busy(seconds, reply.status))
            self._turns.put_off(host, seconds)
            reply = await self._ask(url, addresses)
            if reply.status == 429:
                self._turns.close(host, self._manners.patience)
        return reply

    async def _ask(self, url: httpx2.URL, addresses: tuple[Address, ...]) -> Reply:
        """Ask for the head alone, and for the whole where a host will not have that."""
        try:
            reply = await self._request("HEAD", url, addresses)
        except httpx2.RemoteProtocolError:
            return await self._request("GET", url, addresses)
        if reply.status < 400 or reply.asks_for_time:
            return reply
        # Some answer 404 to a HEAD; a link is called dead for what its reader sees.
        return await self._request("GET", url, addresses)

    async def _request(
        self, method: str, url: httpx2.URL, addresses: tuple[Address, ...]
    ) -> Reply:
        host = _host(url)
        async with self._turns.turn(host):
            if self._silent.get(host, 0) >= _PATIENT:
                words = "was not asked: its host has not answered other links"
                raise _unclear(words, is_offline=True)
            try:
                async with asyncio.timeout(self._manners.limit):
                    reply = await self._connect(method, url, addresses)
            except (TimeoutError, httpx2.TimeoutException, httpx2.ConnectError):
                self._silent[host] = self._silent.get(host, 0) + 1
                raise
            self._silent[host] = 0
            return reply

    async def _connect(
        self, method: str, url: httpx2.URL, addresses: tuple[Address, ...]
    ) -> Reply:
        tried = addresses[:_TRIED]
        for number, address in enumerate(tried, 1):
            try:
                return await self._send(method, url, address)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                if number == len(tried):
                    raise
        raise _dead("has no address")

    async def _send(self, method: str, url: httpx2.URL, address: Address) -> Reply:
        """Send one request to *address* itself, so that no name is looked up again."""
        timeout = httpx2.Timeout(self._manners.timeout)
        request = httpx2.Request(
            method,
            url.copy_with(host=str(address)),
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": self._manners.agent,
                "Accept": "*/*",
                "Connection": "close",
            },
            extensions={"sni_hostname": _host(url), "timeout": timeout.as_dict()},
        )
        response = await self._transport.handle_async_request(request)
        try:  # of the body, nothing is read
            headers = response.headers
            return Reply(
                response.status_code,
                headers.get("location", ""),
                headers.get("retry-after", ""),
            )
        finally:
            await response.aclose()

    async def _checked(self, url: httpx2.URL, first: httpx2.URL) -> tuple[Address, ...]:
        """Look the host of *url* up, once a run, and refuse it where it is not public."""
        host = _host(url)
        port = _port(url)
        if not is_public_name(host):
            raise _private(f"leads to {host!r}, which is the name of no public site")
        if port not in _PORTS.values() and port != _port(first):
            raise _private(f"leads on to port {port} of {host!r}")
        found = self._addresses.get((host, port))
        if found is None:
            try:
                found = await self._look_up(host, port)
            except _EndError as end:
                found = end.answer
            self._addresses[host, port] = found
        if isinstance(found, Answer):
            raise _EndError(found)
        for address in found:
            if not self._network.allows(address):
                raise _private(f"leads to {host!r}, which is at {address}: not public")
        return found

    async def _look_up(self, host: str, port: int) -> tuple[Address, ...]:
        try:
            # Few look-ups run at once; what waits for its turn is not late.
            async with self._turns.places, asyncio.timeout(self._manners.timeout):
                return await self._network.look_up(host, port)
        except TimeoutError:
            raise _unclear("cannot be looked up in time", is_offline=True) from None
        except socket.gaierror as fault:
            if fault.errno in _NOT_NOW:
                words = "cannot be looked up now"
                raise _unclear(words, is_offline=True) from None
            raise _dead(f"leads to {host!r}, which does not exist") from None
        except (OSError, ValueError) as fault:
            raise _dead(f"leads to {host!r}, which has no address: {fault}") from None

    def _seconds(self, retry_after: str) -> float:
        """Read how long a host wants to be left alone; 10 s where it does not say."""
        if retry_after.strip().isdecimal():
            return min(float(retry_after), 1e9)
        try:
            then = parsedate_to_datetime(retry_after).timestamp()
        except (ValueError, TypeError, OverflowError):
            return 10.0
        return max(0.0, then - self._now())


def _parse(href: str, base: httpx2.URL | None = None) -> httpx2.URL:
    try:
        url = base.join(href) if base else httpx2.URL(href)
        is_sound = url.scheme in _PORTS and 0 < _port(url) < 65536
        url.netloc.decode("ascii")
    except (httpx2.InvalidURL, ValueError) as fault:
        raise _dead(f"leads to {href!r}, which is no address: {fault}") from None
    if not is_sound or not url.host:
        raise _dead(f"leads to {href!r}, which is no address of a site")
    if url.userinfo:
        raise _private("holds a user name, and was not asked")
    return url.copy_with(fragment=None)


def _host(url: httpx2.URL) -> str:
    return url.raw_host.decode("ascii").rstrip(".")


def _port(url: httpx2.URL) -> int:
    return url.port if url.port is not None else _PORTS[url.scheme]


def _transport_answer(fault: httpx2.TransportError) -> Answer:
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            words = f"has a certificate that is not valid: {cause.verify_message}"
            return Answer(Verdict.UNCLEAR, reason=words)
        if isinstance(cause, ConnectionRefusedError):
            return Answer(Verdict.DEAD, reason="takes no connections")
        cause = cause.__cause__ or cause.__context__
    if isinstance(fault, httpx2.ConnectError):
        words = f"cannot be connected to: {fault}"
        return Answer(Verdict.UNCLEAR, reason=words, is_offline=True)
    if isinstance(fault, httpx2.ProtocolError):
        return Answer(Verdict.UNCLEAR, reason="breaks the protocol of the web")
    return Answer(Verdict.UNCLEAR, reason=f"breaks off: {fault}")


def _busy(seconds: float, status: int = 0) -> Answer:
    words = f"asks to be left alone for {seconds:,.0f} s"
    return Answer(Verdict.UNCLEAR, status, words)


def _unclear(words: str, *, is_offline: bool = False) -> _EndError:
    return _EndError(Answer(Verdict.UNCLEAR, reason=words, is_offline=is_offline))


def _dead(words: str, status: int = 0) -> _EndError:
    return _EndError(Answer(Verdict.DEAD, status, words))


def _private(words: str) -> _EndError:
    return _EndError(Answer(Verdict.PRIVATE, reason=words))
