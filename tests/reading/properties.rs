//! What holds for any Markdown at any width.

use backissue::page::WrapOptions;
use proptest::prelude::*;

use super::render;
use crate::fuzz::bodies::renderer::{
    assert_clean, assert_fits, assert_fits_where_wide, assert_whole,
};

/// Pieces that documents are made of: mark-up, scripts, and what breaks layouts.
const PIECES: [&str; 62] = [
    "\n",
    "\n\n",
    "\n    ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n99999. ",
    "\n> ",
    "\n# ",
    "\n```rs\n",
    "\n| a | b |\n|:-:|--:|\n| ",
    " | ",
    " |\n| ",
    "\n---\n",
    "\n===\n",
    "*",
    "**",
    "~~",
    "`",
    "[",
    "](https://fog.example/a?b=1&c=2)",
    "](x)",
    "![",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<ul><li>",
    "</ul>",
    "<details>",
    "</details>",
    "<a href=\"https://a.example\">",
    "</a>",
    "<img alt='x y'>",
    "&nbsp;",
    "&#27;[31m",
    "\\",
    "  \n",
    "word",
    "a-long-hyphenated-word",
    "supercalifragilisticexpialidocious",
    "https://fog.example/very/long/path?with=query&and=more#hash",
    "한글은 단어를 유지한다",
    "가나다라마바사아자차카타파하",
    "汉字之间可以换行。",
    "「日本語」の、禁則っ！",
    "…——",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦",
    "❤\u{fe0f}",
    "1\u{fe0f}\u{20e3}",
    "\u{1112}\u{1161}\u{11ab}",
    "e\u{301}\u{302}",
    "क्षत्रिय",
    "\u{202e}",
    "\u{1b}]0;x\u{7}",
    "\t",
    "\u{a0}",
    "\u{3000}",
    "ﾞ",
    "[^1]",
    "\n[^1]: ",
];

fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_wider_than_the_pane(source in markdown(), width in 1..=300u16) {
        let page = render(&source).wrap(&WrapOptions::width(width));
        assert_fits(&page, width, &source);
    }

    #[test]
    fn nor_where_ambiguous_characters_are_wide(source in markdown(), width in 1..=60u16) {
        assert_fits_where_wide(&render(&source), width, &source);
    }

    #[test]
    fn no_text_is_lost(source in markdown(), width in 16..=300u16) {
        let document = render(&source);
        assert_whole(&document, &document.wrap(&WrapOptions::width(width)), &source);
    }

    #[test]
    fn every_character_is_clean_and_anchors_grow(source in markdown(), width in 1..=80u16) {
        assert_clean(&render(&source).wrap(&WrapOptions::width(width)), &source);
    }
}
