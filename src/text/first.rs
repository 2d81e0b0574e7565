//! Looks for rare characters by the bytes that begin them: most of a text needs no look at each character.

/// The offset of the first such character. `may_begin` is true for the first byte in UTF-8 of each, and false for the bytes that
/// characters go on with.
pub fn first_such(
    text: &str,
    may_begin: impl Fn(u8) -> bool,
    is_such: impl Fn(char) -> bool,
) -> Option<usize> {
    // Without a way out of it, this runs over many bytes at once.
    if !text.bytes().fold(false, |any, byte| any | may_begin(byte)) {
        return None;
    }
    let mut from = 0;
    while let Some(rest) = text.as_bytes().get(from..)
        && let Some(at) = rest.iter().position(|byte| may_begin(*byte))
    {
        let found = text.get(from + at..).unwrap_or_default();
        if found.starts_with(&is_such) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_some_bytes_begin() {
        let table = [
            ("", None),
            ("fog über der See", None),
            ("霧と灯台", None),
            ("霧、灯台。", Some(3)),
            ("fog 。、", Some(4)),
        ];
        for (text, want) in table {
            let found = first_such(text, |byte| byte == 0xE3, |c| matches!(c, '、' | '。'));
            assert_eq!(found, want, "{text}");
        }
    }
}
