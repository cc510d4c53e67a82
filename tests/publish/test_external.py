"""Links to other sites: asked politely, never in private, told with every line."""

from __future__ import annotations

import asyncio
import email.utils
import json
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from harness import SETTINGS, SiteFolder, article
from other_sites import OtherSite, Sheltered

from commentariat.check.public import Address, is_public, is_public_name
from commentariat.check.visits import Manners
from commentariat.cli import main
from commentariat.pipeline import Report, check_site
from commentariat.pipeline.external import Outing

QUICK = Manners(agent="tests", pause=0.0, timeout=30.0, limit=60.0, patience=2.0)
HOST = "paper.a-city.org"


def piece(site: SiteFolder, name: str, *links: str) -> None:
    body = "\n\n".join(f"Words about {name}, number {n}: [it]({link})."
                       for n, link in enumerate(links))  # fmt: skip
    text = article(name, body, date="2020-01-02", authors=["A B"])
    site.write(f"content/articles/{name}.md", text)


def asked(site: SiteFolder, network: Sheltered, manners: Manners = QUICK,
          **more: object) -> Report:  # fmt: skip
    outing = Outing(network=network, manners=manners, **more)  # type: ignore[arg-type]
    return check_site(site.options(), outing)


def points(report: Report) -> list[tuple[str, int, str, str]]:
    return [(p.source, p.line, p.kind, str(p.message)) for p in report.open_points]


def by_path(_method: str, path: str, _host: str) -> tuple[int, dict[str, str]]:
    """Answer with the status that the path begins with."""
    status, _, location = path.strip("/").partition("/")
    headers = {"Location": f"/{location}"} if status.startswith("3") else {}
    return int(status), headers


@pytest.fixture
def other() -> Iterator[OtherSite]:
    with OtherSite(by_path).running() as server:
        yield server


def test_what_fails_is_told_with_every_line_that_leads_there(
    site: SiteFolder, other: OtherSite
) -> None:
    at = f"http://{HOST}:{other.port}"
    piece(site, "one", f"{at}/200", f"{at}/404", f"{at}/404#part", f"{at}/503")
    piece(site, "two", f"{at}/404", f"{at}/200#there")
    site.write("content/files/old.html", f'<p><a href="{at}/410">kept as it was</a>')
    report = asked(site, Sheltered({HOST: ["127.0.0.1"]}))
    dead, unclear = "dead external link", "unclear external link"
    assert not report.problems
    assert points(report) == [
        ("content/articles/one.md", 11, dead, f"'{at}/404' answers 404 Not Found"),
        ("content/articles/one.md", 13, dead, f"'{at}/404#part' answers 404 Not Found"),
        ("content/articles/one.md", 15, unclear,
         f"'{at}/503' answers 503 Service Unavailable"),
        ("content/articles/two.md", 9, dead, f"'{at}/404' answers 404 Not Found"),
    ]  # fmt: skip
    assert other.agents == {"tests"}


def test_each_address_is_asked_for_once_by_its_head(
    site: SiteFolder, other: OtherSite
) -> None:
    at = f"http://{HOST}:{other.port}"
    piece(site, "one", f"{at}/200/a", f"{at}/200/a#x", f"{at}/405")
    piece(site, "two", f"{at}/200/a")
    asked(site, Sheltered({HOST: ["127.0.0.1"]}))
    assert other.asked == [("HEAD", HOST, "/200/a"), ("HEAD", HOST, "/405"),
                           ("GET", HOST, "/405")]  # fmt: skip


def test_a_page_that_refuses_its_head_is_fine_and_its_body_is_left(
    site: SiteFolder,
) -> None:
    def picky(method: str, _path: str, _host: str) -> tuple[int, dict[str, str]]:
        return (405 if method == "HEAD" else 200), {"Content-Length": "131072000"}

    with OtherSite(picky).running() as server:
        piece(site, "one", f"http://{HOST}:{server.port}/large")
        began = time.monotonic()
        report = asked(site, Sheltered({HOST: ["127.0.0.1"]}))
        assert time.monotonic() - began < QUICK.limit
    assert points(report) == []
    assert [method for method, _, _ in server.asked] == ["HEAD", "GET"]


def test_addresses_that_moved_for_good_are_hints_and_fail_nothing(
    site: SiteFolder, other: OtherSite
) -> None:
    at = f"http://{HOST}:{other.port}"
    piece(site, "one", f"{at}/301/200", f"{at}/302/200", f"{at}/308/301/302/200",
          f"{at}/301/404")  # fmt: skip
    report = asked(site, Sheltered({HOST: ["127.0.0.1"]}))
    assert [(hint.line, str(hint.message)) for hint in report.hints] == [
        (9, f"'{at}/301/200' has moved to '{at}/200' for good"),
        (13, f"'{at}/308/301/302/200' has moved to '{at}/302/200' for good"),
    ]
    assert [point[1] for point in points(report)] == [15]


def test_circles_and_endless_ways_come_to_an_end(site: SiteFolder) -> None:
    def lost(_method: str, path: str, _host: str) -> tuple[int, dict[str, str]]:
        return 302, {"Location": path if path == "/circle" else f"{path}x"}

    with OtherSite(lost).running() as server:
        at = f"http://{HOST}:{server.port}"
        piece(site, "one", f"{at}/circle", f"{at}/on")
        report = asked(site, Sheltered({HOST: ["127.0.0.1"]}))
    assert [point[3] for point in points(report)] == [
        f"'{at}/circle' leads in a circle", f"'{at}/on' leads on more than 5 times",
    ]  # fmt: skip
    assert len(server.asked) == 1 + 6


def test_the_command_asks_nothing_private_whatever_it_is_called(
    site: SiteFolder, other: OtherSite, capsys: pytest.CaptureFixture[str]
) -> None:
    hosts = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433",
             "0x7f.1", "127.1", "0.0.0.0", "10.1.2.3", "169.254.169.254", "[fd00::1]",
             "[64:ff9b::7f00:1]", "printer.local", "wiki", "a.internal", "224.0.0.1",
             "user@127.0.0.1"]  # fmt: skip
    piece(site, "one", *(f"http://{host}:{other.port}/200" for host in hosts))
    words = ["check", "--external", "--json", "--site", str(site.folder)]
    assert main(words) == 0
    whole = json.loads(capsys.readouterr().out)
    found = [point["kind"] for point in whole["open_points"]]
    assert found == ["private external link"] * len(hosts)
    assert {link["verdict"] for link in whole["links"]} == {"private"}
    assert other.asked == []
    assert main([*words, "--strict"]) == 1


def test_a_hop_to_a_private_host_is_not_taken(site: SiteFolder) -> None:
    hops = {"/a": "http://127.0.0.2/", "/b": "http://inner.a-city.org/",
            "/c": "file:///etc/hostname", "/d": f"http://{HOST}:25/"}  # fmt: skip
    lead = OtherSite(lambda _m, path, _h: (301, {"Location": hops[path]}))
    with lead.running():
        at = f"http://{HOST}:{lead.port}"
        piece(site, "one", *(f"{at}{path}" for path in hops))
        network = Sheltered({HOST: ["127.0.0.1"], "inner.a-city.org": ["10.0.0.1"]})
        report = asked(site, network)
    assert [(point[2].split()[0], point[3].partition("' ")[2])
            for point in points(report)] == [
        ("private", "leads to '127.0.0.2', which is at 127.0.0.2: not public"),
        ("private", "leads to 'inner.a-city.org', which is at 10.0.0.1: not public"),
        ("dead", "leads to 'file:///etc/hostname', which is no address of a site"),
        ("private", f"leads on to port 25 of '{HOST}'"),
    ]  # fmt: skip
    assert {path for _, _, path in lead.asked} == hops.keys()


def test_a_name_that_changes_its_address_gains_nothing(site: SiteFolder) -> None:
    """A name is looked up once, and what was looked at is what is connected to."""
    with OtherSite(lambda *_: (200, {}), "127.0.0.2").running() as inner:
        with OtherSite(by_path).running() as outer:
            at = f"http://{HOST}:{outer.port}"
            piece(site, "one", f"{at}/200", f"{at}/302/200", f"{at}/405")
            network = Sheltered({HOST: ["127.0.0.1", "127.0.0.2"]})
            asked(site, network)
            assert network.lookups == [HOST]
            assert len(outer.asked) == 5
        both = Sheltered({HOST: ["127.0.0.1 127.0.0.2"]})
        piece(site, "one", f"http://{HOST}:{inner.port}/x")
        assert points(asked(site, both))[0][2] == "private external link"
    assert inner.asked == []


@pytest.mark.parametrize("word", [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.1.1", "100.64.0.1",
    "0.0.0.0", "224.0.0.1", "233.252.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1",
    "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "ff0e::1",
    "2001:db8::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::10.0.0.1",
    "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::", "::7f00:1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
])  # fmt: skip
def test_what_is_not_of_the_open_internet_is_not_public(word: str) -> None:
    assert not is_public(ip_address(word))


@pytest.mark.parametrize("word", ["93.184.216.34", "2606:2800:220:1::1",
                                  "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])  # fmt: skip
def test_what_is_of_the_open_internet_is_public(word: str) -> None:
    assert is_public(ip_address(word))


def test_names_of_houses_are_not_public() -> None:
    private = ["localhost", "LOCALHOST.", "a.localhost", "nas", "nas.local", "x.lan",
               "db.internal", "source.example", "a.test", "b.invalid", "r.home.arpa"]  # fmt: skip
    assert not any(map(is_public_name, private))
    assert all(map(is_public_name, ["example.org", "a.co.uk", "xn--80ak6aa92e.com"]))


def test_a_host_is_asked_one_at_a_time_with_pauses_and_hosts_side_by_side(
    site: SiteFolder,
) -> None:
    def slow(*_: str) -> tuple[int, dict[str, str]]:
        time.sleep(0.05)
        return 200, {}

    with OtherSite(slow).running() as server:
        hosts = [f"h{n}.a-city.org" for n in range(3)]
        links = [f"http://{host}:{server.port}/{n}" for host in hosts for n in range(3)]
        piece(site, "one", *links)
        manners = Manners(agent="tests", pause=0.1)
        asked(site, Sheltered({host: ["127.0.0.1"] for host in hosts}), manners)
    assert server.most_at_once == dict.fromkeys(hosts, 1)
    for times in server.began.values():
        assert all(b - a >= 0.1 for a, b in pairwise(times))
    first, last = zip(*((min(t), max(t)) for t in server.began.values()), strict=True)
    assert max(first) < min(last)


def test_a_host_that_asks_for_time_gets_it_and_else_is_left_alone(
    site: SiteFolder,
) -> None:
    counts: dict[str, int] = {}
    day = email.utils.formatdate(time.time() + 86_400, usegmt=True)

    def busy(_method: str, _path: str, host: str) -> tuple[int, dict[str, str]]:
        counts[host] = counts.get(host, 0) + 1
        if host.startswith("soon"):
            return (429, {"Retry-After": "1"}) if counts[host] == 1 else (200, {})
        return 503, {"Retry-After": day}

    with OtherSite(busy).running() as server:
        hosts = ["soon.a-city.org", "later.a-city.org"]
        piece(site, "one", *(f"http://{h}:{server.port}/{n}" for h in hosts
                             for n in range(3)))  # fmt: skip
        report = asked(site, Sheltered({host: ["127.0.0.1"] for host in hosts}))
    assert counts == {"soon.a-city.org": 4, "later.a-city.org": 1}
    times = server.began["soon.a-city.org"]
    assert times[1] - times[0] >= 1.0
    found = points(report)
    assert len(found) == 3
    assert all(
        "asks to be left alone for 86,3" in message or "86,400 s" in message
        for *_, message in found
    )


def test_answers_are_kept_for_as_long_as_is_asked(
    site: SiteFolder, other: OtherSite
) -> None:
    at, day = f"http://{HOST}:{other.port}", 86_400.0
    network = Sheltered({HOST: ["127.0.0.1"]})
    piece(site, "one", f"{at}/200", f"{at}/404")

    def ask(clock: float, **more: Any) -> tuple[int, list[tuple[str, int, str, str]]]:
        before = len(other.asked)
        report = asked(site, network, now=lambda: clock, **more)
        return len(other.asked) - before, points(report)

    count, found = ask(1e9)
    assert count == 3
    assert ask(1e9 + 60) == (0, found)
    assert ask(1e9 + 2 * day) == (2, found)  # what failed is asked for after a day
    assert ask(1e9 + 8 * day) == (3, found)
    assert ask(1e9 + 8 * day, max_age=0.0) == (3, found)
    assert ask(1e9, max_age=7.0)[0] == 3  # answers of the future count for nothing
    (site.folder / ".cache" / "outside").write_bytes(b"not what it was")
    assert ask(1e9) == (3, found)


def test_links_of_the_menu_are_asked_for_and_told_with_their_line(
    site: SiteFolder, other: OtherSite
) -> None:
    at = f"http://{HOST}:{other.port}/404"
    site.write(
        "pyproject.toml", SETTINGS + f'footer = [{{ label = "x", url = "{at}" }}]\n'
    )
    piece(site, "one")
    found = points(asked(site, Sheltered({HOST: ["127.0.0.1"]})))
    assert found == [("pyproject.toml", 5, "dead external link",
                      f"'{at}' answers 404 Not Found")]  # fmt: skip


class Nowhere(Sheltered):
    """A machine without a network."""

    async def look_up(self, host: str, port: int) -> tuple[Address, ...]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def test_without_a_network_one_point_says_so_and_nothing_is_remembered(
    site: SiteFolder,
) -> None:
    piece(site, "one", "https://a.a-city.org/", "https://b.a-city.org/")
    for _ in range(2):
        assert points(asked(site, Nowhere({}))) == [
            ("content/articles/one.md", 9, "untested external links",
             "no link to another site could be tested; is there a network?")
        ]  # fmt: skip


def test_hosts_that_say_nothing_or_nonsense_are_unclear(site: SiteFolder) -> None:
    with socket.socket() as silent, socket.socket() as refusing:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        refusing.bind(("127.0.0.1", 0))
        port, closed = silent.getsockname()[1], refusing.getsockname()[1]
        piece(site, "one", f"http://a.{HOST}:{port}/", f"http://b.{HOST}:{closed}/")
        manners = Manners(agent="tests", pause=0.0, timeout=0.5, limit=1.0)
        network = Sheltered({f"a.{HOST}": ["127.0.0.1"], f"b.{HOST}": ["127.0.0.1"]})
        report = asked(site, network, manners)
    assert [(kind, message.partition("' ")[2]) for _, _, kind, message in points(report)] == [
        ("unclear external link", "does not answer in time"),
        ("dead external link", "takes no connections"),
    ]  # fmt: skip


def test_a_host_that_never_answers_is_not_waited_for_again_and_again(
    site: SiteFolder,
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        piece(site, "one", *(f"http://{HOST}:{port}/{n}" for n in range(6)))
        manners = Manners(agent="tests", pause=0.0, timeout=0.3, limit=0.6)
        network = Sheltered({HOST: ["127.0.0.1"]})
        report = asked(site, network, manners)
    said = [message.partition("' ")[2] for *_, message in points(report)]
    assert (
        said
        == ["does not answer in time"] * 3
        + ["was not asked: its host has not answered other links"] * 3
    )


def test_many_hosts_are_looked_up_few_at_a_time_and_each_once(site: SiteFolder) -> None:
    class Slow(Sheltered):
        now = most = 0

        async def look_up(self, host: str, port: int) -> tuple[Address, ...]:
            self.lookups.append(host)
            self.now += 1
            self.most = max(self.most, self.now)
            await asyncio.sleep(0.05)
            self.now -= 1
            raise socket.gaierror(socket.EAI_NONAME, "unknown")

    hosts = [f"h{n}.a-city.org" for n in range(40)]
    piece(site, "one", *(f"http://{host}/{n}" for host in hosts for n in range(2)))
    manners = Manners(agent="tests", pause=0.0, timeout=0.2, connections=4)
    network = Slow({})
    report = asked(site, network, manners)
    assert {kind for _, _, kind, _ in points(report)} == {"dead external link"}
    assert len(points(report)) == 80
    assert network.most == 4
    assert sorted(network.lookups) == sorted(hosts)


_HOSTILE = [
    b"not http at all\r\n\r\n", b"HTTP/1.1 200", b"", b"HTTP/1.1 999 Whatever\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"x" * 2_000_000 + b"\r\n\r\n",
    b"HTTP/1.1 301 Moved\r\nLocation: http://[::1\r\n\r\n",
    b"HTTP/1.1 301 Moved\r\nLocation: http://\xff\xfe.org:port/\r\n\r\n",
    b"HTTP/1.1 301 Moved\r\nLocation: \r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: //" + b"a" * 70 + b".org/\r\n\r\n",
    b"HTTP/1.1 429 Slow\r\nRetry-After: " + b"9" * 400 + b"\r\n\r\n",
    b"HTTP/1.1 503 Slow\r\nRetry-After: Mon, 99 Foo 2099\r\n\r\n",
    b"HTTP/1.1 429 Slow\r\nRetry-After: \xb2\r\n\r\n",
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(_HOSTILE)))
def test_nothing_that_a_host_answers_ends_the_check(
    site: SiteFolder, number: int
) -> None:
    class Raw(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.rfile.readline()
            try:
                self.wfile.write(_HOSTILE[number])
            except OSError:
                pass

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Raw) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        piece(site, "one", f"http://{HOST}:{server.server_address[1]}/x")
        manners = Manners(
            agent="tests", pause=0.0, timeout=1.0, limit=2.0, patience=0.1
        )
        report = asked(site, Sheltered({HOST: ["127.0.0.1"]}), manners)
        server.shutdown()
        thread.join()
    assert len(points(report)) == (
        0 if _HOSTILE[number].endswith(b"Location: \r\n\r\n") else 1
    )


def test_a_certificate_must_be_that_of_the_name(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ssl

    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", f"/CN={HOST}",
         "-addext", f"subjectAltName=DNS:{HOST}"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    server = OtherSite(lambda *_: (200, {}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server.server.socket = context.wrap_socket(server.server.socket, server_side=True)
    with server.running():
        piece(site, "one", f"https://{HOST}:{server.port}/a",
              f"https://other.a-city.org:{server.port}/b")  # fmt: skip
        network = Sheltered({HOST: ["127.0.0.1"], "other.a-city.org": ["127.0.0.1"]})
        report = asked(site, network)
    assert [path for _, _, path in server.asked] == ["/a"]
    ((_, line, kind, message),) = points(report)
    assert (line, kind) == (11, "unclear external link")
    assert "has a certificate that is not valid: " in message


_COMMAND = f"""
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # begun from wherever
sys.path.insert(0, sys.argv[1])
from other_sites import Sheltered
from commentariat.pipeline import Options, check_site
from commentariat.pipeline.external import Outing

outing = Outing(network=Sheltered({{"{HOST}": ["127.0.0.1"]}}))
try:
    check_site(Options(site=Path(sys.argv[2]), today="2026-06-01", workers=1), outing)
except KeyboardInterrupt:
    print("stopped", file=sys.stderr)
    raise SystemExit(130)
"""


def test_ctrl_c_ends_it_and_what_was_answered_is_kept(
    site: SiteFolder, tmp_path: Path
) -> None:
    with OtherSite(by_path).running() as server:
        at = f"http://{HOST}:{server.port}/200"
        piece(site, "one", *(f"{at}/{number:03}" for number in range(60)))
        script = tmp_path / "command.py"
        script.write_text(_COMMAND)
        process = subprocess.Popen(
            [sys.executable, script, Path(__file__).parent.parent, site.folder],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while len(server.asked) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 130
        assert said == "stopped\n"
        asked_before = len(server.asked)
        assert 2 <= asked_before < 10
        asked(site, Sheltered({HOST: ["127.0.0.1"]}))
        again = [path for _, _, path in server.asked[asked_before:]]
        assert "/200/000" not in again
        assert len(again) == 60 - (asked_before - 1) or len(again) == 60 - asked_before
