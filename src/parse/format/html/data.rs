//! Pictures within a page, in `data:` addresses (RFC 2397). Their bytes would swell the text: in Markdown such an address is
//! `data:#7`, the seventh of its page.

use base64::{Engine as _, alphabet, engine};
use percent_encoding::percent_decode_str;

use crate::text::html::{Token, attribute, tokens};

/// The beginning of a picture's name.
pub const NUMBER: &str = "data:#";

/// Shorter addresses hold a point, in the place of a picture that a script would load.
const SHORTEST: usize = 200;

/// The name of the picture that an address holds, the `number`th of its page.
pub fn name(source: &str, number: usize) -> Option<String> {
    (source.len() >= SHORTEST).then(|| format!("{NUMBER}{number}"))
}

/// True for an address that holds a picture.
pub fn is_data(source: &str) -> bool {
    source.trim_start().starts_with("data:image/")
}

/// The bytes of the picture in the `number`th such address of a page, counted from 1.
pub fn picture(html: &str, number: usize) -> Option<Vec<u8>> {
    let sources = tokens(html).filter_map(|(_, token)| match token {
        Token::Open { name, attributes } if name.eq_ignore_ascii_case("img") => {
            attribute(attributes, "src").filter(|source| is_data(source))
        }
        _ => None,
    });
    let source = { sources }.nth(number.checked_sub(1)?)?;
    let (kind, data) = source.trim().split_once(',')?;
    let data = percent_decode_str(data).filter(|byte| !byte.is_ascii_whitespace());
    if kind.ends_with(";base64") {
        return LENIENT.decode(data.collect::<Vec<_>>()).ok();
    }
    Some(data.collect())
}

/// Base64, filled up or not.
const LENIENT: engine::GeneralPurpose = engine::GeneralPurpose::new(
    &alphabet::STANDARD,
    engine::GeneralPurposeConfig::new()
        .with_decode_padding_mode(engine::DecodePaddingMode::Indifferent),
);
