"""Telling a hub which feeds changed, so that their subscribers needn't ask (W3C WebSub, 2018)."""
