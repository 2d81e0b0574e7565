//! Emoji written by name, such as `:tada:`.

use std::{collections::HashMap, sync::LazyLock};

use memchr::memchr_iter;

/// A line a name: the name, a space, the emoji. As text it costs nothing before the first name is met.
const NAMES: &str = include_str!("../../assets/emoji.txt");

static EMOJI: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    NAMES
        .lines()
        .filter_map(|line| line.split_once(' '))
        .collect()
});

/// `text` with `:tada:` and its like drawn as emoji (GitHub's names); `None` if it has none.
pub(super) fn draw(text: &str) -> Option<String> {
    let (mut drawn, mut copied) = (String::new(), 0);
    let mut open: Option<usize> = None;
    for colon in memchr_iter(b':', text.as_bytes()) {
        let name = open.and_then(|open| text.get(open + 1..colon));
        let emoji = name
            .filter(|name| is_name(name))
            .and_then(|name| EMOJI.get(name));
        if let (Some(emoji), Some(start)) = (emoji, open) {
            drawn.push_str(text.get(copied..start)?);
            drawn.push_str(emoji);
            copied = colon + 1;
        }
        open = if emoji.is_some() { None } else { Some(colon) };
    }
    if copied == 0 {
        return None;
    }
    drawn.push_str(text.get(copied..)?);
    Some(drawn)
}

fn is_name(name: &str) -> bool {
    let of_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_+-".contains(&b);
    name.len() < 40 && name.bytes().all(of_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_drawn() {
        let table = [
            ("done :tada:!", Some("done 🎉!")),
            (":+1::ship:", Some("👍🚢")),
            ("at 10:30:20, a::b, x:tada", None),
            ("12:tada:", Some("12🎉")),
            ("no colon", None),
        ];
        for (text, want) in table {
            assert_eq!(draw(text).as_deref(), want, "{text}");
        }
    }
}
