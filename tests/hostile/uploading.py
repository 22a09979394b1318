"""Files as a browser, or somebody without one, sends them."""

from __future__ import annotations

from typing import Any

from django.test import Client

BOUNDARY = "----what-no-file-contains"
AJAX = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


def form(fields: dict[str, str], field: str, filename: str, data: bytes, kind: str) -> bytes:
    """Return a multipart form with one file, whose name is sent as it is."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    quoted = filename.replace("\\", "\\\\").replace('"', "%22")
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{quoted}"\r\n'
        f"Content-Type: {kind}\r\n\r\n"
    )
    return b"".join([*parts, head.encode(), data, f"\r\n--{BOUNDARY}--\r\n".encode()])


def send(
    browser: Client,
    address: str,
    fields: dict[str, str],
    *,
    field: str,
    filename: str,
    data: bytes,
    kind: str = "image/jpeg",
    **headers: Any,
) -> Any:
    """Send a form with a file. Whatever the view raises is the test's failure."""
    body = form(fields, field, filename, data, kind)
    content_type = f"multipart/form-data; boundary={BOUNDARY}"
    return browser.generic("POST", address, body, content_type=content_type, **headers)


def a_picture_alone(browser: Client, filename: str, data: bytes, **how: Any) -> Any:
    """Send a picture by the form for one."""
    fields = {"title": "A picture", "description": "Boats", "collection": "1"}
    fields |= dict.fromkeys(("caption", "credit", "licence", "tags"), "")
    address = "/-/desk/images/add/"
    return send(browser, address, fields, field="file", filename=filename, data=data, **how)


def one_of_many(browser: Client, filename: str, data: bytes, **how: Any) -> Any:
    """Send a picture by dropping it on the page for many."""
    fields = {"title": filename, "collection": "1"}
    address = "/-/desk/images/multiple/add/"
    return send(
        browser, address, fields, field="files[]", filename=filename, data=data, **AJAX, **how
    )


def a_document(browser: Client, filename: str, data: bytes, **how: Any) -> Any:
    """Send a document by the form for one."""
    fields = {"title": "A document", "collection": "1", "credit": "", "tags": ""}
    address = "/-/desk/documents/add/"
    return send(browser, address, fields, field="file", filename=filename, data=data, **how)


def one_document_of_many(browser: Client, filename: str, data: bytes, **how: Any) -> Any:
    """Send a document by dropping it on the page for many."""
    fields = {"title": filename, "collection": "1"}
    address = "/-/desk/documents/multiple/add/"
    return send(
        browser, address, fields, field="files[]", filename=filename, data=data, **AJAX, **how
    )
