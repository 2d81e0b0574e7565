//! Addresses that count clicks and lead on: where they lead, if they say so themselves. Nothing is asked over the network.

use base64::{Engine, alphabet, engine};
use percent_encoding::percent_decode_str;
use url::Url;

/// Redirects in each other.
const DEEPEST: usize = 4;

/// Where an address leads, and `None` if that is not written in it.
pub fn target(address: &str) -> Option<String> {
    if !holds_another(address) {
        return None;
    }
    let mut found = None;
    for _ in 0..DEEPEST {
        let at = found.as_deref().unwrap_or(address);
        let Some(next) = FORMS.iter().find_map(|form| (form.target)(at)) else {
            break;
        };
        found = Some(next);
    }
    found
}

/// True if another address may stand in this one, as it is or in base64. Most hold none, and are looked at no further.
fn holds_another(address: &str) -> bool {
    let (_, rest) = address.split_once(':').unwrap_or(("", address));
    let scheme = |bytes: &[u8]| bytes.eq_ignore_ascii_case(b"http");
    rest.as_bytes().windows(4).any(scheme) || CODED.iter().any(|start| rest.contains(start))
}

/// The beginnings of an address and of JSON in base64.
const CODED: [&str; 2] = ["aHR0c", "eyJ"];

/// A form of redirects.
struct RedirectForm {
    /// For tests and people.
    #[cfg_attr(not(test), allow(dead_code, reason = "rows are named for people"))]
    name: &'static str,
    /// Where an address of this form leads.
    target: fn(&str) -> Option<String>,
}

/// The known redirects. None is for one newsletter or one service.
const FORMS: [RedirectForm; 5] = [
    RedirectForm {
        name: "in a parameter",
        target: in_a_parameter,
    },
    RedirectForm {
        name: "percent-encoded in the path",
        target: in_the_path,
    },
    RedirectForm {
        name: "base64 in the path",
        target: in_base64,
    },
    RedirectForm {
        name: "between underscores in the path",
        target: between_underscores,
    },
    RedirectForm {
        name: "with signs written as hyphens",
        target: hyphenated,
    },
];

/// Parameters that name a target, in lower case and without `-` and `_`.
const PARAMETERS: [&str; 20] = [
    "url",
    "u",
    "l",
    "to",
    "target",
    "targeturl",
    "redirect",
    "redirectto",
    "redirecturl",
    "dest",
    "desturl",
    "destination",
    "link",
    "linkurl",
    "goto",
    "out",
    "href",
    "lp",
    "murl",
    "p",
];

/// Last parts of the path of pages that do nothing but lead on: any address that they are given is the target.
const LEADING_ON: [&str; 10] = [
    "url",
    "redirect",
    "redir",
    "away",
    "away.php",
    "l.php",
    "out",
    "leave",
    "exit",
    "linkfilter",
];

/// Parameters that tell where a reader comes from, or goes back to.
const ORIGINS: [&str; 7] = [
    "ref", "referrer", "referer", "from", "source", "back", "return",
];

/// Parts of the path of pages that take an address for something else than to lead on.
const USES: [&str; 12] = [
    "share",
    "intent",
    "submit",
    "login",
    "signin",
    "signup",
    "save",
    "translate",
    "cache",
    "validator",
    "check",
    "compose",
];

fn in_a_parameter(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let path = url.path().to_ascii_lowercase();
    if USES.iter().any(|word| path.contains(word)) {
        return None;
    }
    let mut pairs = url.query_pairs();
    let leads_on = LEADING_ON.contains(&path.rsplit('/').next().unwrap_or(""));
    pairs.find_map(|(key, value)| {
        let key = key.to_ascii_lowercase().replace(['-', '_'], "");
        let named = |names: &[&str]| names.contains(&&*key);
        let known = named(&PARAMETERS) || leads_on && !named(&ORIGINS);
        known.then(|| web(&value).or_else(|| web(&decoded(&value)?)))?
    })
}

fn in_the_path(address: &str) -> Option<String> {
    let (_, path) = address.split_once("://")?;
    let segment = path.split(['/', '?']).skip(1).find(|segment| {
        let scheme = segment.get(..14).unwrap_or(segment).to_ascii_lowercase();
        let after = scheme
            .strip_prefix("http")
            .map(|rest| rest.trim_start_matches('s'));
        after.is_some_and(|rest| rest.starts_with("%3a%2f%2f") || rest.starts_with(":%2f%2f"))
    })?;
    web(&percent_decode_str(segment).decode_utf8().ok()?)
}

fn in_base64(address: &str) -> Option<String> {
    let (_, path) = address.split_once("://")?;
    let mut segments = path.split(['/', '?', '=', '&']).skip(1);
    segments.find_map(|segment| {
        let code = segment.split('.').next().unwrap_or(segment);
        let text = CODED
            .iter()
            .any(|start| code.starts_with(start))
            .then(|| decoded(code))??;
        web(&text).or_else(|| in_json(&text))
    })
}

fn in_json(text: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let names = ["e", "url", "u", "href", "target", "link", "redirect"];
    names
        .iter()
        .find_map(|name| web(value.get(name)?.as_str()?))
}

/// `/v3/__https://a.example/b__;…`.
fn between_underscores(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("/v3/__")?;
    let (target, _) = rest.split_once("__;")?;
    web(target)
}

/// `?u=https-3A__a.example_b`.
fn hyphenated(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let (_, value) = url
        .query_pairs()
        .find(|(key, value)| key == "u" && value.starts_with("http"))?;
    let encoded = value.replace('-', "%").replace('_', "/");
    web(&percent_decode_str(&encoded).decode_utf8().ok()?)
}

/// A text as a web address, if it is one.
fn web(text: &str) -> Option<String> {
    let text = text.trim();
    let url = Url::parse(text).ok()?;
    let plain = !text.contains(char::is_whitespace)
        && url.host_str().is_some_and(|host| host.contains('.'));
    (plain && matches!(url.scheme(), "http" | "https")).then(|| text.to_owned())
}

fn decoded(code: &str) -> Option<String> {
    const LENIENT: engine::GeneralPurpose = engine::GeneralPurpose::new(
        &alphabet::URL_SAFE,
        engine::GeneralPurposeConfig::new()
            .with_decode_padding_mode(engine::DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true),
    );
    let code = code.replace('+', "-").replace('/', "_");
    String::from_utf8(LENIENT.decode(code).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_leads_on() {
        let table = [
            (
                "https://go.example/r?m=7&url=https%3A%2F%2Fa.example%2Fb%3Fc%3D1&h=x",
                Some("https://a.example/b?c=1"),
            ),
            (
                "https://x.example/L0/https%3A%2F%2Fa.example%2Fb/1/0100/Zk=12",
                Some("https://a.example/b"),
            ),
            (
                "https://x.example/CL0/https:%2F%2Fa.example%2Fb/1/0100/Zk=12",
                Some("https://a.example/b"),
            ),
            (
                "https://x.example/c?id=7&redirect-To=https%3A%2F%2Fa.example%2Fb",
                Some("https://a.example/b"),
            ),
            (
                "https://s.example/url?sa=t&q=https://a.example/b&ved=2",
                Some("https://a.example/b"),
            ),
            (
                "https://s.example/away?ref=https://c.example&a=https%3A%2F%2Fa.example%2Fb",
                Some("https://a.example/b"),
            ),
            (
                "https://n.example/redirect/2/eyJlIjogImh0dHBzOi8vYS5leGFtcGxlL2IiLCAicCI6IDF9.sIg_1?r=x",
                Some("https://a.example/b"),
            ),
            (
                "https://n.example/c/aHR0cHM6Ly9hLmV4YW1wbGUvYg",
                Some("https://a.example/b"),
            ),
            (
                "https://d.example/v3/__https://a.example/b__;!!x",
                Some("https://a.example/b"),
            ),
            (
                "https://d.example/v2/url?u=https-3A__a.example_b&d=x",
                Some("https://a.example/b"),
            ),
            (
                "https://s.example/?url=https%3A%2F%2Fgo.example%2Fr%3Fu%3Dhttps%253A%252F%252Fa.example%252Fb",
                Some("https://a.example/b"),
            ),
            (
                "https://social.example/share?url=https%3A%2F%2Fa.example",
                None,
            ),
            ("https://t.example/track/click?u=9f1c&id=00", None),
            ("https://t.example/?url=javascript:alert(1)", None),
            ("https://a.example/b?ref=https://c.example", None),
        ];
        for (address, want) in table {
            assert_eq!(target(address).as_deref(), want, "{address}");
        }
    }

    #[test]
    fn forms_differ_in_name() {
        let mut names: Vec<_> = FORMS.iter().map(|form| form.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), FORMS.len());
    }
}
