"""What each kind of file is made of: pieces that chance alone would never write."""

from __future__ import annotations


def _pieces(text: str) -> tuple[bytes, ...]:
    """Return the words of a text; ``~`` stands for a space within one."""
    return tuple(each.replace("~", " ").encode() for each in text.split())


HTML = _pieces(
    "<p> </p> <div> </div> <article> <h1> <h2> </h2> <ul> <li> <table> <td> <blockquote> <figure> "
    "<figcaption> <img~src='/a.jpg'> <iframe~src='https://a.example/'> <svg> <math> <template> "
    "<noscript> <select> <time~datetime='2026-03-01'> <br> <hr> <script~type='application/ld+json'>"
    " <link~rel='canonical'~href='http://['> <base~href='http://['> <!--[if]> <![CDATA[ &nbsp; "
    "<meta~property='og:url'~content='http://['> <pre> <a~href='x'> </script> <title> <style>"
)
WORDPRESS = (
    HTML
    + _pieces(
        "<item> </item> <![CDATA[ ]]> <wp:postmeta> </wp:postmeta> <wp:comment> </wp:comment> "
        "<wp:status> <wp:post_type> <wp:post_id> <wp:attachment_url> "
        "<wp:author> <wp:category> <wp:tag>"
        " <wp:term> <category~domain='category'~nicename='x'> <content:encoded> </channel> </rss> "
        "[caption] [/caption] [gallery~ids='1,2'] [embed] [/embed] "
        "[audio] [video] [/video] [playlist] "
        "<!--more--> <!--nextpage--> <!--/wp:paragraph--> <!--~/wp:image~--> "
        "attachment publish draft private trash inherit _thumbnail_id a:1:{s:3:&quot;url&quot;;} "
        "0000-00-00 <?xml <!DOCTYPE <!ENTITY [[ ]] [x/]"
    )
    + (b'<!-- wp:image {"id":1} -->', b"<!-- /wp:image -->", b'[caption id="a" width="1"]', b"\x85")
)
WORDPRESS_SITE = _pieces(
    "id date date_gmt modified_gmt slug status link title content excerpt author featured_media "
    "categories tags parent sticky format _embedded rendered protected name description namespaces "
    "gmt_offset home url timezone_string source_url media_details caption alt_text yoast_head_json"
)
GHOST = _pieces(
    "id uuid slug title html lexical mobiledoc plaintext feature_image status visibility type page "
    "published_at created_at updated_at authors tags primary_author custom_excerpt og_title root "
    "children version markups atoms cards sections text format "
    "tag url from to permanent posts_meta "
    "codeinjection_head canonical_url email_only linkify listType src widths payload image gallery "
    "markdown bookmark callout toggle product header paywall __GHOST_URL__ members newsletters"
)
BROADSHEET = _pieces(
    "key guid state public hidden withdrawn address old_addresses section text headline blocks "
    "type value bylines topics hero saved published due expires holds embargo drawer versions "
    "number newer embed picture list items table block_quote heading divider url file page photo "
    "paper/paper.json paper/pages.jsonl items/7.json bodies contentType pubStatus usable withheld "
    "application/vnd.broadsheet.story+json linktype data-block-key"
)
SUBSTACK = HTML + _pieces(
    "post_id post_date is_published email_sent_at type audience title subtitle podcast_url true "
    "false everyone only_paid founding newsletter podcast page thread posts.csv posts/1.a.html "
    "email_list.x.csv data-attrs='{&quot;url&quot;:&quot;http://[&quot;}' "
    "https://substackcdn.com/image/fetch/x/https%3A%2F%2Fa.example%2Fa.jpg"
)
MEDIUM = HTML + _pieces(
    "h-entry e-content p-name p-summary p-canonical p-author p-tag dt-published graf--title "
    "section-divider posts/draft_a-abcdef123456.html profile/profile.html datetime='0' href='@'"
)
ZIP = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"\xff\xff\xff\xff", b"\0\0")
WARC = (
    *HTML,
    *(b"WARC/1.0\r\n", b"WARC-Type: response\r\n", b"Content-Length: 99999\r\n", b"\r\n\r\n"),
    *(b"HTTP/1.1 200 OK\r\n", b"Content-Type: text/html\r\n", b"WARC-Target-URI: http://[\r\n"),
    *(b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"\x1f\x8b\x08\x00"),
    *(b"Content-Encoding: br\r\n", b"image/jpeg", b"Content-Encoding: deflate\r\n", b"metadata"),
)
NINJS = _pieces(
    "uri guid type headline headlines body_html body_text bodies versioncreated versionCreated "
    "embargoed pubstatus pubStatus associations renditions href subject subjects person place by "
    "located genre role value contentType charcount urgency copyrightnotice usageterms language"
)
NITF = HTML + _pieces(
    "<nitf> <head> <docdata> <doc-id~id-string='a'~regsrc='b'/> <date.issue~norm='20260301T090000Z'"
    "/> <date.release~norm='0'/> <urgency~ed-urg='2'/> <hedline> <hl1> <hl2> <byline> <dateline> "
    "<abstract> <body.content> <body.end> <media~media-type='image'> <media-reference~source='a'/> "
    "<media-caption> <identified-content> <org> <person> "
    "<location> <block> <hl2> <note> <nitf-table>"
)
NEWSML = NITF + _pieces(
    "<newsItem> <newsMessage> <packageItem> <itemSet> <itemMeta> <contentMeta> <contentSet> "
    "<inlineXML> <inlineData> <remoteContent~href='a'/> <itemRef~residref='a'/> <pubStatus~qcode="
    "'stat:canceled'/> <embargoed> <versionCreated> <headline> <subject~qcode='medtop:1'> <NewsML> "
    "<NewsItem> <NewsComponent> <ContentItem> <DataContent> <NewsLines> <HeadLine> guid='a' <group>"
)
FEEDS = HTML + _pieces(
    "<rss> <channel> <item> </item> <feed> <entry> </entry> <guid> <link> <link~href='http://['/> "
    "<pubDate> <updated> <published> <description> "
    "<content~type='xhtml'> <content:encoded> <dc:date>"
    " <enclosure~url='http://['~type='image/jpeg'/> <media:content~url='a'~medium='image'/> "
    "xml:base='http://[' <rdf:RDF> version items content_html content_text date_published authors "
    "attachments mime_type image banner_image https://jsonfeed.org/version/1.1 <category~term='a'/>"
)
READERS = _pieces(
    "email Email~Address state status subscribed unsubscribed since until language list frequency "
    "MEMBER_RATING LEID UNSUB_TIME active_subscription email_disabled subscribed_to_emails true "
    'false yes a@b.example \'a@b.example =cmd() "a,""b" a@[127.0.0.1] ä@ö.example 2026-03-01'
)
MAIL = (
    *_pieces(
        "message/delivery-status message/feedback-report message/rfc822 multipart/report "
        'report-type=delivery-status boundary="b" --b --b-- =?utf-8?q?=ff?= =?x?b?!?= 5.1.1 4.2.2 '
        "failed delayed "
        "bounces+0a1b2c3d-0000-4000-8000-00000000000a@old.example auto-replied base64 "
        "bounces+leave-0a1b2c3d-0000-4000-8000-00000000000a@old.example quoted-printable"
    ),
    b"In-Reply-To: <0a1b2c3d-0000-4000-8000-00000000000a@old.example>\n",
    b'Content-Type: a; b*="',
)
