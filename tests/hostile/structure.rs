//! Text that is large, deep or broken.

#![allow(clippy::format_collect, reason = "tests read better so")]

use super::{Case, PART};

fn issues(texts: Vec<(&'static str, String)>) -> Vec<Case> {
    let texts = texts.into_iter();
    texts.map(|(name, text)| Case::issue(name, text)).collect()
}

pub fn large() -> Vec<Case> {
    let n = 100_000 / PART;
    let repeated = |text: &str, n: usize| text.repeat(n);
    issues(vec![
        ("one line", repeated("word ", 20 * n)),
        ("one line of marks", repeated(".## x ", n)),
        ("one word", repeated("a", 100 * n)),
        ("one word in Korean", repeated("가", 30 * n)),
        ("headings", repeated("## a\n", n)),
        ("headings with prose", repeated("## a\n\nb\n\n", n / 2)),
        (
            "headings of three levels",
            (0..n / 4)
                .map(|n| format!("# a{n}\n## b{n}\n### c\n\na [b](https://a.example/{n}).\n\n"))
                .collect(),
        ),
        (
            "headings over lists",
            repeated("## a\n\n- [a](https://a.example/1) b\n\n", n / 2),
        ),
        (
            "numbered headings over lists",
            "# a\n\n".to_owned() + &repeated("## 1. a\n\n- [a](https://a.example/1) b\n\n", n / 2),
        ),
        (
            "labels over lists",
            repeated("a:\n\n- [a](https://a.example/1) b\n\n", n / 2),
        ),
        (
            "lists between comments",
            repeated("- [a](https://a.example/1) b\n\n<!-- a -->\n\n", n / 2),
        ),
        (
            "numbers that count on over paragraphs",
            (0..n / 2)
                .map(|n| format!("{n}. [a](https://a.example/{n}) b\n\na\n\n"))
                .collect(),
        ),
        ("captions", repeated("**a**\n\n![a](a.png)\n\n", n / 2)),
        ("links", repeated("[a](https://a.example/1) ", n)),
        ("bullets", repeated("- [a](https://a.example/1)\n", n / 2)),
        ("bare URLs", repeated("https://a.example/1 ", n / 2)),
        (
            "a URL that never ends",
            format!("https://a.example/{}", repeated(")", 10 * n)),
        ),
        ("tags", repeated("<a href=x ", n)),
        (
            "links in HTML",
            repeated("<a href='https://a.example'>", n / 4),
        ),
        (
            "blocks of HTML",
            repeated("<div>\n<a hrefhref=''>\n\n", n / 4),
        ),
        ("numbers", repeated("1、a\n\n", n / 2)),
        ("bold lines", repeated("**a**\n\n---\n\n", n / 2)),
        (
            "links that are cut",
            repeated(
                "[a](https://a.example/1)[a.example](http://a.example)",
                n / 4,
            ),
        ),
        (
            "definitions",
            (0..n / 2)
                .map(|n| format!("[{n}]: https://a.example/{n}\n"))
                .collect(),
        ),
        (
            "footnotes",
            (0..n / 4)
                .map(|n| format!("a[^{n}]\n\n[^{n}]: b\n\n"))
                .collect(),
        ),
        (
            "rows of a table",
            "|a|b|\n|-|-|\n".to_owned() + &repeated("|1|2|\n", n / 4),
        ),
        (
            "cells of a table",
            format!(
                "|{0}\n|{1}\n|{0}\n",
                repeated("a|", n / 20),
                repeated("-|", n / 20)
            ),
        ),
        ("entities", repeated("&amp;&#x41;", n / 2)),
        ("blank lines", "# a\n".to_owned() + &repeated("\n", 10 * n)),
        (
            "marks on one letter",
            format!("# a\n\na{}", repeated("\u{301}", n)),
        ),
        (
            "joined emoji",
            format!("# a\n\n{}", repeated("👨\u{200d}", n / 4)),
        ),
    ])
}

pub fn deep() -> Vec<Case> {
    let n = 100_000 / PART;
    let list = |depth: usize, mark: &str| -> String {
        (0..depth)
            .map(|depth| format!("{}{mark} a\n", " ".repeat(depth)))
            .collect()
    };
    issues(vec![
        ("nested lists", list(2000, "-")),
        (
            "lists nested by two",
            (0..500)
                .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
                .collect(),
        ),
        ("lists in a line", "- ".repeat(2000) + "a\n"),
        ("nested quotes", ">".repeat(2000) + " a\n"),
        ("quotes and lists", "> - ".repeat(1000) + "a\n"),
        ("brackets", "[".repeat(n)),
        ("images", "![".repeat(n / 2)),
        (
            "brackets that close",
            "[".repeat(n / 4) + &"](a)".repeat(n / 4),
        ),
        ("stars", "*a **b ".repeat(n / 4)),
        ("backticks", (1..400).map(|n| "`".repeat(n) + " ").collect()),
        (
            "nested HTML",
            "<div>".repeat(n / 4) + &"</div>".repeat(n / 4),
        ),
        ("signs that begin no tag", "< ".repeat(5 * n)),
        ("code of a site that does not end", "{{< ".repeat(3 * n)),
        ("comments that do not end", "<!-- ".repeat(n / 4)),
        (
            "a fence that does not end",
            "# a\n\n```\n".to_owned() + &"x\n".repeat(n / 4),
        ),
    ])
}

pub fn front_matter() -> Vec<Case> {
    let n = 100_000 / PART;
    let keys: String = (0..n).map(|n| format!("key{n}: {n}\n")).collect();
    let tags: String = (0..n / 2).map(|n| format!("t{n}, ")).collect();
    let laughs: String = (1..40)
        .map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1))
        .collect();
    let nested = |open: &str, close: &str| open.repeat(n / 10) + &close.repeat(n / 10);
    let whole = |yaml: &str| format!("---\n{yaml}\n---\n## a\n\nb\n");
    issues(vec![
        ("keys", whole(&keys)),
        ("tags in front matter", whole(&format!("tags: {tags}"))),
        ("tags in a list", whole(&format!("tags: [{tags}]"))),
        (
            "aliases of aliases",
            whole(&format!("a0: &a0 [x]\n{laughs}title: *a39")),
        ),
        ("an alias of itself", whole("a: &a [*a]\ntitle: *a")),
        (
            "nested lists in YAML",
            whole(&format!("title: {}", nested("[", "]"))),
        ),
        (
            "nested maps in YAML",
            whole(&format!("title: {}", nested("{a: ", "}"))),
        ),
        (
            "nested blocks in YAML",
            whole(
                &(0..500)
                    .map(|n| format!("{}a:\n", " ".repeat(n)))
                    .collect::<String>(),
            ),
        ),
        ("front matter that does not end", format!("---\n{keys}")),
        ("merged keys", whole("<<: &a {<<: *a}\ntitle: a")),
        (
            "TOML",
            "+++\n".to_owned() + &"a = [".repeat(n / 10) + "\n+++\n## a\n",
        ),
    ])
}

/// Bytes that are no text, or not in UTF-8.
pub fn bytes() -> Vec<Case> {
    let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}# Fog\n\nText.\n"
            .encode_utf16()
            .flat_map(order)
            .collect()
    };
    let random: Vec<u8> = (0..1_000_000 / PART as u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    vec![
        Case::issue("nothing", "").says("is empty"),
        Case::issue("blanks", " \n\t\n").says("is empty"),
        Case::issue("NUL bytes", [&b"# a\n\n"[..], &[0; 100_000]].concat()),
        Case::issue("NUL bytes alone", [0; 100_000]),
        Case::issue(
            "invalid UTF-8",
            b"# Fog \xff\xfe\xc0\xaf\xed\xa0\x80\xf5\n\n\xe2\x82".repeat(1000),
        ),
        Case::issue("UTF-16, low byte first", utf16(u16::to_le_bytes)),
        Case::issue("UTF-16, high byte first", utf16(u16::to_be_bytes)),
        Case::issue("half of UTF-16", b"\xff\xfe#\0 \0a\0\n"),
        Case::issue("a mark of UTF-8 alone", "\u{feff}"),
        Case::issue("bytes at random", random),
    ]
}
