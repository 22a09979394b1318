"""Broadsheet: a newspaper in one Python program.

The fixed SQLite is put in place here, before anything can import the standard
library's: two SQLite libraries in one process on one file lose locks
(https://sqlite.org/howtocorrupt.html, section 2.2.1).
"""

from broadsheet.lib.sqlite import use_bundled_sqlite

__version__ = "0.1.0"

use_bundled_sqlite()
