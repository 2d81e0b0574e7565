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

use super::{
    Article, ArticleRef, Issue, Link, Mark,
    address::{address, is_general, quoted},
};

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

impl ArticleRef<'_> {
    /// The names that marks know the article by.
    pub fn identity(self) -> Identity {
        let what = within_issue(self.reference(), self.title());
        let is_own = self.reference().is_some() && self.reference_is_own();
        let key = &self.issue.mark_key;
        let name = match self.repeats() {
            0 => format!("{key}\t{what}"),
            n => format!("{key}\t{what}\t{}", n + 1),
        };
        let article = Subject(name.into());
        let source = if is_own && !is_general(&what) {
            Subject(what.into())
        } else {
            article.clone()
        };
        Identity { article, source }
    }
}

/// Where a source was read: an issue, by its name or key, and an article in it, by its number among those of that source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadIn<'a> {
    /// The issue.
    pub issue: &'a str,
    number: u32,
}

impl<'a> ReadIn<'a> {
    /// Reads what [`ArticleRef::read_in`] wrote. Earlier versions wrote the issue alone.
    pub fn from_value(value: &'a str) -> Self {
        let (issue, number) = value.split_once('\t').unwrap_or((value, ""));
        Self {
            issue,
            number: number.parse().unwrap_or(1),
        }
    }

    /// True if it is this article that was read.
    pub fn is_in(self, article: ArticleRef<'_>) -> bool {
        article.repeats() + 1 == self.number && article.issue.is_called(self.issue)
    }
}

impl ArticleRef<'_> {
    /// The value of the mark that its source was read in it: see [`ReadIn`].
    pub fn read_in(self) -> String {
        match self.repeats() {
            0 => self.issue.mark_key.clone(),
            n => format!("{}\t{}", self.issue.mark_key, n + 1),
        }
    }
}

/// The identities of an issue's articles, in their order.
pub fn identities(issue: &Issue) -> Vec<Identity> {
    issue.each().map(ArticleRef::identity).collect()
}

/// The names of the articles of an issue with this source within it, in their order.
pub fn names_within(articles: &[Article], source: &str) -> Vec<String> {
    let name = |article: &Article| within_issue(article.reference(), article.title.of(source));
    articles.iter().map(name).collect()
}

/// Numbers the articles of an issue that have the same of these names.
pub fn number_repeats(articles: &mut [Article], names: &[String]) {
    let mut met: HashMap<&String, u32> = HashMap::new();
    for (article, name) in articles.iter_mut().zip(names) {
        let count = met.entry(name).or_default();
        article.repeats = *count;
        *count += 1;
    }
}

/// An article's name among those of its issue: its reference, else its title.
fn within_issue(reference: Option<&Link>, title: &str) -> String {
    reference.map_or_else(|| quoted(title), |link| address(link.url()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    fn issue(key: &str, articles: &[(&str, Option<&str>)]) -> Issue {
        let article = |(title, url): &(&str, Option<&str>)| Article {
            title: (*title).into(),
            reference: url.map(|_| 0),
            reference_is_own: true,
            links: url.iter().filter_map(|url| Link::new(url, "")).collect(),
            ..Article::default()
        };
        let mut articles: Vec<_> = articles.iter().map(article).collect();
        let names = names_within(&articles, "");
        number_repeats(&mut articles, &names);
        Issue {
            mark_key: key.into(),
            articles,
            ..Issue::default()
        }
    }

    fn names(articles: &[(&str, Option<&str>)]) -> Vec<String> {
        let found = identities(&issue("cm1", articles)).into_iter();
        found.map(|id| id.article.name().to_owned()).collect()
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
}
