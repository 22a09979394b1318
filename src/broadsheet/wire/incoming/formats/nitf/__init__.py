"""IPTC NITF 3.x: a story in XML, by itself or within NewsML."""
