//! Letters that stand for a text, the same for ever and on every machine.

/// Digits and letters that are not taken for one another (Crockford's base 32).
pub(super) const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// So many letters: 40 bits.
pub(super) const LENGTH: usize = 8;

/// The letters that stand for a text.
pub(super) fn letters(text: &str) -> [u8; LENGTH] {
    of_bytes(text.bytes())
}

/// The letters that stand for the text of these bytes.
pub(super) fn of_bytes(text: impl Iterator<Item = u8>) -> [u8; LENGTH] {
    let mut hash = fnv_1a(text);
    [(); LENGTH].map(|()| {
        let letter = ALPHABET.get((hash & 31) as usize);
        hash >>= 5;
        letter.copied().unwrap_or(b'0')
    })
}

/// The letters as text.
pub(super) fn word(text: &str) -> String {
    letters(text).map(char::from).iter().collect()
}

/// FNV-1a of 64 bits (draft-eastlake-fnv), its high bits folded in: the low ones alone mix badly. Unlike the standard library's
/// hash it is the same for ever.
fn fnv_1a(text: impl Iterator<Item = u8>) -> u64 {
    let hash = text.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash ^ (hash >> 32)
}
