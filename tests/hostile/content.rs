//! Text that would act on a terminal, or look like something else.

use super::Case;

/// What each is called, and what is put into every place of an issue where text can be.
const TEXTS: [(&str, &str); 27] = [
    ("colours", "\x1b[31m\x1b[5mred"),
    ("a screen cleared", "\x1b[2J\x1b[3J\x1b[H"),
    ("a question to the terminal", "\x1b[6n\x1b[c\x1b[>q"),
    ("a reset", "\x1bc\x1b[!p"),
    ("a window title", "\x1b]0;owned\x07\x1b]2;owned\x1b\\"),
    (
        "a link that does not end",
        "\x1b]8;;https://evil.example/\x1b\\here",
    ),
    ("the clipboard", "\x1b]52;c;b3duZWQ=\x07"),
    (
        "a device control string",
        "\x1bP$q\"p\x1b\\\x1bP1;2|owned\x1b\\",
    ),
    (
        "other strings",
        "\x1b_Gi=1;AAAA\x1b\\\x1b^owned\x1b\\\x1bXowned\x1b\\",
    ),
    ("a sequence that does not end", "\x1b]0;owned"),
    (
        "C1 controls",
        "\u{9b}31m\u{9d}0;owned\u{9c}\u{90}q\u{9c}\u{85}",
    ),
    ("bells", "\u{7}\u{7}\u{7}"),
    ("NUL", "a\0b"),
    ("backspaces", "evil\u{8}\u{8}\u{8}\u{8}good\u{7f}"),
    ("carriage returns", "evil\rgood"),
    ("vertical tabs and form feeds", "a\u{b}b\u{c}c\td"),
    ("shifts", "\u{e}lqqk\u{f}"),
    ("overrides", "\u{202e}elpmaxe.live\u{202d}"),
    (
        "isolates left open",
        "\u{2066}\u{2067}\u{2068}\u{61c}\u{200f}open",
    ),
    (
        "zero-width characters",
        "ev\u{200b}il\u{2060}.ex\u{ad}ample\u{feff}",
    ),
    ("tag characters", "fog\u{e0001}\u{e0041}\u{e0042}\u{e007f}"),
    ("line and paragraph separators", "a\u{2028}b\u{2029}c"),
    ("annotations", "a\u{fff9}b\u{fffa}c\u{fffb}"),
    (
        "encoded escapes",
        "&#27;[31m&#x1b;]0;owned&#7;&#x9b;5m&#0;&#x202e;&NewLine;&Tab;",
    ),
    ("encoded twice", "&amp;#27;[31m%1b%5b31m\\e[31m\\u001b[5m"),
    (
        "marks without a letter",
        "\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    ),
    ("joiners", "\u{200d}\u{200d}👨\u{200d}👩\u{fe0f}\u{200c}"),
];

pub fn cases() -> Vec<Case> {
    let mut cases: Vec<_> = TEXTS
        .iter()
        .map(|(name, text)| Case::issue(name, everywhere(text)))
        .collect();
    cases.push(Case::issue("escapes in YAML", YAML));
    cases.push(Case::folder("names of files", |folder| {
        for (_, text) in TEXTS {
            let name = format!("{}.md", text.replace(['/', '\0'], "_"));
            std::fs::write(folder.join(name), everywhere("fog")).unwrap();
        }
    }));
    cases
}

/// All of them in one archive.
pub fn together() -> Case {
    Case::folder("all texts", |folder| {
        let texts = TEXTS.iter().zip(1..);
        for ((_, text), n) in texts {
            let name = format!("2031-02-{n:02}.md");
            std::fs::write(folder.join(name), everywhere(text)).unwrap();
        }
        std::fs::write(folder.join("yaml.md"), YAML).unwrap();
    })
}

/// An issue with a text in every place there is.
fn everywhere(text: &str) -> String {
    format!(
        "---\ntitle: \"Fog {text}\"\ndate: 2031-02-03\ntags: [fog, \"a{text}\"]\n{text}: \"{text}\"\n---\n\
         Before {text}.\n\n\
         ## [One {text}](https://fog.example/{text}a \"{text}\")\n\n\
         Text {text} and `code {text}` and <https://fog.example/{text}b>. #tag{text} ![{text}](https://fog.example/{text}.png)\n\n\
         ```{text}\n{text}\n```\n\n> {text}\n\n| {text} | b |\n|---|---|\n| 1 | {text} |\n\n\
         [^{text}]: {text}\n\n[{text}]: https://fog.example/{text}\n\n<b title=\"{text}\">{text}</b>\n\n\
         ## Two {text}\n\n- {text}\n- [{text}](javascript:{text})\n"
    )
}

/// Newlines and controls that only YAML knows how to write.
const YAML: &str = "---\ntitle: \"a\\nb\\r\\n\\e[31m\\x9b5m\\a\\0\\u202e\\L\\P\\N\"\n\
                    tags: [\"a\\nb\", \"\\e]0;owned\\a\", \"\\u200b\"]\ndate: \"\\e[2J 2031-02-03\"\n\
                    \"\\e[2J\\n\": 1\n---\n## [One](https://fog.example/)\n\nText.\n";
