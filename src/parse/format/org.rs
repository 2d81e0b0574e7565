//! Org, the outlines of Emacs (<https://orgmode.org/worg/org-syntax.html>), read into Markdown.
//!
//! | in the file | becomes |
//! |---|---|
//! | `#+TITLE:`, `#+DATE:`, `#+FILETAGS:` … | the header |
//! | `* TODO [#A] News :fog:` | `## News` |
//! | `[[https://fog.example][Fog]]` | `[Fog](https://fog.example)` |
//! | `- term :: text`, deeper lists | lists, as deep |
//! | `#+begin_src c` … `#+end_src`, `: text` | code |
//! | tables, quotes, `*bold*`, `/italic/`, `=code=` | the same in Markdown |
//! | properties, comments, headings with `COMMENT` or `:noexport:` | nothing |

mod heading;
mod inline;
mod keyword;
mod writer;

use super::kind;
use crate::{
    parse::{
        decode,
        document::{Document, Header},
    },
    text::has_extension,
};
use writer::OrgWriter;

/// True for an Org file by its name, or by its first line.
pub fn claims(path: &str, head: &[u8]) -> bool {
    has_extension(path, &["org"]) || kind::is_org(head)
}

/// Reads an Org file.
pub fn read(bytes: &[u8]) -> Document<'static> {
    let decoded = decode::decode(bytes);
    let (text, header) = markdown(&decoded.text);
    Document {
        text: text.into(),
        header,
        guessed: decoded.guessed,
        warnings: decoded.warning.map(|why| (None, why)).into_iter().collect(),
        ..Document::default()
    }
}

fn markdown(text: &str) -> (String, Header) {
    let mut writer = OrgWriter::default();
    let lines: Vec<&str> = text.lines().collect();
    // A drawer that never ends is none.
    let last_end = lines.iter().rposition(|line| is_drawer_end(line));
    for (at, line) in lines.iter().enumerate() {
        writer.may_open_drawer = last_end.is_some_and(|end| at < end);
        writer.line(line);
    }
    writer.finish()
}

fn is_drawer_end(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case(":end:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn org_becomes_markdown() {
        let table = [
            (
                "#+TITLE: Lamp\n* TODO [#A] News :fog:\n** [[https://fog.example/a_b][Fog]]\nThick.\n",
                "## News\n\n### [Fog](https://fog.example/a_b)\n\nThick.\n",
            ),
            (
                "- News:\n  - [[https://a.example][[ANN] A]] ([[https://b.example][B]])\n    on\n- term :: text\n",
                "- News:\n  - [\\[ANN\\] A](https://a.example) ([B](https://b.example))\n    on\n- **term**: text\n",
            ),
            (
                "1. one\n   1) two\n5. [@5] five\n",
                "1. one\n   1. two\n5. five\n",
            ),
            (
                "#+begin_src c -n\n  ,* x\n  ```\n#+end_src\n: fixed\n:  two\n",
                "````c\n  * x\n  ```\n````\n\n```\nfixed\n two\n```\n",
            ),
            (
                "#+begin_quote\nFog\n\nIce\n#+end_quote\n-----\n",
                "> Fog\n>\n> Ice\n\n---\n",
            ),
            (
                "| a | b |\n|---+---|\n| 1 | *2* |\n\n| x |\n",
                "| a | b |\n| --- | --- |\n| 1 | **2** |\n\n| x |\n| --- |\n",
            ),
            (
                "a *bold* /it/ =x*y= ~z~ +no+ _u_ 2*3*4 a/b/c https://e.example/_x_/ *open\n",
                "a **bold** *it* `x*y` `z` ~~no~~ u 2\\*3\\*4 a/b/c https://e.example/_x_/ \\*open\n",
            ),
            (
                "* COMMENT x\ny\n* a :noexport:\nb\n** c\n* d\n:PROPERTIES:\n:ID: 7\n:END:\n# e\nSCHEDULED: <2031-02-03>\nf\n",
                "## d\n\nf\n",
            ),
            (
                ":LOGBOOK:\nkept\n#+begin_src\nopen\n",
                "\\:LOGBOOK:\nkept\n\n```\nopen\n```\n",
            ),
            (
                "Fog[fn:1] [[id:7][here]] [[file:a.png]] [[https://c.example]]\n\n[fn:1] Thick.\n",
                "Fog[^1] here ![](a.png) <https://c.example>\n\n[^1]: Thick.\n",
            ),
        ];
        for (org, want) in table {
            assert_eq!(markdown(org).0, want, "{org}");
        }
    }

    #[test]
    fn settings_are_the_header() {
        let table = [
            "#+TITLE: Lamp\n#+DATE: <2031-02-03 Mon>\n#+FILETAGS: :fog:sea:\n",
            "# about\n#+title: Lamp\n#+date: 2031-02-03T18:21:39-0500\n#+keywords: fog, sea\n",
        ];
        for org in table {
            let header = markdown(org).1;
            assert_eq!(header.title.as_deref(), Some("Lamp"), "{org}");
            assert_eq!(header.date.unwrap().to_string(), "2031-02-03", "{org}");
            let tags: Vec<_> = header
                .tags
                .iter()
                .map(|tag| tag.name().to_owned())
                .collect();
            assert_eq!(tags, ["fog", "sea"], "{org}");
        }
    }
}
