//! Encoded words in headers: `=?utf-8?B?…?=`.

use std::borrow::Cow;

use super::body::{base64, quoted_printable};
use crate::text::charset;

/// An encoded word: its encoding, and its bytes.
struct EncodedWord<'a> {
    label: &'a str,
    bytes: Vec<u8>,
}

/// In ISO-2022-JP, the way back to ASCII, with which each word ends.
const TO_ASCII: &[u8] = b"\x1b(B";

impl EncodedWord<'_> {
    /// Adds the bytes of the next word. Decoders take it for a fault if text leaves ASCII as soon as it is back there.
    fn join(&mut self, next: &[u8]) {
        if next.starts_with(b"\x1b") && self.bytes.ends_with(TO_ASCII) {
            self.bytes.truncate(self.bytes.len() - TO_ASCII.len());
        }
        self.bytes.extend_from_slice(next);
    }
}

/// Decodes a header's value. Of words in succession with one encoding the bytes are joined first: a character may be cut in two.
pub fn decode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut word: Option<EncodedWord<'_>> = None;
    let mut rest = value;
    while let Some(at) = rest.find("=?") {
        let (before, code) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let Some((next, after)) = encoded_word(code) else {
            finish(&mut out, word.take());
            out.push_str(before);
            out.push_str("=?");
            rest = code.get(2..).unwrap_or("");
            continue;
        };
        if !before.trim().is_empty() || word.is_none() {
            finish(&mut out, word.take());
            out.push_str(before);
        }
        match &mut word {
            Some(word) if word.label.eq_ignore_ascii_case(next.label) => {
                word.join(&next.bytes);
            }
            _ => {
                finish(&mut out, word.take());
                word = Some(next);
            }
        }
        rest = after;
    }
    finish(&mut out, word);
    out.push_str(rest);
    out
}

fn finish(out: &mut String, word: Option<EncodedWord<'_>>) {
    if let Some(word) = word {
        let (text, _): (Cow<'_, str>, bool) = charset::decode(&word.bytes, Some(word.label));
        out.push_str(&text);
    }
}

/// The longest encoded word that is looked for; the standard allows 75.
const LONGEST: usize = 2000;

/// The encoded word that a text begins with, and what follows it.
fn encoded_word(code: &str) -> Option<(EncodedWord<'_>, &str)> {
    // A text that never ends is not searched to its end for each beginning.
    let near = code.as_bytes().get(..LONGEST.min(code.len()))?;
    memchr::memmem::find(near.get(2..)?, b"?=")?;
    let (label, rest) = code.strip_prefix("=?")?.split_once('?')?;
    let (kind, rest) = rest.split_once('?')?;
    let (text, after) = rest.split_once("?=")?;
    let bytes = match kind {
        "B" | "b" => base64(text.as_bytes()).0,
        "Q" | "q" => quoted_printable(text.replace('_', " ").as_bytes()).0,
        _ => return None,
    };
    // A language may follow the encoding: `utf-8*en`.
    let label = label.split('*').next().unwrap_or(label);
    (label.len() < 40).then_some((EncodedWord { label, bytes }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_before_they_are_decoded() {
        let table = [
            ("plain =?x", "plain =?x"),
            (
                "=?utf-8?B?56ysODTljw==?=\n\t=?utf-8?B?tyDpnKfjga7nlZE=?=",
                "第84号 霧の畑",
            ),
            ("a =?iso-8859-1?Q?=E9t=E9_x?= b", "a été x b"),
            ("=?utf-8*en?q?a?= =?us-ascii?q?b?=", "ab"),
            (
                "=?iso-2022-jp?B?GyRCRXRCZhsoQg==?=\n =?ISO-2022-JP?B?GyRCJE5MOBsoQiA3?=",
                "灯台の霧 7",
            ),
        ];
        for (value, want) in table {
            assert_eq!(decode(value), want);
        }
    }
}
