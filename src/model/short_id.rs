//! Names of articles for a command line.

use std::fmt;

use super::Subject;

/// Digits and letters that are not taken for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 8;

/// The name of an article for a command line: eight characters, the same for as long as its [`Subject`] is, on every machine.
///
/// 40 bits: two of 100,000 articles share one with a chance of half a percent.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ShortId([u8; LENGTH]);

impl ShortId {
    /// The name of an article by its subject.
    pub fn of(subject: &Subject) -> Self {
        Self::of_text(subject.name())
    }

    fn of_text(text: &str) -> Self {
        let mut hash = fnv_1a(text);
        let letters = [(); LENGTH].map(|()| {
            let letter = ALPHABET.get((hash & 31) as usize);
            hash >>= 5;
            letter.copied().unwrap_or(b'0')
        });
        Self(letters)
    }

    /// True if `text` may be the whole name of an article.
    pub fn is_whole(text: &str) -> bool {
        let is_letter = |byte: u8| ALPHABET.contains(&byte.to_ascii_lowercase());
        text.len() == LENGTH && text.bytes().all(is_letter)
    }

    /// True if `text` is this name, or a beginning of it that is long enough to be meant.
    pub fn is_meant_by(&self, text: &str) -> bool {
        text.len() >= 4 && self.0.starts_with(text.to_ascii_lowercase().as_bytes())
    }
}

/// Eight letters that stand for a text.
pub(super) fn letters(text: &str) -> String {
    ShortId::of_text(text).to_string()
}

impl fmt::Display for ShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|&letter| write!(f, "{}", char::from(letter)))
    }
}

impl fmt::Debug for ShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// FNV-1a of 64 bits (draft-eastlake-fnv), its high bits folded in: the low ones alone mix badly. Unlike the standard library's
/// hash it is the same for ever.
fn fnv_1a(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_what_they_are() {
        let id = ShortId::of(&Subject::from_name("cm1\tfog.example/a"));
        assert_eq!(id.to_string(), "e598jxzf");
        assert!(id.is_meant_by(&id.to_string().to_uppercase()));
        assert!(id.is_meant_by(&id.to_string()[..4]));
        assert!(!id.is_meant_by(&id.to_string()[..3]));
        assert!(!id.is_meant_by("redis"));
    }

    #[test]
    fn few_of_many_articles_share_a_name() {
        let mut seen = std::collections::HashSet::new();
        let name = |n: u32| Subject::from_name(&format!("issue-{}\tfog.example/{n}", n % 500));
        let fresh = (0..100_000)
            .filter(|&n| seen.insert(ShortId::of(&name(n))))
            .count();
        assert!(fresh >= 99_999, "{fresh}");
    }
}
