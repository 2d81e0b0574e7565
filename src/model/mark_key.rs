//! The name by which marks know an issue: the same whatever folder, file, zip or list of paths it is read from.
//!
//! A `cuid`, a Message-ID or the like is such a name by itself. Any other issue is identified by its file's name, its date, its title,
//! and a fingerprint of its articles, `7 2031-02-03 ~8x0k2m4q.1p7v9c3e`: the title, one of the first two and enough of the articles
//! find it again after it was renamed, its date mended, or its text edited. Strangers may share a file's name, a date and a title
//! such as "Issue 7", but not most of their articles.

use super::{
    Article, Date,
    address::{address, quoted},
    letters,
};

/// The name of an issue without one of its own. `title` is any text that tells it from other newsletters' issues.
pub fn mark_key(file: &str, date: Option<Date>, title: &str, articles: &[Article]) -> String {
    let date = date.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let title = letters::word(&words.join(" "));
    format!("{file} {date} ~{title}.{}", fingerprint(articles))
}

/// So many titles and references are in a fingerprint.
const SAMPLE: usize = 8;

/// Letters for each of these.
const LETTERS: usize = 2;

/// Two letters for each of some titles and references: those whose hashes are the smallest, so that issues with nearly the same
/// articles have nearly the same.
fn fingerprint(articles: &[Article]) -> String {
    let titles = articles.iter().map(|article| quoted(&article.title));
    let references = articles.iter().filter_map(Article::reference);
    let references = references.map(|link| address(link.url()));
    // What follows the text spreads its last letters over the whole hash.
    let hash = |text| letters::word(&format!("{text} in an issue"));
    let mut hashes: Vec<String> = titles.chain(references).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let sample = hashes.iter().take(SAMPLE);
    // The first letters hardly differ between the smallest.
    sample
        .filter_map(|hash| hash.get(hash.len() - LETTERS..))
        .collect()
}

/// The part of two fingerprints that is the same, in percent.
fn shared_percent(one: &str, other: &str) -> usize {
    let [one, other] = [one, other].map(|text| text.as_bytes().chunks(LETTERS));
    let most = one.len().max(other.len());
    let shared = one.filter(|piece| other.clone().any(|other| other == *piece));
    100 * shared.count() / most.max(1)
}

/// A made name, part by part.
#[derive(Clone, Copy, PartialEq, Eq)]
struct KeyParts<'a> {
    file: &'a str,
    date: &'a str,
    title: &'a str,
    /// Earlier versions had none.
    fingerprint: Option<&'a str>,
    /// ` #2` for the second issue of this name in an archive.
    number: &'a str,
}

impl<'a> KeyParts<'a> {
    fn of(key: &'a str) -> Option<Self> {
        let (rest, made) = key.rsplit_once(" ~")?;
        let (file, date) = rest.rsplit_once(' ')?;
        let (made, number) = made.split_at(made.find(' ').unwrap_or(made.len()));
        let (title, fingerprint) = match made.split_once('.') {
            Some((title, fingerprint)) => (title, Some(fingerprint)),
            None => (made, None),
        };
        Some(Self {
            file,
            date,
            title,
            fingerprint,
            number,
        })
    }

    /// The likeness of two issues by their names; `None` if they are two.
    fn likeness(&self, other: &Self) -> Option<u8> {
        let prints = self.fingerprint.zip(other.fingerprint);
        let percent = prints.map(|(one, other)| shared_percent(one, other));
        let share = |least| percent.map(|percent| percent >= least);
        let same = [
            self.file == other.file,
            self.date == other.date && self.date != "-",
            self.title == other.title,
        ];
        match same {
            // The issue may have grown since.
            [true, true, true] => (share(30) != Some(false)).then_some(3),
            [true, _, true] | [_, true, true] => (share(66) != Some(false)).then_some(1),
            _ => None,
        }
    }
}

/// A name without the number that it has while there is another issue of this name.
fn unnumbered(key: &str) -> &str {
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match key.rsplit_once(" #") {
        Some((name, end)) if number(end) => name,
        _ => key,
    }
}

/// The name of an issue, or that of an article in one, without what changes with the issue's articles: for ids.
pub fn lasting(name: &str) -> String {
    let (key, within) = name.split_at(name.find('\t').unwrap_or(name.len()));
    match KeyParts::of(key) {
        Some(parts) => {
            let KeyParts {
                file,
                date,
                title,
                number,
                ..
            } = parts;
            format!("{file} {date} ~{title}{number}{within}")
        }
        None => name.to_owned(),
    }
}

/// The likeness of the issue that had the name `old` to one by its name and path; `None` if they are two.
pub(super) fn likeness(old: &str, key: &str, path: &str) -> Option<u8> {
    if old == key {
        return Some(4);
    }
    if unnumbered(old) == unnumbered(key) {
        return Some(3);
    }
    let parts = KeyParts::of(key)?;
    match KeyParts::of(old) {
        Some(old) => old.likeness(&parts),
        None => of_path(old, parts.file, path),
    }
}

/// Marks of earlier versions name the path below some root, or the slug.
fn of_path(old: &str, file: &str, path: &str) -> Option<u8> {
    let is_below = |long: &str, short: &str| {
        let rest = long.strip_suffix(short);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    if old == path {
        return Some(3);
    }
    let is_near = old == file || is_below(old, path) || is_below(path, old);
    is_near.then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_file_date_and_title_find_an_issue_with_its_articles() {
        let day = |day: &str| Date::from_day(day.parse().unwrap());
        let named = |file: &str, date, title: &str, articles: &[&str]| {
            let article = |title: &&str| Article {
                title: (*title).into(),
                ..Article::default()
            };
            let articles: Vec<_> = articles.iter().map(article).collect();
            mark_key(file, date, title, &articles)
        };
        let (all, date) = (["Horn", "Bell", "Oil", "Thanks"], day("2031-02-03"));
        let key = named("7", date, "Fog, issue 7", &all);
        let made = |file: &str, date, title: &str| named(file, date, title, &all);
        let with = |articles: &[&str]| named("7", date, "Fog, issue 7", articles);
        let without = key.split_once('.').unwrap().0.to_owned();
        let table = [
            (made("7", date, "FOG – Issue 7"), Some(4)),
            (made("fog-7", date, "Fog, issue 7"), Some(1)),
            (made("7", day("2031-02-04"), "Fog, issue 7"), Some(1)),
            (made("7", None, "Fog, issue 7"), Some(1)),
            (made("7", date, "Ice, issue 7"), None),
            (made("7", None, "Ice, issue 7"), None),
            (made("8", None, "Fog, issue 7"), None),
            (with(&["Horn", "Bell", "Oils", "Thanks"]), Some(3)),
            (with(&["New", "Horn", "Bell", "Oil", "Thanks"]), Some(3)),
            (with(&["Rain", "Thanks"]), None),
            (with(&[]), None),
            (without.clone(), Some(3)),
            (format!("{key} #2"), Some(3)),
            (without.replace('~', "~x"), None),
            ("content/7.md".to_owned(), Some(3)),
            ("repo/content/7.md".to_owned(), Some(2)),
            ("7.md".to_owned(), Some(2)),
            ("other/7.md".to_owned(), None),
            ("7".to_owned(), Some(2)),
        ];
        for (old, want) in table {
            assert_eq!(likeness(&old, &key, "content/7.md"), want, "{old}");
        }
    }

    #[test]
    fn what_lasts_of_a_name_has_no_fingerprint() {
        let table = [
            (
                "7 - ~8x0k2m4q.1p7v\tfog.example/a.b",
                "7 - ~8x0k2m4q\tfog.example/a.b",
            ),
            ("7 - ~8x0k2m4q.1p7v #2", "7 - ~8x0k2m4q #2"),
            ("cm1\tfog.example/a", "cm1\tfog.example/a"),
        ];
        for (name, want) in table {
            assert_eq!(lasting(name), want, "{name}");
        }
    }
}
