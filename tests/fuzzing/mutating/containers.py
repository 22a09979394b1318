"""Files that hold others: what is in them is spoilt in its own terms, and they stay readable."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import brotli

from tests.fuzzing.bundles import bundle_of, files_in
from tests.fuzzing.mutating.structures import json_text, table, xml
from tests.fuzzing.mutating.texts import ODD, Mutator, Words, anything, several

_LENGTH = re.compile(rb"(?im)^(Content-Length:[ \t]*)\d+")
_RECORD = re.compile(rb"(?=^WARC/1\.[01]\r?\n)", re.MULTILINE)
_NUMBER = re.compile(rb"\d+")


def _bundle(data: bytes, chance: Random, words: Words) -> bytes:
    """Change one of the files, its name, or which files there are."""
    files = files_in(data)
    kind = chance.randrange(8)
    if not files or kind == 0:
        return anything(data, chance, words)
    at = chance.randrange(len(files))
    name, content = files[at]
    if kind == 1:
        del files[at]
    elif kind == 2:
        files.append((anything(name, chance, words).replace(b"\n", b""), content))
    elif kind == 3:
        files[at] = (chance.choice(files)[0], content)
    else:
        files[at] = (name, _by_name(name)(content, chance, words))
    return bundle_of(files)


def _by_name(name: bytes) -> Mutator:
    kinds = {b"csv": table, b"json": json_text, b"jsonl": json_text}
    return kinds.get(name.rpartition(b".")[2], xml)


def _archive(data: bytes, chance: Random, words: Words) -> bytes:
    """Change bytes of a ZIP file, most often where its headers are; or pack its files anew."""
    kind = chance.randrange(4)
    if kind == 0:
        return anything(data, chance, words)
    if kind == 1:
        return _packed(data, chance) or anything(data, chance, words)
    heads = [found.start() for found in re.finditer(rb"PK(\x01\x02|\x03\x04|\x05\x06)", data)]
    if not heads:
        return anything(data, chance, words)
    spoilt = bytearray(data)
    at = chance.choice(heads) + chance.randrange(4, 46)
    if at < len(spoilt):
        spoilt[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    return bytes(spoilt)


def _packed(data: bytes, chance: Random) -> bytes:
    packed = BytesIO()
    try:
        with ZipFile(BytesIO(data)) as old, ZipFile(packed, "w") as new:
            for each in old.namelist():
                content = old.read(each)[:5000]
                if chance.random() < 0.3:
                    content = chance.choice(ODD) * chance.choice((1, 50))
                named = chance.choice((each, each, f"posts/{each}", f"../{each}", each.upper()))
                kind = chance.choice((ZIP_STORED, ZIP_DEFLATED))
                new.writestr(named, content, compress_type=kind)
    except Exception:  # it was spoilt already, in a way of which there are many
        return b""
    return packed.getvalue()


def _warc(data: bytes, chance: Random, words: Words) -> bytes:
    """Change a record and make its length right again; repeat, pack or lose one."""
    records = [each for each in _RECORD.split(data) if each]
    kind = chance.randrange(8)
    if not records or kind == 0:
        return anything(data, chance, words)
    at = chance.randrange(len(records))
    if kind == 1:
        del records[at]
    elif kind == 2:
        records.insert(at, chance.choice(records))
    elif kind == 3:
        return b"".join(gzip.compress(each, 1) for each in records)
    elif kind == 4:
        records[at] = anything(records[at], chance, words)
    else:
        records[at] = _with_length(records[at], lambda inner: _answer(inner, chance, words))
    return b"".join(records)


def _with_length(record: bytes, change: Callable[[bytes], bytes]) -> bytes:
    head, gap, content = record.partition(b"\r\n\r\n")
    content = change(content.removesuffix(b"\r\n\r\n"))
    head = _LENGTH.sub(lambda found: found[1] + b"%d" % len(content), head, count=1)
    return head + gap + content + b"\r\n\r\n"


def _answer(answer: bytes, chance: Random, words: Words) -> bytes:
    """Change what a server answered: its header, its page, or how that is packed."""
    head, gap, page = answer.partition(b"\r\n\r\n")
    kind = chance.randrange(6)
    if kind == 0:
        return anything(head, chance, words) + gap + page
    if kind == 1:
        return (
            head
            + b"\r\nTransfer-Encoding: chunked"
            + gap
            + b"%x\r\n%s\r\n0\r\n\r\n"
            % (
                len(page),
                page,
            )
        )
    if kind == 2:
        return head + b"\r\nContent-Encoding: br" + gap + brotli.compress(page, quality=1)
    if kind == 3:
        return head + b"\r\nContent-Encoding: gzip" + gap + gzip.compress(page, 1)
    return head + gap + xml(page, chance, words)


def _mail(data: bytes, chance: Random, words: Words) -> bytes:
    """Change a line of a mail, or a number in it."""
    lines = data.splitlines(keepends=True)
    kind = chance.randrange(5)
    if not lines or kind == 0:
        return anything(data, chance, words)
    at = chance.randrange(len(lines))
    if kind == 1:
        del lines[at]
    elif kind == 2:
        lines.insert(at, chance.choice(lines))
    elif kind == 3:
        lines[at] = lines[at].partition(b":")[0] + b": " + chance.choice((*ODD, *words)) + b"\n"
    else:
        lines[at] = _NUMBER.sub(lambda _found: b"%d" % chance.randrange(10**6), lines[at], count=1)
    return b"".join(lines)


bundle, archive, warc, mail = several(_bundle), several(_archive), several(_warc), several(_mail)
