//! The names by which marks know their articles, for years.
//!
//! An article is named by its issue's [`mark_key`](Issue::mark_key) and its reference, else its title, and a number among
//! equals. It keeps its marks when the issue is re-ordered, its title edited, the text rewritten, or the archive moved, zipped
//! or opened by another root or together with others: no path is part of the name. Marks of all archives share one store.
//!
//! Reading and opening are marks of the *source*, so an article which two issues point at is read once. Only a source that
//! stands for the article is shared: its own link, and no home page, profile or repository.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use unicode_normalization::UnicodeNormalization;

use super::{Issue, Mark};

/// Query parameters that say how a reader came, not where to.
const TRACKING: [&str; 8] = [
    "fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "mkt_tok", "yclid",
];

/// The lasting, readable name of what a mark is on, as the store keeps it: names joined by tabs.
///
/// An article is `issue key ⇥ reference` or `issue key ⇥ "folded title"`, with `⇥ 2` and so on for equals that follow in the
/// issue. A source is its address alone. Addresses are as [`address`] makes them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject(Arc<str>);

impl Subject {
    /// The subject with this name, as the store or an export gives it.
    pub fn from_name(name: &str) -> Self {
        Self(name.into())
    }

    /// The whole name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// The name of the issue; `None` for a source.
    pub fn issue(&self) -> Option<&str> {
        self.0.split_once('\t').map(|(issue, _)| issue)
    }

    /// The name of the article within its issue; for a source, its address.
    pub fn within_issue(&self) -> &str {
        self.0
            .split_once('\t')
            .map_or(&*self.0, |(_, within)| within)
    }

    /// A short form for comparisons.
    pub fn key(&self) -> Key {
        let mut hasher = DefaultHasher::new();
        self.0.hash(&mut hasher);
        Key(hasher.finish())
    }
}

/// A [`Subject`] in 8 bytes, for the life of the process: never stored, since the hash may change with the compiler. That two of
/// a million subjects share one has a chance of one in forty million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

/// The names that marks know an article by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The article in its issue: starred, queued, memo.
    pub article: Subject,
    /// The page that it points at, in any issue: read, opened. The article itself if it points at none of its own.
    pub source: Subject,
}

impl Identity {
    /// The subject of a mark of the article.
    pub fn of(&self, mark: Mark) -> Subject {
        if mark.is_on_source() {
            self.source.clone()
        } else {
            self.article.clone()
        }
    }
}

/// The identities of an issue's articles, in their order.
pub fn identities(issue: &Issue) -> Vec<Identity> {
    let mut met: HashMap<String, u32> = HashMap::new();
    issue
        .each()
        .map(|article| {
            let address = article.reference().map(|link| address(link.url()));
            let is_own = |address: &String| article.reference_is_own() && !is_general(address);
            let source = address.clone().filter(is_own);
            let what = address.unwrap_or_else(|| quoted(article.title()));
            let mut name = format!("{}\t{what}", issue.mark_key);
            let nth = met.entry(what).and_modify(|n| *n += 1).or_insert(1);
            if *nth > 1 {
                name = format!("{name}\t{nth}");
            }
            let article = Subject(name.into());
            let source = source.map_or_else(|| article.clone(), |url| Subject(url.into()));
            Identity { article, source }
        })
        .collect()
}

/// A URL reduced to what names the page: no scheme, `www.`, default port, closing slash, tracking parameters, or text
/// fragment; the host in lower case. Other fragments stay: two articles may be about two parts of one page.
pub fn address(url: &str) -> String {
    let Some((_, rest)) = url.split_once("://").filter(|(scheme, _)| {
        ["http", "https"]
            .iter()
            .any(|web| scheme.eq_ignore_ascii_case(web))
    }) else {
        return url.to_owned();
    };
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host.trim_end_matches(":443").trim_end_matches(":80");
    let mut address = format!("{host}{}", path.trim_end_matches('/'));
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

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair);
    name.starts_with("utm_") || TRACKING.contains(&name)
}

/// True for an address that stands under articles about anything: a home page, a hash-tag page, a profile, a repository.
fn is_general(address: &str) -> bool {
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
fn quoted(title: &str) -> String {
    let folded: String = title.nfkc().flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        format!("\"{}\"", title.trim())
    } else {
        format!("\"{}\"", words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Link};

    fn issue(key: &str, articles: &[(&str, Option<&str>)]) -> Issue {
        let article = |(title, url): &(&str, Option<&str>)| Article {
            title: (*title).into(),
            reference: url.map(|_| 0),
            reference_is_own: true,
            links: url.iter().filter_map(|url| Link::new(url, "")).collect(),
            ..Article::default()
        };
        Issue {
            mark_key: key.into(),
            articles: articles.iter().map(article).collect(),
            ..Issue::default()
        }
    }

    fn names(articles: &[(&str, Option<&str>)]) -> Vec<String> {
        let found = identities(&issue("cm1", articles)).into_iter();
        found.map(|id| id.article.name().to_owned()).collect()
    }

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
    fn order_and_edited_titles_keep_names() {
        let (a, b) = ("https://fog.example/a", "https://fog.example/b");
        let mut before = names(&[("First", Some(a)), ("Second", Some(b))]);
        let after = names(&[("2nd", Some(b)), ("1st!", Some(a))]);
        before.reverse();
        assert_eq!(before, after);
    }

    #[test]
    fn titles_stand_in_for_missing_references_and_equals_are_counted() {
        let found = names(&[
            ("**Hello**, World", None),
            ("hello — world", None),
            ("★★★", None),
            ("a", Some("https://fog.example/a")),
            ("b", Some("http://fog.example/a/")),
        ]);
        let want = [
            "cm1\t\"hello world\"",
            "cm1\t\"hello world\"\t2",
            "cm1\t\"★★★\"",
            "cm1\tfog.example/a",
            "cm1\tfog.example/a\t2",
        ];
        assert_eq!(found, want);
    }

    #[test]
    fn a_source_is_one_in_all_issues() {
        let of = |key: &str| {
            let issue = issue(key, &[("a", Some("https://fog.example/a"))]);
            identities(&issue).remove(0)
        };
        let (one, two) = (of("one"), of("two"));
        assert_eq!(one.source.key(), two.source.key());
        assert_ne!(one.article.key(), two.article.key());
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
