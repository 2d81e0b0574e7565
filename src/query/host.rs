//! Hosts of links, as domains are compared by.

use std::borrow::Cow;

use crate::model::{LinkRef, Scheme};

/// The host of a link in ASCII form, without `www.`; empty for mail.
pub(super) fn of(link: LinkRef<'_>) -> Cow<'_, str> {
    if link.scheme() != Scheme::Web {
        return Cow::Borrowed("");
    }
    match link.host() {
        Cow::Borrowed(host) => Cow::Borrowed(host.strip_prefix("www.").unwrap_or(host)),
        Cow::Owned(host) => Cow::Owned(host.strip_prefix("www.").unwrap_or(&host).to_owned()),
    }
}

/// True if `host` is `domain` or below it: `blog.go.dev` is within `go.dev`.
pub(super) fn is_within(host: &str, domain: &str) -> bool {
    let domain = domain.strip_prefix("www.").unwrap_or(domain);
    match host.strip_suffix(domain) {
        Some(below) => below.is_empty() || below.ends_with('.'),
        None => false,
    }
}
