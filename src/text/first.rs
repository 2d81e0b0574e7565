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
    let mut beginnings = text.bytes().zip(0..).filter(|(byte, _)| may_begin(*byte));
    let is_at = |at: usize| {
        text.get(at..)
            .is_some_and(|rest| rest.starts_with(&is_such))
    };
    beginnings.find_map(|(_, at)| is_at(at).then_some(at))
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
