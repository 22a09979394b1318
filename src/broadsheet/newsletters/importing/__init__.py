"""Bringing readers in from a table that another system wrote; taking them out into one.

``table`` reads any CSV, ``layouts`` knows whose it is, ``lines`` what each line says, ``run``
has ``actions.taking_in`` do it batch by batch and says what became of each line.
"""
