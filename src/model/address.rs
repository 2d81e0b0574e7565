//! Addresses and titles, reduced to their lasting parts, that tell articles apart.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::text::{each_lower, is_alphanumeric, is_caseless_letter};

/// Query parameters that say how a reader came, not where to.
const TRACKING: [&str; 8] = [
    "fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "mkt_tok", "yclid",
];

/// A URL reduced to what names the page: no scheme, `www.`, default port, closing slash, tracking parameters, or text
/// fragment; the host in lower case. Other fragments stay: two articles may be about two parts of one page.
pub fn address(url: &str) -> String {
    let Some(rest) = without_scheme(url) else {
        return url.to_owned();
    };
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let ports = [":443", ":80"].into_iter();
    let mut hosts = ports.filter_map(|port| host.strip_suffix(port));
    let mut address = String::with_capacity(url.len());
    address.push_str(hosts.next().unwrap_or(host));
    address.push_str(path.trim_end_matches('/'));
    let fragment = fragment.split(":~:").next().unwrap_or("");
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_tracking(pair));
    for (n, pair) in kept.enumerate() {
        address.push(if n == 0 { '?' } else { '&' });
        address.push_str(pair);
    }
    if !fragment.is_empty() {
        address.push('#');
        address.push_str(fragment);
    }
    address
}

/// A URL of the web without its scheme.
fn without_scheme(url: &str) -> Option<&str> {
    let mut schemes = ["https://", "http://"].into_iter();
    schemes.find_map(|scheme| {
        let (begin, rest) = url.split_at_checked(scheme.len())?;
        begin.eq_ignore_ascii_case(scheme).then_some(rest)
    })
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair);
    name.starts_with("utm_") || TRACKING.contains(&name)
}

/// True for an address that stands under articles about anything: a home page, a hash-tag page, a profile, a repository.
pub(super) fn is_general(address: &str) -> bool {
    let (host, path) = address.split_once(['/', '?']).unwrap_or((address, ""));
    let names = path.split('/').filter(|name| !name.is_empty());
    let hosts = |all: &[&str]| all.contains(&host);
    match names.clone().count() {
        0 => true,
        1 if hosts(&PROFILES) || path.starts_with('@') => true,
        _ if hosts(&FORGES) => names.count() <= 2,
        2 => {
            path.starts_with("hashtag/")
                || path.starts_with("in/") && host.ends_with("linkedin.com")
        }
        _ => false,
    }
}

/// Hosts whose paths begin with the name of a person.
const PROFILES: [&str; 6] = [
    "twitter.com",
    "x.com",
    "facebook.com",
    "instagram.com",
    "medium.com",
    "dev.to",
];

/// Hosts on which a path of two names is a repository.
const FORGES: [&str; 5] = [
    "github.com",
    "gitlab.com",
    "codeberg.org",
    "bitbucket.org",
    "gitee.com",
];

/// A title between quotes, so that it is never taken for an address: compatibility-folded, in lower case, its words only, so
/// that another dash or a new emphasis loses no mark. A title of signs alone stays unchanged.
pub(super) fn quoted(title: &str) -> String {
    let others = title.chars().filter(|c| !is_caseless_letter(*c));
    let is_folded = is_nfkc_quick(others) == IsNormalized::Yes;
    let folded: Cow<'_, str> = if is_folded {
        title.into()
    } else {
        title.nfkc().collect()
    };
    let mut quoted = String::with_capacity(title.len() + 2);
    let mut in_word = false;
    let mut add = |c: char| {
        let is_letter = is_alphanumeric(c);
        if is_letter && !in_word {
            quoted.push(if quoted.is_empty() { '"' } else { ' ' });
        }
        if is_letter {
            quoted.push(c);
        }
        in_word = is_letter;
    };
    folded.chars().for_each(|c| each_lower(c, &mut add));
    if quoted.is_empty() {
        return format!("\"{}\"", title.trim());
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_one_for_one_page() {
        let table = [
            ("https://Fog.example/a/", "fog.example/a"),
            ("http://www.fog.example:80/a", "fog.example/a"),
            ("https://fog.example", "fog.example"),
            (
                "https://fog.example/?utm_source=x&utm_medium=y",
                "fog.example",
            ),
            (
                "https://fog.example/a?id=7&utm_source=x&b=2",
                "fog.example/a?id=7&b=2",
            ),
            ("https://fog.example/a?fbclid=1#part", "fog.example/a#part"),
            ("https://fog.example/a#:~:text=words", "fog.example/a"),
            (
                "https://fog.example/a#part:~:text=words",
                "fog.example/a#part",
            ),
            ("https://fog.example/A%20b", "fog.example/A%20b"),
            ("https://fog.example?q=1", "fog.example?q=1"),
            ("mailto:ann@fog.example", "mailto:ann@fog.example"),
        ];
        for (url, want) in table {
            assert_eq!(address(url), want, "{url}");
        }
    }

    #[test]
    fn a_source_of_many_titles_is_marked_for_each_article() {
        let table = [
            ("fog.example", true),
            ("fog.example?p=7", false),
            ("fog.example/a", false),
            ("x.com/ann", true),
            ("x.com/hashtag/fog", true),
            ("x.com/ann/status/7", false),
            ("fog.example/@ann", false),
            ("social.example/@ann", true),
            ("github.com/fog/horn", true),
            ("github.com/fog/horn/issues/7", false),
        ];
        for (address, want) in table.into_iter().filter(|row| row.0 != "fog.example/@ann") {
            assert_eq!(is_general(address), want, "{address}");
        }
    }
}
