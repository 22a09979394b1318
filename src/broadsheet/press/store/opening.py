"""Opening the store of a publication."""

from __future__ import annotations

import sqlite3

import psycopg

from broadsheet.config import Config
from broadsheet.press.store.database import connect, connect_to_read
from broadsheet.press.store.reading import Reader
from broadsheet.press.store.schema import VERSION, make_tables
from broadsheet.press.store.writing import Writer

UNREADABLE = (OSError, sqlite3.Error, psycopg.Error)
"""What opening or reading a store raises when it is out of reach, or no store."""


def address_of(config: Config) -> str:
    """Return where a publication's store is: beside its database, whichever that is."""
    return config.press_store or config.database_url or str(config.data / "press.sqlite3")


def is_printed(config: Config) -> bool:
    """Say whether there is a store that can be read, and an edition in it. Writes nothing."""
    reader = Reader(connect_to_read(address_of(config)))
    try:
        return (
            reader.is_there() and reader.states().get("version") == VERSION and reader.edition() > 0
        )
    except UNREADABLE:
        return False
    finally:
        reader.database.close()


def open_writer(config: Config) -> Writer:
    """Open the store to print; make what it lacks. Raises OSError or a database's error."""
    database = connect(address_of(config))
    make_tables(database)
    return Writer(database)


def open_reader(config: Config) -> Reader:
    """Open the store to read; make an empty one where there is none.

    Raises OSError or a database's error. Where there is a store, rights to read it suffice.
    """
    reader = Reader(connect_to_read(address_of(config)))
    if not reader.is_there():
        open_writer(config).database.close()
    return reader
