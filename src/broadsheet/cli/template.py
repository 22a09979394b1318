"""The ``broadsheet.toml`` that a new publication begins with."""

from __future__ import annotations

TOML = """\
# The publication's set-up. What readers see (name, place, time zone, navigation)
# is set in the editor, at /-/desk/. Each key here can also be given in the
# environment (BROADSHEET_URL, BROADSHEET_MAIL_URL, …), or read from a file:
# mail.url_file = "/run/secrets/mail".

# The address that readers type. https:// once there is a proxy with a certificate.
url = "http://127.0.0.1:8000"
# Where the program listens.
host = "127.0.0.1"
port = 8000
# A proxy in front on another machine, or in a container: who is believed about senders.
# proxies = ["172.18.0.0/16"]

# Roles that must have a second factor to sign in, a week after they are first asked, once the
# paper has an address of its own; [] for none.
# second_factor = ["publisher", "managing-editor"]

# PostgreSQL instead of data/broadsheet.sqlite3:
# database.url = "postgresql://user@localhost/mypaper"

# Mail: "file:" keeps it in data/mail/, "smtp://user:password@host:587?tls=1" sends it.
mail.url = "file:"
# mail.from = "news@example.org"
# A copy that is tried out: every message goes to this address, and to nobody else.
# mail.divert_to = "ed@example.org"
# At most so many newsletters a minute to addresses of one domain:
# mail.per_domain = 600
# Where what can't be delivered comes back to (your server must take “+…” after “bounces”),
# and the Maildir that it puts it in:
# mail.returns = "bounces@example.org"
# mail.returns_folder = "/var/mail/bounces"
# … or the box that it can be fetched from (pop3s:// works as well):
# mail.returns_box = "imaps://user:password@mail.example.org/INBOX"
# A key of the paper's own to sign newsletters with, when your mail server doesn't (DKIM):
# mail.dkim_selector = "news"
# mail.dkim_key_file = "dkim.pem"

# Weather in the masthead: "open-meteo" or "met-norway"; both need no key.
weather.provider = "open-meteo"
"""
