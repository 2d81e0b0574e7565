//! Hosts of links, as domains are compared by.

use crate::model::{Link, Scheme};

/// The host of a link in ASCII form, without `www.`; empty for mail.
pub(super) fn of(link: &Link) -> &str {
    if link.scheme() != Scheme::Web {
        return "";
    }
    let host = link.host();
    host.strip_prefix("www.").unwrap_or(host)
}

/// True if `host` is `domain` or below it: `blog.go.dev` is within `go.dev`.
pub(super) fn is_within(host: &str, domain: &str) -> bool {
    let domain = domain.strip_prefix("www.").unwrap_or(domain);
    match host.strip_suffix(domain) {
        Some(below) => below.is_empty() || below.ends_with('.'),
        None => false,
    }
}
