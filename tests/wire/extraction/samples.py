"""A page of an invented newspaper, with everything that surrounds a story."""

from __future__ import annotations

PARAGRAPHS = (
    "On Wednesday the harbour commission voted to close the northern pier until the spring, "
    "after engineers found that eleven of its forty piles had been eaten by shipworm.",
    "The commission's chair, Ines Okafor, said that the repair would cost 2.4 million dollars, "
    "a third of which the state has promised to pay before the end of the fiscal year.",
    "Fishermen who land their catch there were told to use the southern quay. “We were not asked,” "
    "said Tomas Brandt, whose family has sold herring from the pier since 1931.",
    "The pier was built in 1926 and rebuilt after the storm of 1978; a report that warned of its "
    "state was written four years ago and never came before the commission.",
)
FURNITURE = (
    "-6.6 C",
    "Sunday, December 22, 2024",
    "Ferry strike enters its third week",
    "What the editors would have you see",
    "Stay in touch",
    "Mara Ellison covers the waterfront",
    "First! What a story",
    "We use cookies",
    "Share on",
)
DATA = """{"@context": "https://schema.org", "@graph": [
 {"@type": "NewsMediaOrganization", "name": "The Harbour Post"},
 {"@type": "NewsArticle", "headline": "Northern pier closes as worms eat its piles",
  "datePublished": "2023-03-08T09:30:00-05:00", "dateModified": "2023-03-09T10:00:00-05:00",
  "description": "Eleven of forty piles are gone.", "articleSection": "City",
  "keywords": ["harbour", "piers"],
  "author": [{"@type": "Person", "name": "Mara Ellison"}, {"@type": "Person", "name": "Jo Li"}],},
]}"""
PAGE = """<!doctype html><html lang="en-US"><head><meta charset="utf-8">
<title>Northern pier closes as worms eat its piles | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<link rel="canonical" href="https://harbour.example/city/pier">{data}</head><body>
<header class="masthead"><span class="weather">-6.6 C</span> New York
<time datetime="2024-12-22">Sunday, December 22, 2024</time></header>
<nav><a href="/">The Harbour Post</a> <a href="/city">City</a> <a href="/sport">Sport</a></nav>
<main><article><h1>Northern pier closes as worms eat its piles</h1>
<div class="share-bar">Share on <a href="https://a.example">A</a></div>
<figure><img src="/pier.jpg" alt="A pier in fog"><figcaption>The pier on Tuesday.
<span class="credit">Photo: Lu Chen</span></figcaption></figure>
<p>{0}</p><p>{1} <a href="javascript:alert(1)">More</a><script>alert(1)</script></p>
<p class="also-read">Also Read: <a href="/city/ferries">Ferries, Explained</a></p>
<h2>What the fishermen say</h2><p>{2}</p><ul><li>Southern quay: open from six in the morning</li>
<li>Northern pier: closed until the spring of next year</li></ul><p>{3}</p></article>
<section class="author-box"><p>Mara Ellison covers the waterfront for The Harbour Post. She lives
by the sea and has written about it for twelve years.</p></section>
<aside class="latest-posts"><h2>Latest Posts</h2><p>Ferry strike enters its third week, and the
mayor says that nothing can be done about it before the holidays.</p></aside>
<section class="dont-miss"><h2>Don't Miss</h2><p>What the editors would have you see this week, a
long read about the lighthouse keepers who never left.</p></section>
<section id="comments"><p>First! What a story, I have known that pier for all my life and more.</p>
</section></main><section class="newsletter"><h2>Stay in touch</h2><p>To be updated with all the
latest news, offers and special announcements.</p><form><input type="email"></form></section>
<div class="cookie-notice"><p>We use cookies to give you the best experience of our pages.</p></div>
<footer><p>About, contact, people, policies.</p></footer></body></html>"""


def a_page(data: str = DATA) -> bytes:
    """Return the page, with what it says of itself to machines."""
    said = f'<script type="application/ld+json">{data}</script>' if data else ""
    return PAGE.format(*PARAGRAPHS, data=said).encode()
