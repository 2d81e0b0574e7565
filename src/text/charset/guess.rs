//! The encoding of bytes that are not UTF-8 and of which nothing says what they are.
//!
//! Text of one language keeps to the letters that its standard put first because they are common: of two encodings in which
//! bytes are well-formed, the one is right in which nearly all letters are such.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, KOI8_R, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252,
};

/// An encoding with two bytes a letter, and the test for a common letter.
type Candidate = (&'static Encoding, fn(u8, u8) -> bool, usize);

/// The candidates with their bonus: letters common in Korean are common in Chinese, but not the other way.
const CANDIDATES: [Candidate; 5] = [
    (
        EUC_KR,
        |lead, trail| matches!(lead, 0xb0..=0xc8) && trail >= 0xa1,
        10,
    ),
    (
        SHIFT_JIS,
        |lead, trail| {
            matches!(
                (lead, trail),
                (0x81 | 0x88..=0x97, _) | (0x82, 0x9f..=0xf1) | (0x83, 0x40..=0x96)
            )
        },
        5,
    ),
    (
        EUC_JP,
        |lead, trail| matches!(lead, 0xa1 | 0xa4 | 0xa5 | 0xb0..=0xcf) && trail >= 0xa1,
        0,
    ),
    (
        GB18030,
        |lead, trail| matches!(lead, 0xa1 | 0xa3 | 0xb0..=0xd7) && trail >= 0xa1,
        0,
    ),
    (BIG5, |lead, _| matches!(lead, 0xa1 | 0xa4..=0xc6), 0),
];

/// Texts with fewer common letters, in percent, are in none of these languages.
const FEWEST: usize = 50;

/// The encoding in which bytes are the most common letters, without a fault.
pub fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(cyrillic) = cyrillic(bytes) {
        return cyrillic;
    }
    if stand_alone(bytes) {
        return WINDOWS_1252;
    }
    let sound = CANDIDATES
        .iter()
        .filter(|(encoding, ..)| !encoding.decode_without_bom_handling(bytes).1);
    let shares = sound.map(|(encoding, is_common, bonus)| {
        let share = share(encoding, bytes, *is_common);
        (
            share
                .filter(|share| *share >= FEWEST)
                .map_or(0, |share| share + bonus),
            *encoding,
        )
    });
    // Of equal ones, the first: `max_by_key` takes the last.
    let best = shares.rev().max_by_key(|(share, _)| *share);
    best.map_or(WINDOWS_1252, |(_, encoding)| encoding)
}

/// True for letters with accents: most have an ASCII letter on both sides.
fn stand_alone(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let pairs = bytes
        .windows(2)
        .filter(|pair| matches!(pair, [0x80..=0xff, 0x80..=0xff]));
    let wide = bytes
        .windows(2)
        .filter(|pair| matches!(pair, [0x81..=0x9f, 0x40..=0x7e]));
    3 * (pairs.count() + wide.count()) < high
}

/// The share of common letters among those of two bytes, in percent.
fn share(encoding: &Encoding, bytes: &[u8], is_common: fn(u8, u8) -> bool) -> Option<usize> {
    let narrow = |lead: u8| encoding == SHIFT_JIS && matches!(lead, 0xa1..=0xdf);
    let (mut common, mut all) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let [lead, after @ ..] = rest {
        rest = after;
        if *lead < 0x80 {
            continue;
        }
        all += 1;
        if !narrow(*lead)
            && let [trail, after @ ..] = after
        {
            rest = after;
            common += usize::from(is_common(*lead, *trail));
        }
    }
    (100 * common).checked_div(all)
}

/// Cyrillic has one byte a letter, and nearly all of them small.
fn cyrillic(bytes: &[u8]) -> Option<&'static Encoding> {
    let high = || bytes.iter().filter(|byte| **byte >= 0x80);
    let mostly = |small: std::ops::RangeInclusive<u8>| {
        let letters = high().filter(|byte| small.contains(byte)).count();
        letters >= 8 && 10 * letters >= 8 * high().count()
    };
    let words = bytes
        .split(u8::is_ascii)
        .filter(|word| word.len() > 2)
        .count();
    let found = [(WINDOWS_1251, 0xe0..=0xff), (KOI8_R, 0xc0..=0xdf)];
    let found = found.into_iter().find(|(_, small)| mostly(small.clone()));
    found.filter(|_| words > 1).map(|(encoding, _)| encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_what_they_were_written_in() {
        let table = [
            (EUC_KR, "등대 주간 소식입니다"),
            (EUC_KR, "안개"),
            (SHIFT_JIS, "灯台だより ソース"),
            (SHIFT_JIS, "表ソース"),
            (EUC_JP, "灯台だより"),
            (GB18030, "灯塔新闻"),
            (GB18030, "科技爱好者周刊：灯塔"),
            (BIG5, "燈塔週報，霧很濃"),
            (WINDOWS_1251, "Новости маяка: густой туман"),
            (KOI8_R, "Новости маяка: густой туман"),
            (WINDOWS_1252, "Lumières du phare, été"),
            (WINDOWS_1252, "“Fog”"),
        ];
        for (encoding, text) in table {
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy, "{text}");
            assert_eq!(guess(&bytes).name(), encoding.name(), "{text}");
        }
    }
}
