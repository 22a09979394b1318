"""NewsML-G2 and NITF of an agency that there isn't."""

from __future__ import annotations

from pathlib import Path

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def a_nitf(
    body: str = "<p>It runs on Sundays.</p>",
    *,
    doc_id: str = '<doc-id id-string="ferry-1" regsrc="Coast"/>',
    docdata: str = '<date.issue norm="20260301T090000+0100"/>',
    status: str = "usable",
    headline: str = "The last ferry is kept",
) -> str:
    return f"""<nitf xml:lang="en"><head><tobject><tobject.subject
      tobject.subject.type="Transport"/></tobject>
      <docdata management-status="{status}">{doc_id}{docdata}
        <urgency ed-urg="2"/><du-key key="ferry-vote"/>
        <doc.copyright year="2026" holder="Coast Agency"/>
        <identified-content><person>Tomas Vale</person></identified-content></docdata></head>
      <body><body.head><hedline><hl1>{headline}</hl1></hedline>
        <rights>Not for archives</rights><byline>By Ines Duarte</byline>
        <dateline><location>Port Alder</location></dateline>
        <abstract>A council changes its mind.</abstract></body.head>
      <body.content>{body}</body.content></body></nitf>"""


def a_g2(
    inline: str = "",
    *,
    guid: str = "urn:example:ferry-1",
    version: str = "2026-03-01T09:00:00+01:00",
    item_class: str = "text",
    meta: str = '<pubStatus qcode="stat:usable"/>',
    content: str = "",
    more: str = "",
) -> str:
    content = content or f'<inlineXML contenttype="application/nitf+xml">{inline or a_nitf()}'
    content += "" if "remoteContent" in content else "</inlineXML>"
    return f"""<newsItem {NAR} guid="{guid}" version="2" xml:lang="en">
      <rightsInfo><copyrightNotice>© Coast 2026</copyrightNotice>
        <usageTerms>Not for archives</usageTerms></rightsInfo>
      <itemMeta><itemClass qcode="ninat:{item_class}"/><provider literal="coast"/>
        <versionCreated>{version}</versionCreated>{meta}</itemMeta>
      <contentMeta><urgency>2</urgency><located><name>Port Alder</name></located>
        <slugline>ferry-vote</slugline><headline>The last ferry is kept</headline>
        <by>By Ines Duarte</by><creditline>Coast Agency</creditline>
        <subject type="cpnat:person"><name>Tomas Vale</name></subject>
        <subject><name>Transport</name></subject>
        <description role="drol:summary">A council changes its mind.</description>{more}
      </contentMeta><contentSet>{content}</contentSet></newsItem>"""


def a_picture_item(href: str, guid: str = "urn:example:picture-1") -> str:
    remote = f'<remoteContent href="{href}" contenttype="image/jpeg" width="800"/>'
    return a_g2(guid=guid, item_class="picture", content=remote)


def a_package(*guids: str) -> str:
    members = "".join(f'<itemRef residref="{guid}"/>' for guid in guids)
    return f"""<packageItem {NAR} guid="urn:example:package-1"><groupSet><group id="G1">{members}
      </group></groupSet></packageItem>"""


def a_message(*items: str) -> str:
    return f"<newsMessage {NAR}><header/><itemSet>{''.join(items)}</itemSet></newsMessage>"


def written(folder: Path, xml: str | bytes, name: str = "copy.xml") -> Path:
    path = folder / name
    path.write_bytes(xml if isinstance(xml, bytes) else xml.encode())
    return path
