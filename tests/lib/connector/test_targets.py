"""RELIABILITY's section S: ways to write an address that leads inside, and none that gets there."""

from __future__ import annotations

import pytest

from broadsheet.lib.connector import ConnectionRefusedByPolicy, Connector
from tests.lib.connector.network import PUBLIC, Network
from tests.lib.local_server import answer, serve

INSIDE = [
    # IPv4, written plainly
    "http://127.0.0.1/",
    "http://127.255.255.254/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://100.100.100.200/",
    "http://192.0.0.192/",
    "http://192.0.2.1/",
    "http://192.88.99.1/",
    "http://198.18.0.1/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://168.63.129.16/",
    "http://127.0.0.1#@paper.example/",
    "http://127.0.0.1?@paper.example/",
    # IPv4, written oddly, public or not
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://0x/",
    "http://017700000001/",
    "http://1572395790/",
    "http://127.0.0.1./",
    "http://127.0.0.0x1/",
    "http://256.0.0.1/",
    "http://１２７.０.０.１/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://127.0.0.1%2f/",
    "http://%31%32%37.0.0.1/",
    # IPv6, plain or with an IPv4 address inside
    "http://[::]/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:5db8:d70e::1]/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fec0::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fc00::1]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[5f00::1]/",
    "http://[100::1]/",
    "http://[::1/",
    "http://[127.0.0.1]/",
    # names that lead inside
    "http://inside.example/",
    "http://localhost/",
    "http://mixed.example/",
    "http://mapped.example/",
    "http://scoped.example/",
    "https://inside.example/",
]

WRITTEN_TO_MISLEAD = [
    "http://paper.example@127.0.0.1/",
    "http://user:password@paper.example/",
    "http://127.0.0.1\\@paper.example/",
    "http://paper.example\\.evil.example/",
    "http:\\\\paper.example/",
    "http://paper.example/\t",
    "http://pa\tper.example/",
    "http://paper.example/\r\nHost: inside.example",
    "http://paper.example/a b",
    " http://paper.example/",
    "http://paper.example/\x00",
    "http://paper.example\x00.evil.example/",
    "http://paper.example./",
    "http://.paper.example/",
    "http://paper..example/",
    "http://-paper.example/",
    "http://pаper.example/",
    "http://münchen.example/",
    "http://paper.example:22/",
    "http://paper.example:8080/",
    "http://paper.example:0/",
    "http://paper.example:65616/",
    "http://paper.example:-80/",
    "http://paper.example:８０/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 127 + "example/",
    "http:///",
    "http://",
    "http:paper.example",
    "//paper.example/",
    "paper.example",
    "/etc/passwd",
    "",
    "file:///etc/passwd",
    "ftp://paper.example/",
    "gopher://paper.example:80/_GET%20/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "jar:http://paper.example/!/",
    "http://paper.example/" + "a" * 9_000,
]

NAMES = {
    "paper.example": [[PUBLIC]],
    "inside.example": [["10.0.0.5"]],
    "localhost": [["::1", "127.0.0.1"]],
    "mixed.example": [[PUBLIC, "192.168.0.10"]],
    "mapped.example": [["::ffff:169.254.169.254"]],
    "scoped.example": [["fe80::1%eth0"]],
}


def network(port: int = 9) -> Network:
    return Network(port=port, names={name: list(found) for name, found in NAMES.items()})


@pytest.mark.parametrize("url", INSIDE + WRITTEN_TO_MISLEAD)
def test_s_no_connection_is_made_to_an_address_that_is_not_plainly_public(url):
    inside = network()
    with pytest.raises(ConnectionRefusedByPolicy) as refused:
        inside.connector().get(url)
    assert inside.dialled == []
    assert str(refused.value) == str(ConnectionRefusedByPolicy()), "says nothing about why"


REDIRECTS = INSIDE + [
    url
    for url in WRITTEN_TO_MISLEAD
    # As a Location these are references to the same server, or can't be sent at all.
    if not url.startswith(("http:///", "//", "/", "paper", "http:paper", " "))
    and url not in {"", "http://"}
    and not set(url) & set("\r\n\t\x00")
]


@pytest.mark.parametrize("url", REDIRECTS)
def test_s_a_redirect_to_one_is_refused_before_it_is_followed(url):
    act = answer(302, Location=url.encode("utf-8").decode("latin-1"))
    with serve(act) as server:
        outside = network(server.port)
        with pytest.raises(ConnectionRefusedByPolicy):
            outside.connector().get("http://paper.example/start")
    assert outside.dialled == [(PUBLIC, 80)]


ANY_PORT = {"http://paper.example:22/", "http://paper.example:8080/"}


@pytest.mark.parametrize("url", [url for url in WRITTEN_TO_MISLEAD if url not in ANY_PORT])
def test_an_address_from_the_configuration_must_be_written_plainly_too(url):
    inside = network()
    with pytest.raises(ConnectionRefusedByPolicy):
        inside.connector(allow_private=True).get(url)
    assert inside.dialled == []


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "192.0.1.1"],
)
def test_a_public_address_is_asked_however_it_is_routed(address):
    with serve(answer(body=b"news")) as server:
        outside = Network(port=server.port, names={"paper.example": [[address]]})
        assert outside.connector().get("http://paper.example/").body == b"news"
        assert len(outside.dialled) == 1


def test_the_systems_own_resolver_is_guarded_the_same_way():
    with serve(answer()) as server, pytest.raises(ConnectionRefusedByPolicy):
        Connector().get("http://localhost/")
    assert server.asked == []
