"""HTML is read as a person sees it, and nothing of it is ever loaded."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.html_text import html_text, html_text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("<div>One</div><div><br></div><div>Two<br></div><div>Three</div>", "One\n\nTwo\nThree"),
        ("a <b>bold</b>  word\n here", "a bold word here"),
        ("<ul><li>one<li>two</ul>after", "one\ntwo\n\nafter"),
        ("<p class=MsoNormal>a</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>b</p>", "a\n\nb"),
        ("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc"),
        ("Bob<hr>From: Ann", "Bob\nFrom: Ann"),
        ("10&nbsp;&euro; &amp; more&hellip;", "10 € & more…"),
        ("pre&shy;view\u200b\u034f", "preview"),
        ("こんにちは<br>世界", "こんにちは\n世界"),
        ("", ""),
    ],
)
def test_lines_are_those_that_a_person_sees(html: str, text: str) -> None:
    assert html_text(html) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>steal()</script>",
        "<script>if (1<2) document.write('<p>x</p>')</script>",
        "<style>p { color: red }</style>",
        "<script><!-- old()</script>",
        "<STYLE><!-- p {} --></STYLE>",
        "<head><title>title</title></head>",
        "<template>later</template>",
        "<noscript><img src='https://track.example/x.gif'></noscript>",
        "<!-- comment -->",
        "<!--[if mso]><p>Outlook only</p><![endif]-->",
        "<p hidden>secret</p>",
        '<div style="display: none">preheader</div>',
        '<span style="visibility:hidden">x</span>',
        '<span style="font-size:0px;color:red">x</span>',
        '<div style="mso-hide:all">x</div>',
        '<div style="display:none">outer<div>inner</div>more</div>',
        '<p style="display:none">not closed',
        "<svg><text>drawn</text></svg>",
        "<img src='cid:1' alt='logo'>",
        "<?xml version='1.0'?><!DOCTYPE html>",
    ],
)
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert html_text(f"<div>seen</div>{hidden}<div>too</div>") == "seen\ntoo"


def test_a_head_without_an_end_does_not_hide_the_page() -> None:
    assert html_text("<html><head><title>t</title><body>words</body></html>") == "words"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<a href="https://shop.example/a">our shop</a>', "our shop (https://shop.example/a)"),
        ('<a href="mailto:info@shop.example?subject=Hi">write to us</a>', "write to us (info@shop.example)"),
        ('<a href="tel:+4930123">call</a>', "call (+4930123)"),
        ('<a href="https://shop.example">www.shop.example</a>', "www.shop.example"),
        ('<a href="mailto:a@b.example">a@b.example</a>', "a@b.example"),
        ('<a href="#top">up</a>', "up"),
        ('<a href="javascript:run()">run</a>', "run"),
        (f'<a href="https://count.example/{"x" * 300}">offer</a>', "offer"),
        ('<a href="https://shop.example"><img src="https://shop.example/x.png"></a>', ""),
    ],
)
def test_links_are_kept_as_text(html: str, text: str) -> None:
    assert html_text(html) == text


def test_quotes_are_marked_as_in_plain_mails() -> None:
    html = "<p>Yes.</p><p>On Monday Ann wrote:</p><blockquote>When?<blockquote>Soon.</blockquote>Ok?</blockquote>"
    assert html_text(html) == "Yes.\n\nOn Monday Ann wrote:\n\n> When?\n>\n> > Soon.\n>\n> Ok?"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<table><tr><td>a</td><td>b</td></tr><tr><th>1<th>2</table>", "a\tb\n1\t2"),
        ("<table>\n<tr>\n<td><p>a</p></td>\n<td><p>b</p></td>\n</tr></table>after", "a\tb\n\nafter"),
        (
            "<table><tr><td><div>x</div></td><td><div>y</div><div>z</div></td><td>w</td></tr></table>",
            "x\ty\nz\nw",
        ),
        ("<p>before</p><table><tr><td>a<td>b</table>", "before\n\na\tb"),
    ],
)
def test_rows_of_a_table_are_lines_with_tabs(html: str, text: str) -> None:
    assert html_text(html) == text


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ('<meta charset="shift_jis"><p>返品'.encode("cp932"), None, "返品"),
        ('<meta http-equiv="x" content="text/html; charset=windows-1251">Где'.encode("cp1251"), None, "Где"),
        ("<p>Größe".encode("cp1252"), "iso-8859-1", "Größe"),
        ("<meta charset=utf-16><p>é".encode(), None, "é"),
        ("<meta charset=nonsense><p>é".encode(), None, "é"),
        ("<p>返品".encode("utf-16"), None, "返品"),
    ],
)
def test_the_encoding_is_the_one_that_the_page_names(data: bytes, charset: str | None, text: str) -> None:
    assert html_text_of(data, charset) == text


@pytest.mark.parametrize(
    "torn",
    ["<!--", "<![x", "<a ", "</", "<div>", "<b><i></b>", '<a b="', "&", "<", "<td>", "<blockquote>", "<p>"],
)
def test_torn_pages_take_no_longer_than_others(torn: str) -> None:
    begin = time.process_time()
    html_text(torn * 5_000)
    html_text(torn * 5_000 + ">")
    assert time.process_time() - begin < 5


@given(st.text(alphabet=st.sampled_from("<>/!-[]ab p\"'=&;?\n\t divtreblockquotestyle:none#")))
def test_any_text_can_be_read(html: str) -> None:
    assert isinstance(html_text(html), str)


def test_ends_of_scripts_that_never_close_are_looked_at_once() -> None:
    begun = time.process_time()
    assert html_text("a<script>" + "</script " * 100_000) == "a"
    assert time.process_time() - begun < 2
