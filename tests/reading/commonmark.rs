//! The examples of the CommonMark specification, as the Markdown parser's package brings them: what our document says is
//! what the reference HTML says.

use std::{fs, path::PathBuf, process::Command};

use backissue::page::{Role, WrapOptions};
use backissue::text::clean;

use super::render;

/// One example: Markdown and HTML.
struct Example {
    markdown: String,
    html: String,
}

/// The file of the package that this very build uses.
fn spec_file() -> PathBuf {
    // Of other platforms, the packages need not be there.
    let about = Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(about.stdout).unwrap();
    let host = about
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--offline", "--locked"])
        .args(["--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let parser = packages
        .iter()
        .find(|package| package["name"] == "pulldown-cmark")
        .unwrap();
    let manifest = PathBuf::from(parser["manifest_path"].as_str().unwrap());
    manifest.with_file_name("tests").join("suite/spec.rs")
}

fn examples() -> Vec<Example> {
    let file = fs::read_to_string(spec_file()).unwrap();
    let literal = |text: &str, name: &str| {
        let (_, rest) = text.split_once(&format!("let {name} = r##\"")).unwrap();
        rest.split_once("\"##;").unwrap().0.to_owned()
    };
    let tests = file.split("#[test]").skip(1);
    tests
        .map(|test| Example {
            markdown: literal(test, "original"),
            html: literal(test, "expected"),
        })
        .collect()
}

/// What a document says, without markers, line breaks and the numbers of links.
fn said(markdown: &str) -> String {
    let page = render(markdown).wrap(&WrapOptions::width(u16::MAX));
    let mut text = String::new();
    for line in page.lines_from(0) {
        let added = [Role::Marker, Role::LinkNumber, Role::Deceptive, Role::Rule];
        let runs = line.runs().filter(|run| !added.contains(&run.style.role));
        text.extend(runs.map(|run| run.text));
        text.push('\n');
    }
    squeeze(&text)
}

/// The text of HTML: images as we name them, nothing of scripts and styles. A tag that does not end is text.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((head, tail)) = rest.split_once('<') {
        text.push_str(head);
        let Some((tag, after)) = split_tag(tail) else {
            text.push('<');
            rest = tail;
            continue;
        };
        rest = after;
        if tag.starts_with("img") {
            let alt = tag
                .split_once("alt=\"")
                .map_or("", |(_, alt)| alt.split_once('"').unwrap().0);
            text.push_str(&format!("[image: {alt}]").replace(": ]", "]"));
        }
        for hidden in ["script", "style"] {
            if tag.starts_with(hidden) {
                rest = rest
                    .split_once(&format!("</{hidden}>"))
                    .map_or("", |(_, rest)| rest);
            }
        }
        if [
            "br", "hr", "p", "/p", "td", "/td", "li", "div", "/div", "table", "tr",
        ]
        .contains(&tag)
        {
            text.push(' ');
        }
    }
    text.push_str(rest);
    let decoded = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    squeeze(
        &decoded
            .iter()
            .fold(text, |text, (entity, c)| text.replace(entity, c)),
    )
}

fn split_tag(tail: &str) -> Option<(&str, &str)> {
    let ends = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")];
    if let Some((_, end)) = ends.iter().find(|(start, _)| tail.starts_with(start)) {
        return tail.split_once(end);
    }
    let mut quote = None;
    let end = tail.char_indices().find(|(_, c)| {
        match quote {
            None if matches!(c, '"' | '\'') => quote = Some(*c),
            Some(open) if open == *c => quote = None,
            _ => {}
        }
        quote.is_none() && *c == '>'
    })?;
    Some((&tail[..end.0], &tail[end.0 + 1..]))
}

fn squeeze(text: &str) -> String {
    clean::lines(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn every_example_says_what_its_html_says() {
    let examples = examples();
    assert!(examples.len() > 600, "{} examples found", examples.len());
    let mut wrong = Vec::new();
    for (number, example) in (1..).zip(&examples) {
        let (ours, theirs) = (said(&example.markdown), text_of(&example.html));
        if ours != theirs {
            wrong.push(format!(
                "{number}: {:?}\n  ours:   {ours}\n  theirs: {theirs}",
                example.markdown
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
