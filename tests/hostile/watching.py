"""A tab that notices whatever runs in it, calls out, or breaks the page's policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page

CALLED = """
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = (...words) => { window.noticed(`${name}(${words.join()})`); return ""; };
addEventListener("securitypolicyviolation", (event) =>
  window.noticed(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
"""What nearly every payload calls; put in place before a page's own scripts."""

REFUSED = "Content Security Policy"
"""What Chromium's console says of whatever a page's policy stopped."""

DANGERS = """function () {
  const found = [];
  for (const each of document.querySelectorAll("*")) {
    for (const { name, value } of each.attributes) {
      const plain = value.replace(/[\\0-\\x20]/g, "");
      const running = /^(javascript|vbscript|data:text)/i.test(plain);
      if (name.startsWith("on") || name === "srcdoc"
          || (running && ["href", "src", "action", "formaction", "xlink:href"].includes(name)))
        found.push(`${each.localName} ${name}=${value.slice(0, 80)}`);
    }
    if (["iframe", "object", "embed", "base", "frame"].includes(each.localName)
        && each.id !== "w-preview-iframe") found.push(each.localName);
  }
  return found;
}"""
"""What stands in the tree that the browser has made of a page."""


@dataclass
class Seen:
    """What a tab has noticed, with the address at which it did."""

    page: Page
    session: CDPSession
    ran: list[str] = field(default_factory=list)
    called_out: list[str] = field(default_factory=list)

    def ask(self, function: str, *arguments: Any) -> Any:
        """Return what a function of ours says, called beside the page's world, not in it."""
        frame = self.session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self.session.send("Page.createIsolatedWorld", {"frameId": frame})
        asked = {
            "functionDeclaration": function,
            "executionContextId": world["executionContextId"],
            "arguments": [{"value": each} for each in arguments],
            "returnByValue": True,
        }
        answer = self.session.send("Runtime.callFunctionOn", asked)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def dangers(self) -> list[str]:
        """Return what payloads have become in the tree that the browser made of the page."""
        return list(self.ask(DANGERS))


@contextmanager
def a_tab(browser: Browser, own: str, *, scripts_of_ours: bool, **options: Any) -> Iterator[Seen]:
    """Open a tab. Where pages have no script of ours, any script that is parsed is noticed.

    ``own`` is the paper's address; a request to any other is noticed and not made.
    """
    context = browser.new_context(**options)
    context.set_default_timeout(60_000)
    page = context.new_page()
    seen = Seen(page, context.new_cdp_session(page))

    def notice(what: str) -> None:
        seen.ran.append(f"{page.url} {what}")

    def parsed(script: dict[str, Any]) -> None:
        if script.get("executionContextAuxData", {}).get("isDefault"):
            notice(f"a script at {script['url']}:{script['startLine']}")

    if scripts_of_ours:
        context.expose_binding("noticed", lambda _source, what: notice(what))
        context.add_init_script(CALLED)
    else:
        seen.session.on("Debugger.scriptParsed", parsed)
        seen.session.send("Debugger.enable")
        page.on("console", lambda said: notice(said.text) if REFUSED in said.text else None)
    page.on("dialog", lambda dialog: (notice(f"{dialog.type}({dialog.message})"), dialog.dismiss()))
    context.on("request", lambda request: _watch(request.url, own, seen))
    context.route(lambda url: not _is_ours(url, own), lambda route: route.abort())
    yield seen
    context.close()


def _is_ours(url: str, own: str) -> bool:
    return urlsplit(url).netloc == urlsplit(own).netloc or url.startswith(("data:", "blob:"))


def _watch(url: str, own: str, seen: Seen) -> None:
    if not _is_ours(url, own):
        seen.called_out.append(url)
