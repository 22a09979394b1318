from __future__ import annotations

import shutil
import ssl
import subprocess

import pytest

from broadsheet.lib.connector import ConnectionFailed, ConnectionRefusedByPolicy, Connector
from tests.lib.connector.network import PUBLIC, Network, outside
from tests.lib.local_server import answer, serve


def test_an_answer_has_status_lower_case_headers_body_and_address():
    with serve(answer(200, b"news", Content_Type="text/plain", X_Desk="wörld")) as server:
        got = outside(server).connector().get("http://Paper.Example/a%20b/ü?q=é#part")
        assert (got.status, got.body) == (200, b"news")
        assert got.headers["content-type"] == "text/plain"
        assert got.url == "http://paper.example/a%20b/%C3%BC?q=%C3%A9"
        path, headers = server.asked[0]
        assert path == "/a%20b/%C3%BC?q=%C3%A9"
        assert headers["host"] == "paper.example"


def test_an_error_page_is_an_answer():
    with serve(answer(404, b"no such page")) as server:
        assert outside(server).connector().get("http://paper.example/").status == 404


def test_the_callers_headers_are_sent_except_those_that_are_the_connectors():
    with serve(answer()) as server:
        outside(server).connector().get(
            "http://paper.example/",
            headers={"User-Agent": "Broadsheet", "Host": "inside.example", "accept-encoding": "br"},
        )
        _, headers = server.asked[0]
    assert headers["user-agent"] == "Broadsheet"
    assert headers["host"] == "paper.example"
    assert headers["accept-encoding"] == "gzip, deflate"


def test_a_header_that_would_forge_another_is_not_sent():
    with serve(answer()) as server, pytest.raises(ConnectionFailed):
        outside(server).connector().get("http://paper.example/", headers={"X": "a\r\nY: b"})
    assert server.asked == []


def test_no_proxy_is_taken_from_the_environment(monkeypatch):
    with serve(answer()) as proxy, serve(answer(body=b"news")) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert outside(server).connector().get("http://paper.example/").body == b"news"
        assert proxy.asked == []


def test_s_a_name_is_resolved_once_so_a_second_answer_is_never_asked_for():
    with serve(answer()) as server:
        rebinding = outside(server)
        rebinding.names["paper.example"] = [[PUBLIC], ["127.0.0.1"]]
        rebinding.connector().get("http://paper.example/")
    assert rebinding.resolved == ["paper.example"]
    assert rebinding.dialled == [(PUBLIC, 80)]


def test_s_a_redirect_to_the_same_name_is_looked_at_afresh():
    with serve(answer(302, Location="/again")) as server:
        rebinding = outside(server)
        rebinding.names["paper.example"] = [[PUBLIC], ["127.0.0.1"]]
        with pytest.raises(ConnectionRefusedByPolicy):
            rebinding.connector().get("http://paper.example/")
    assert rebinding.dialled == [(PUBLIC, 80)]


def test_three_redirects_are_followed_and_a_fourth_is_not():
    def act(handler):
        number = int(handler.path.strip("/"))
        answer(302 if number else 200, b"home", Location=f"/{number - 1}")(handler)

    with serve(act) as server:
        connector = outside(server).connector()
        got = connector.get("http://paper.example/3")
        assert (got.body, got.url) == (b"home", "http://paper.example/0")
        with pytest.raises(ConnectionFailed, match="more than 3 times"):
            connector.get("http://paper.example/4")
        assert len(server.asked) == 4 + 4


def test_what_is_meant_for_one_server_is_not_told_to_the_next():
    def act(handler):
        if handler.path == "/start":
            answer(301, Location="http://other.example/end")(handler)
        else:
            answer()(handler)

    sent = {"Authorization": "Bearer secret", "If-None-Match": '"e"', "User-Agent": "Broadsheet"}
    with serve(act) as server:
        network = outside(server, **{"other.example": [["8.8.4.4"]]})
        network.connector().get("http://paper.example/start", headers=sent)
        (_, first), (_, second) = server.asked
    assert first["authorization"] == "Bearer secret"
    assert "authorization" not in second
    assert "if-none-match" not in second
    assert second["user-agent"] == "Broadsheet"


def test_a_dead_address_is_passed_over_for_the_next_one():
    with serve(answer(body=b"news")) as server:
        network = outside(server)
        network.names["paper.example"] = [["2606:4700::1", PUBLIC]]
        network.dead.add("2606:4700::1")
        assert network.connector().get("http://paper.example/").body == b"news"


def test_no_more_than_four_addresses_are_tried():
    addresses = [f"8.8.8.{n}" for n in range(20)]
    network = Network(names={"paper.example": [addresses]}, dead=set(addresses))
    with pytest.raises(ConnectionFailed, match="can't be reached"):
        network.connector().get("http://paper.example/")
    assert len(network.dialled) == 4


def test_a_name_that_is_not_found_and_a_closed_port_are_failures_not_refusals():
    with pytest.raises(ConnectionFailed, match="can't be found"):
        Network().connector().get("http://gone.example/")
    with serve(answer()) as server:
        pass
    with pytest.raises(ConnectionFailed, match="can't be reached"):
        Connector(allow_private=True).get(server.url)


@pytest.mark.parametrize("found", [[], ["not an address"]])
def test_a_resolver_that_answers_nothing_of_use_is_a_failure(found):
    with pytest.raises(ConnectionFailed, match="leads to no address"):
        Network(names={"paper.example": [found]}).connector().get("http://paper.example/")


# --- an address that the configuration names ---


def test_the_configurations_own_address_may_be_private_and_on_any_port():
    with serve(answer(body=b"news")) as server:
        assert Connector(allow_private=True).get(server.url).body == b"news"
        with pytest.raises(ConnectionRefusedByPolicy):
            Connector().get(server.url)


@pytest.mark.parametrize("where", ["http://127.0.0.2/", "http://169.254.169.254/", "http://[::1]/"])
def test_a_redirect_from_there_to_another_private_host_is_refused(where):
    with serve(answer(302, Location=where)) as server, pytest.raises(ConnectionRefusedByPolicy):
        Connector(allow_private=True).get(server.url)


def test_a_redirect_from_there_to_another_port_of_it_is_refused():
    with serve(answer()) as other, serve(answer(302, Location=other.url)) as server:
        with pytest.raises(ConnectionRefusedByPolicy):
            Connector(allow_private=True).get(server.url)
        assert other.asked == []


def test_a_redirect_within_it_is_followed():
    def act(handler):
        answer(308 if handler.path == "/a" else 200, b"news", Location="/b")(handler)

    with serve(act) as server:
        got = Connector(allow_private=True).get(f"{server.url}/a")
        assert (got.body, got.url) == (b"news", f"{server.url}/b")


# --- TLS ---


@pytest.fixture
def authority(tmp_path, monkeypatch):
    """A certificate for weather.example, which this machine trusts."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=weather.example "
        "-addext subjectAltName=DNS:weather.example -keyout key.pem -out cert.pem"
    )
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    return context


def test_tls_is_made_to_the_address_but_asks_for_and_checks_the_name(authority):
    named = []
    authority.sni_callback = lambda socket, name, context: named.append(name)
    with serve(answer(body=b"news"), tls=authority) as server:
        network = outside(server, **{"weather.example": [[PUBLIC]]})
        assert network.connector().get("https://weather.example/").body == b"news"
        assert named == ["weather.example"]
        assert server.asked[0][1]["host"] == "weather.example"
        assert network.dialled == [(PUBLIC, 443)]
        with pytest.raises(ConnectionFailed, match="can't prove that it is who it says"):
            network.connector().get("https://paper.example/")
