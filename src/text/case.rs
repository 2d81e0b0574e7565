//! Letters in lower case.

/// False for Han, kana and Hangul, which have no case: that is known without a look into the tables of all letters.
pub fn has_case(c: char) -> bool {
    !matches!(c, '\u{2e80}'..='\u{a63f}' | '\u{ac00}'..='\u{d7ff}')
}

/// True for the letters of Han and Hangul, by far the most that there are: they have no case and fold to themselves.
pub fn is_caseless_letter(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '가'..='힣')
}

/// True for letters and numbers, those of Han and Hangul without a look into the tables of all characters.
pub fn is_alphanumeric(c: char) -> bool {
    is_caseless_letter(c) || c.is_alphanumeric()
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
    use unicode_normalization::{IsNormalized, is_nfkc_quick};

    use super::*;

    #[test]
    fn what_has_no_case_is_its_own_lower_case() {
        for c in (char::MIN..=char::MAX).filter(|c| !has_case(*c)) {
            assert!(c.to_lowercase().eq([c]), "{c:?}");
        }
        let letters = (char::MIN..=char::MAX).filter(|c| is_caseless_letter(*c));
        assert!(letters.clone().all(|c| c.is_alphanumeric() && !has_case(c)));
        assert!(
            letters
                .clone()
                .all(|c| is_nfkc_quick([c].into_iter()) == IsNormalized::Yes)
        );
        assert!(has_case('Я') && has_case('Ａ') && !has_case('등') && !has_case('灯'));
    }
}
