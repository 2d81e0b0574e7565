//! The text of a post as WordPress keeps it, made a page: empty lines divide paragraphs, and words in brackets stand for what
//! the site shows.

use std::fmt::Write as _;

/// Words in brackets that stand around something, or for something that only the site has.
const SHORTCODES: [&str; 7] = [
    "caption",
    "wp_caption",
    "embed",
    "gallery",
    "audio",
    "video",
    "playlist",
];

/// The page of a post. Of the newer editor's posts, each block is marked, and has its elements.
pub fn page(text: &str) -> String {
    let text = without_shortcodes(text);
    if text.contains("<!-- wp:") {
        return text;
    }
    let mut page = String::with_capacity(text.len());
    let mut parts = text.split("<pre");
    add_paragraphs(&mut page, parts.next().unwrap_or(""));
    for part in parts {
        // Line ends of code count as they are.
        let (code, after) = part.split_at(part.find("</pre").unwrap_or(part.len()));
        page.push_str("<pre");
        page.push_str(code);
        add_paragraphs(&mut page, after);
    }
    page
}

/// Adds text whose empty lines divide paragraphs, and whose other line ends are line breaks.
fn add_paragraphs(page: &mut String, text: &str) {
    let mut empty = true;
    for line in text.split_inclusive('\n') {
        let ends = line.ends_with('\n');
        let line = line.trim_end_matches(['\n', '\r']);
        if line.trim().is_empty() && ends {
            page.push_str(if empty { "\n" } else { "\n<p>" });
            empty = true;
            continue;
        }
        let _ = write!(page, "{line}{}", if ends { "<br>" } else { "" });
        empty = false;
    }
}

/// A text without words in brackets that WordPress knows; what stands between two of them stays.
fn without_shortcodes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split('[');
    plain.push_str(parts.next().unwrap_or(""));
    for part in parts {
        let name = part.trim_start_matches('/');
        let name = name.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        let known = name.take(1).any(|name| SHORTCODES.contains(&name));
        let closed = part.split_once(']').filter(|_| known);
        if let Some((_, after)) = closed {
            plain.push_str(after);
        } else {
            plain.push('[');
            plain.push_str(part);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_divide_paragraphs() {
        let table = [
            ("Fog.\nIce.\r\n\r\n\nSea.", "Fog.<br>Ice.<br>\n<p>\nSea."),
            (
                "<!-- wp:paragraph -->\n<p>Fog.</p>\n\nx",
                "<!-- wp:paragraph -->\n<p>Fog.</p>\n\nx",
            ),
            ("a\n<pre>b\n\nc</pre>\nd", "a<br><pre>b\n\nc</pre><br>d"),
            (
                "[caption id=\"7\"]<img src=x> The pier[/caption] [1] [gallery ids=\"1\"][x",
                "<img src=x> The pier [1] [x",
            ),
        ];
        for (text, want) in table {
            assert_eq!(page(text), want, "{text}");
        }
    }
}
