//! Addresses as pages write them.

use url::Url;

/// The web address, or mail address, of an `href`.
pub fn resolve(href: &str, base: Option<&Url>) -> Option<String> {
    let href = tidy(href);
    if href.is_empty() || href.starts_with('#') {
        return None;
    }
    match scheme(&href) {
        Some("http" | "https" | "mailto") => Some(href),
        Some(_) => None,
        None => join(&href, base).map(String::from),
    }
}

/// True if a link leads to a file beside its page.
pub fn is_relative(href: &str) -> bool {
    let href = href.trim();
    scheme(href).is_none() && !href.starts_with(['#', '/', '?']) && !href.is_empty()
}

/// The address of a picture: on the web, or in the mail that shows it.
pub fn picture(source: &str, base: Option<&Url>) -> Option<String> {
    let source = tidy(source);
    match scheme(&source) {
        Some("http" | "https" | "cid") => Some(source),
        Some(_) => None,
        None if source.is_empty() => None,
        None => Some(join(&source, base).map_or(source, String::from)),
    }
}

/// An address relative to another.
pub fn join(href: &str, base: Option<&Url>) -> Option<Url> {
    let url = match base {
        Some(base) => base.join(href.trim()).ok()?,
        None => Url::parse(href.trim())
            .or_else(|_| {
                Url::parse(&format!(
                    "https:{}",
                    href.strip_prefix("//")
                        .map(|rest| format!("//{rest}"))
                        .unwrap_or_default()
                ))
            })
            .ok()?,
    };
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// Without the line ends and spaces that break long addresses in mails.
fn tidy(href: &str) -> String {
    let kept = |c: &char| !matches!(c, '\n' | '\r' | '\t');
    let href: String = href.trim().chars().filter(kept).collect();
    href.replace(' ', "%20")
}

/// The scheme, in lower case as most are written.
fn scheme(href: &str) -> Option<&'static str> {
    let (scheme, _) = href.split_once(':')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.chars().all(plain) {
        return None;
    }
    let known = ["http", "https", "mailto", "cid"];
    let known = known
        .iter()
        .find(|known| scheme.eq_ignore_ascii_case(known));
    Some(known.copied().unwrap_or("other"))
}
