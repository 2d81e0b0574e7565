//! Letters in lower case.

/// False for Han, kana and Hangul, which have no case: that is known without a look into the tables of all letters.
pub fn has_case(c: char) -> bool {
    !matches!(c, '\u{2e80}'..='\u{a63f}' | '\u{ac00}'..='\u{d7ff}')
}

/// Calls `add` with the lower case of a character.
pub fn each_lower(c: char, mut add: impl FnMut(char)) {
    if c.is_ascii() {
        add(c.to_ascii_lowercase());
    } else if has_case(c) {
        c.to_lowercase().for_each(add);
    } else {
        add(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_case_is_its_own_lower_case() {
        for c in (char::MIN..=char::MAX).filter(|c| !has_case(*c)) {
            assert!(c.to_lowercase().eq([c]), "{c:?}");
        }
        assert!(has_case('Я') && has_case('Ａ') && !has_case('등') && !has_case('灯'));
    }
}
