"""IPTC NewsML-G2, and NewsML 1.x as far as it holds NITF or XHTML."""
