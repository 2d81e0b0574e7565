//! A post as Ghost's editors keep it, made HTML. Lexical is a tree of nodes; Mobiledoc, the editor before it, has sections of
//! marked text, and cards.

use std::fmt::Write as _;

use serde_json::Value;

use super::{rows, text};
use crate::text::html::{encode, of_markdown};

/// The deepest nesting of nodes that is written.
const DEEPEST: usize = 64;

/// The HTML of a post that has none.
pub fn page(post: &Value) -> Option<String> {
    let read = |name: &str| serde_json::from_str::<Value>(&text(post, name)?).ok();
    let mut html = String::new();
    if let Some(lexical) = read("lexical") {
        node(&mut html, lexical.get("root")?, DEEPEST);
    } else if let Some(mobiledoc) = read("mobiledoc") {
        Mobiledoc(&mobiledoc).write(&mut html);
    }
    (!html.is_empty()).then_some(html)
}

/// A node of Lexical, and those in it.
fn node(html: &mut String, value: &Value, depth: usize) {
    let kind = text(value, "type").unwrap_or_default();
    match kind.as_str() {
        "text" | "extended-text" => return words(html, value),
        "linebreak" => html.push_str("<br>"),
        _ => card(html, &kind, value),
    }
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let url = text(value, "url").unwrap_or_default();
    let (open, close) = match element(&kind, value).as_str() {
        "" => (String::new(), String::new()),
        "a" => (format!("<a href=\"{}\">", encode(&url)), "</a>".to_owned()),
        name => (format!("<{name}>"), format!("</{name}>")),
    };
    html.push_str(&open);
    for child in rows(value, "children") {
        node(html, child, depth);
    }
    html.push_str(&close);
}

/// The element that a node with others in it becomes.
fn element(kind: &str, value: &Value) -> String {
    let tag = || text(value, "tag").filter(|tag| tag.chars().all(char::is_alphanumeric));
    let name = match kind {
        "paragraph" => "p",
        "quote" | "extended-quote" | "aside" => "blockquote",
        "listitem" => "li",
        "link" | "autolink" => "a",
        "heading" | "extended-heading" | "list" => return tag().unwrap_or_default(),
        _ => "",
    };
    name.to_owned()
}

/// Words, bold and italic by the bits of their format.
fn words(html: &mut String, value: &Value) {
    let format = value.get("format").and_then(Value::as_u64).unwrap_or(0);
    let words = value.get("text").and_then(Value::as_str).unwrap_or("");
    let marks = [(1, "b"), (2, "i"), (16, "code")];
    let marks = || marks.iter().filter(|(bit, _)| format & bit != 0);
    for (_, name) in marks() {
        let _ = write!(html, "<{name}>");
    }
    html.push_str(&encode(words));
    for (_, name) in marks().rev() {
        let _ = write!(html, "</{name}>");
    }
}

/// Writes a card of either editor: a picture, code, a link with what is told of it.
fn card(html: &mut String, kind: &str, value: &Value) {
    let own = |name: &str| text(value, name).unwrap_or_default();
    let url = encode(&own("url"));
    let _ = match kind {
        "image" => write!(
            html,
            "<p><img src=\"{}\" alt=\"{}\"></p>",
            encode(&own("src")),
            encode(&own("alt"))
        ),
        "html" | "email" | "email-cta" => write!(html, "{}", own("html")),
        "markdown" | "card-markdown" => write!(html, "{}", of_markdown(&own("markdown"))),
        "hr" | "horizontalrule" => write!(html, "<hr>"),
        "codeblock" | "code" => write!(html, "<pre>{}</pre>", encode(&own("code"))),
        "bookmark" | "embed" => {
            let about = value.get("metadata").unwrap_or(value);
            let title = text(about, "title").unwrap_or_else(|| own("url"));
            let told = text(about, "description").unwrap_or_default();
            write!(
                html,
                "<h4><a href=\"{url}\">{}</a></h4><p>{}</p>",
                encode(&title),
                encode(&told)
            )
        }
        "button" => {
            let address = text(value, "buttonUrl").unwrap_or_default();
            write!(
                html,
                "<p><a href=\"{}\">{}</a></p>",
                encode(&address),
                encode(&own("buttonText"))
            )
        }
        "callout" => write!(html, "<p>{}</p>", own("calloutText")),
        "toggle" => write!(html, "<p>{}</p>{}", own("heading"), own("content")),
        "header" | "product" | "signup" => write!(html, "<p>{}</p>", encode(&own("header"))),
        _ => Ok(()),
    };
}

/// A document of Mobiledoc 0.3.
struct Mobiledoc<'a>(&'a Value);

impl Mobiledoc<'_> {
    fn write(&self, html: &mut String) {
        for row in rows(self.0, "sections") {
            let at = |place: usize| row.get(place).unwrap_or(&Value::Null);
            match at(0).as_u64() {
                Some(1) => section(html, at(1), |html| self.markers(html, at(2))),
                Some(3) => section(html, at(1), |html| {
                    for item in at(2).as_array().into_iter().flatten() {
                        html.push_str("<li>");
                        self.markers(html, item);
                        html.push_str("</li>");
                    }
                }),
                Some(10) => {
                    let named = self.of("cards", at(1));
                    let kind = named.get(0).and_then(Value::as_str).unwrap_or("");
                    card(html, kind, named.get(1).unwrap_or(&Value::Null));
                }
                _ => {}
            }
        }
    }

    /// The row of a table that a number names.
    fn of(&self, table: &str, number: &Value) -> &Value {
        let row = number
            .as_u64()
            .and_then(|at| self.0.get(table)?.get(usize::try_from(at).ok()?));
        row.unwrap_or(&Value::Null)
    }

    /// Pieces of text. Each says which marks open before it, and how many of those that are open end after it.
    fn markers(&self, html: &mut String, markers: &Value) {
        let mut open: Vec<&str> = Vec::new();
        for marker in markers.as_array().into_iter().flatten() {
            for mark in marker
                .get(1)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let mark = self.of("markups", mark);
                let name = mark.get(0).and_then(Value::as_str).unwrap_or("span");
                let target = mark
                    .get(1)
                    .and_then(|pairs| pairs.get(1))
                    .and_then(Value::as_str);
                let _ = match target.filter(|_| name == "a") {
                    Some(target) => write!(html, "<a href=\"{}\">", encode(target)),
                    None => write!(html, "<{}>", encode(name)),
                };
                open.push(name);
            }
            html.push_str(&encode(marker.get(3).and_then(Value::as_str).unwrap_or("")));
            for _ in 0..marker.get(2).and_then(Value::as_u64).unwrap_or(0) {
                let Some(name) = open.pop() else {
                    break;
                };
                let _ = write!(html, "</{}>", encode(name));
            }
        }
    }
}

/// An element, and what is written in it.
fn section(html: &mut String, name: &Value, write: impl Fn(&mut String)) {
    let name = name
        .as_str()
        .filter(|name| name.chars().all(char::is_alphanumeric));
    let name = name.unwrap_or("p");
    let _ = write!(html, "<{name}>");
    write(html);
    let _ = write!(html, "</{name}>");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_editor_keeps_the_same() {
        let link = json!({"type": "link", "url": "https://horn.example/?a&b", "children": [{"type": "extended-text", "text": "A horn", "format": 1}]});
        let lexical = json!({"root": {"type": "root", "children": [
            {"type": "extended-heading", "tag": "h2", "children": [link]},
            {"type": "paragraph", "children": [{"type": "text", "text": "It <sings>.", "format": 0}]},
            {"type": "list", "tag": "ul", "children": [{"type": "listitem", "children": [{"type": "text", "text": "Low"}]}]},
            {"type": "image", "src": "x.png", "alt": "Pier"},
        ]}});
        let mobiledoc = json!({
            "version": "0.3.1",
            "markups": [["a", ["href", "https://horn.example/?a&b"]], ["b"]],
            "cards": [["image", {"src": "x.png", "alt": "Pier"}]],
            "sections": [[1, "h2", [[0, [0, 1], 2, "A horn"]]], [1, "p", [[0, [], 0, "It <sings>."]]], [3, "ul", [[[0, [], 0, "Low"]]]], [10, 0]],
        });
        let want = "<h2><a href=\"https://horn.example/?a&amp;b\"><b>A horn</b></a></h2><p>It &lt;sings&gt;.</p><ul><li>Low</li></ul>\
            <p><img src=\"x.png\" alt=\"Pier\"></p>";
        for (name, kept) in [("lexical", lexical), ("mobiledoc", mobiledoc)] {
            let post = json!({ name: kept.to_string() });
            assert_eq!(page(&post).as_deref(), Some(want), "{name}");
        }
    }
}
