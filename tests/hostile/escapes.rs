//! What a program's bytes would have a terminal do.

/// Modes that the reader sets and resets (xterm's ctlseqs): alternate screen, cursor, mouse, pasted text, whole frames.
const MODES: [&str; 8] = [
    "?7", "?1049", "?25", "?1000", "?1002", "?1006", "?2004", "?2026",
];

/// Attributes that the reader's themes use. Blinking and hidden text are none of them.
const ATTRIBUTES: [&str; 15] = [
    "", "0", "1", "2", "3", "4", "7", "9", "22", "23", "24", "27", "29", "39", "49",
];

/// The first character that acts on a terminal, or hides or reorders text, where only lines of text should be, of cells maybe.
pub fn odd(text: &str) -> Option<String> {
    let at = text.find(|c| is_odd(c) && !"\n\r\t".contains(c))?;
    Some(around(text, at))
}

/// The first thing among the bytes of a screen that is none of the reader's own.
pub fn foreign(bytes: &[u8]) -> Option<String> {
    let text = str::from_utf8(bytes).unwrap();
    let mut rest = text;
    while let Some(at) = rest.find(is_odd) {
        let after = &rest[at..];
        let own = own(after);
        if own == 0 {
            return Some(around(rest, at));
        }
        rest = &after[own..];
    }
    None
}

fn around(text: &str, at: usize) -> String {
    let before = text[..at].chars().rev().take(20).collect::<Vec<_>>();
    let before: String = before.into_iter().rev().collect();
    let after: String = text[at..].chars().take(40).collect();
    format!("{before:?} >>> {after:?}")
}

/// Control characters; bidi marks, embeddings, overrides and isolates; what has no width but joins nothing; tag characters.
fn is_odd(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The bytes of a sequence of the reader's own at the beginning of a text; 0 if there is none.
fn own(text: &str) -> usize {
    if text.starts_with("\r\n") {
        return 2;
    }
    let length = match text.get(..2) {
        Some("\x1b[") => own_control(&text[2..]),
        Some("\x1b]") => own_command(&text[2..]),
        _ => None,
    };
    length.map_or(0, |length| length + 2)
}

/// CSI: cursor, erasing, modes, attributes.
fn own_control(text: &str) -> Option<usize> {
    let end = text.find(|c| matches!(c, '@'..='~'))?;
    let numbers = &text[..end];
    let own = match &text[end..=end] {
        "H" => numbers.split(';').all(is_number),
        "G" => is_number(numbers),
        "J" => numbers == "2",
        "h" | "l" => MODES.contains(&numbers),
        "m" => is_style(numbers),
        _ => false,
    };
    own.then_some(end + 1)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Attributes, and colours for text and ground.
fn is_style(numbers: &str) -> bool {
    let mut numbers = numbers.split(';').peekable();
    while let Some(number) = numbers.next() {
        let own = match number {
            "38" | "48" => {
                let count = match numbers.next() {
                    Some("5") => 1,
                    Some("2") => 3,
                    _ => return false,
                };
                numbers
                    .by_ref()
                    .take(count)
                    .filter(|number| is_number(number))
                    .count()
                    == count
            }
            // No colour for lines under text.
            "59" => true,
            _ => ATTRIBUTES.contains(&number),
        };
        if !own {
            return false;
        }
    }
    true
}

/// OSC: links and what was copied.
fn own_command(text: &str) -> Option<usize> {
    if let Some(copied) = text.strip_prefix("52;c;") {
        let (copied, _) = copied.split_once('\u{7}')?;
        let harmless = odd(&decoded(copied)?).is_none();
        return harmless.then_some("52;c;".len() + copied.len() + 1);
    }
    let end = text.find("\x1b\\")?;
    let link = text[..end].strip_prefix("8;")?;
    is_link(link).then_some(end + 2)
}

/// The beginning of a link to where the reader may lead, or the end of one.
fn is_link(text: &str) -> bool {
    if text == ";" {
        return true;
    }
    let leads = |url: &str| {
        let mut schemes = ["http://", "https://", "mailto:"].iter();
        schemes.any(|scheme| url.starts_with(scheme)) && !url.contains(is_odd)
    };
    let id = text
        .split_once(';')
        .filter(|(id, _)| id.starts_with("id=backissue-"));
    id.is_some_and(|(_, url)| leads(url))
}

/// Base64 (RFC 4648), back to text.
fn decoded(base64: &str) -> Option<String> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut bytes) = (0, 0, Vec::new());
    for digit in base64.trim_end_matches('=').chars() {
        bits = (bits << 6 | DIGITS.find(digit)?) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    String::from_utf8(bytes).ok()
}

#[test]
fn only_the_readers_own_sequences_pass() {
    let own = "\x1b[?1049h\x1b[2J\x1b[3;14H\x1b[1m\x1b[38;5;6;49mfog\x1b[0m\r\n\
               \x1b]8;id=backissue-3;https://fog.example/\x1b\\fog\x1b]8;;\x1b\\\x1b]52;c;Zm9nIQ==\x07";
    assert_eq!(foreign(own.as_bytes()), None);
    let table = [
        "\x1b[31m",
        "\x1b[5m",
        "\x1b[8m",
        "\x1b[6n",
        "\x1b[?47h",
        "\x1b[3J",
        "\x1b]0;fog\x07",
        "\x1b]8;;https://fog.example/\x1b\\",
        "\x1b]52;c;G1szMW0=\x07",
        "\x1b]52;c;Zm9n",
        "\x1bPfog\x1b\\",
        "\x1bc",
        "\u{9b}2J",
        "\u{7}",
        "\0",
        "\u{202e}",
        "\u{e0041}",
        "\x1b[",
    ];
    for text in table {
        assert!(
            foreign(format!("{own}{text}").as_bytes()).is_some(),
            "{text:?}"
        );
        assert!(odd(text).is_some(), "{text:?}");
    }
}
