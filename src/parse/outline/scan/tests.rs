use proptest::prelude::*;

use super::super::{Room, events, patch, signs::Signs};

/// What lines are made of; each may be at the start of one or stand in it.
const PARTS: [&str; 102] = [
    " ",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\n- ",
    "\n  - ",
    "\n    - ",
    "\n* ",
    "\n1. ",
    "\n2) ",
    "\n   ",
    "\n# ",
    "\n### ",
    "## ",
    " ##",
    "\n---",
    "\n***\n",
    "\n```\n",
    "\n```rust\n",
    "\n~~~",
    "\n> ",
    "\n===",
    "+ ",
    "- ",
    "1. ",
    "-",
    "a",
    "word",
    "Fog",
    "안개",
    "등불은",
    "灯",
    "。",
    "é",
    "🎉",
    "1",
    "7.",
    ")",
    "(",
    "[",
    "]",
    "](",
    "](https://a.example)",
    "[b](https://b.example/x_y_z)",
    "![i](i.png)",
    "https://c.example/d_e*f",
    "www.d.example",
    "<https://e.example>",
    "<",
    ">",
    "<b>",
    "`",
    "``",
    "`code`",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "\\",
    "&amp;",
    "&",
    "!",
    "|",
    ":-",
    "\"t\"",
    " \"t\")",
    "https://",
    "[x] ",
    "\n\n",
    "\n\n",
    "\n<!-- c -->",
    "\n<!--",
    "-->\n",
    "\n\n> a\n",
    "\n<img src=\"i\">\n",
    "\n</div>",
    "<b>bold</b>",
    "\n<pre>",
    "\n<h3>T</h3>\n",
    "\n| a | b |\n|---|---|\n",
    "\n[r]: https://r.example\n",
    "\n\n[r]: https://r.example\n\n",
    "\n\n[R]: u\n[s t]: #s\n",
    "[r]",
    "[r][]",
    "[a][S  T]",
    "[r]: u",
    "![r]",
    "[^1]",
    "\n    - [p](http://p.example)",
    "\n    code",
    "\n- [ ] ",
    "\u{3000}",
    "\n?> ",
];

fn document() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        8 => proptest::sample::select(&PARTS[..]).prop_map(str::to_owned),
        1 => "[ -~]{1,3}",
    ];
    proptest::collection::vec(part, 1..40).prop_map(|parts| parts.concat())
}

/// Compares with pulldown-cmark; whether the file was plain.
fn agrees(source: &str) -> Result<bool, TestCaseError> {
    let mut room = Room::default();
    let Some(scanned) = super::outline(source, &Signs::of(source), 0, &mut room) else {
        return Ok(false);
    };
    let parsed = events::outline(room.lend(source), &patch::patch(source), 0);
    prop_assert_eq!(&scanned, &parsed, "{}", source);
    // Nothing of one outline is left in another.
    room.take_back(scanned);
    let again = super::outline(source, &Signs::of(source), 0, &mut room);
    prop_assert_eq!(again, Some(parsed), "{} again", source);
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn nothing_is_read_otherwise_than_by_the_parser(source in document()) {
        agrees(&source)?;
    }
}

#[test]
fn what_issues_are_written_in_is_plain() {
    let source = "# Lantern 7\n\nHello, *all* of you.\nA second line.\n\n---\n\n## [Fog](https://fog.example/a_(b) \"t\")\n\n\
                  - Summary\n    - **one** two\n      goes on\n    - `code` <https://lamp.example>\n- Reference\n    1. see \
                  https://horn.example/x_y\n\n```rust\n# let x = 1;\n```\n\n[[topic] 안개 **낀** 밤](https://night.example)\n\n\
                  ![A map](map.png) [![b](b.png)](https://b.example) 1~2 R&D snake_case 2 * 3\n";
    assert!(agrees(source).unwrap());
}

#[test]
fn what_is_not_plain_is_parsed_by_itself() {
    let source = "<!-- more -->\n\n## Fog\n\nA paragraph.\n\n> A quote,\nlazily gone on\n> - with a list\n\n<img src=\"map.png\">\n\n\
                  | Lamp | Oil |\n|------|-----|\n| one  | 1 l |\n\nA heading\n=========\n\n- an item with <b>HTML</b>\n- another\n\n\
                  <!-- a comment\n\nwith an empty line -->\nThe end.\n\n[ ] [horn]\n";
    assert!(agrees(source).unwrap());
}

#[test]
fn definitions_are_found_ahead_of_what_refers_to_them() {
    let source = "# [Fog][fog]\n\nSee [the horn][Horn], [fog] and [ice].\n\n- [x] a task\n- [fog][]\n\n> [horn]\n\nThe end.\n\n\
                  [fog]: https://fog.example\n[horn]: https://horn.example\n\n[horn]: https://other.example\n";
    assert!(agrees(source).unwrap());
    let not_certain = [
        "[fog]\n\n- a\n\n[fog]: https://fog.example\n",
        "[fog]\n\n```\n[fog]: https://fog.example\n\n```\n\n[ice]: i\n",
        "[fog]\n\n[fog]: https://fog.example \"title\"\n",
        "[\u{212a}]\n\n[k]: https://fog.example\n",
    ];
    for source in not_certain {
        assert!(!agrees(source).unwrap(), "{source}");
    }
}
