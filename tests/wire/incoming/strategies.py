"""What hypothesis makes copy of, whatever the format."""

from __future__ import annotations

from hypothesis import strategies as st

HTML = st.lists(
    st.sampled_from(["<p>", "</p>", "<ul>", "<li>", "<table>", "<td>", "<blockquote>", "<h2>"])
    | st.sampled_from(
        ["</ul>", "</table>", "<br>", "<hr>", "<img src=x>", "<figure>", "words", "<b>"]
    )
    | st.text(max_size=8),
    max_size=20,
).map("".join)
