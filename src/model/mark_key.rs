//! The name by which marks know an issue: the same whatever folder, file, zip or list of paths it is read from.
//!
//! A `cuid`, a Message-ID or the like is such a name by itself. Any other issue is identified by its file's name, its date, its title,
//! a fingerprint of its articles, and the repository that a working copy was cloned from:
//! `7 2031-02-03 ~8x0k2m4q.1p7v9c3e-x2k4 @forge.example/fog/horn`. The title, one of the first two and enough of the articles
//! find it again after it was renamed, its date mended, or its text edited. Strangers may share a file's name, a date and a title
//! such as "Issue 7", but not most of their articles; where those are few, the words of their text count, too. The repository
//! only tells strangers apart: a zip of the same files, which has none, is the same archive.

use super::{Article, Date, address::quoted, letters};

/// The name of an issue without one of its own. `title` is any text that tells it from other newsletters' issues, `source`
/// all of it, `text` its body, and `names` are those of the articles within it.
pub fn mark_key(
    file: &str,
    date: Option<Date>,
    title: &str,
    articles: &[Article],
    names: Vec<String>,
    source: &str,
    text: &str,
) -> String {
    let date = date.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let title = letters::word(&words.join(" "));
    format!(
        "{file} {date} ~{title}.{}",
        fingerprint(articles, names, source, text)
    )
}

/// The name of an issue that was read in a working copy of the repository `origin`.
pub fn of_origin(key: &str, origin: &str) -> String {
    match KeyParts::of(key) {
        Some(parts) if parts.origin.is_none() => {
            let (name, number) = key.split_at(unnumbered(key).len());
            format!("{name} @{}{number}", origin.replace(' ', "%20"))
        }
        _ => key.to_owned(),
    }
}

/// The name without that repository.
pub fn without_origin(key: &str) -> String {
    match KeyParts::of(key).and_then(|parts| parts.origin) {
        Some(origin) => key.replacen(&format!(" @{origin}"), "", 1),
        None => key.to_owned(),
    }
}

/// So many titles, references and words are in a fingerprint.
const SAMPLE: usize = 8;

/// Letters for each of these.
const LETTERS: usize = 2;

/// So many words of a text are looked at.
const WORDS: usize = 100;

/// Some titles and references; where those are few, a `-` and some of the first words that are not in them.
fn fingerprint(articles: &[Article], names: Vec<String>, source: &str, text: &str) -> String {
    // The name of an article is its reference, else its title.
    let referenced = articles
        .iter()
        .filter(|article| article.reference().is_some());
    let titles = referenced.map(|article| quoted(article.title.of(source)));
    let told: Vec<String> = names.into_iter().chain(titles).collect();
    let pieces = sample(&told, SAMPLE);
    let left = SAMPLE.saturating_sub(pieces.len() / LETTERS);
    if left == 0 {
        return pieces;
    }
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
    let told = told.join(" ");
    let words = words.filter(|word| !told.contains(word.as_str()));
    let words: Vec<String> = words.take(WORDS).collect();
    format!("{pieces}-{}", sample(&words, left))
}

/// Two letters for each of some texts: those whose hashes are the smallest, so that issues with nearly the same texts have nearly
/// the same.
fn sample(texts: &[String], most: usize) -> String {
    // What follows the text spreads its last letters over the whole hash.
    let hash = |text: &String| letters::of_bytes(text.bytes().chain(*b" in an issue"));
    let mut hashes: Vec<_> = texts.iter().map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    // The first letters hardly differ between the smallest.
    let smallest = hashes.iter().take(most);
    let last = smallest.filter_map(|hash| hash.last_chunk::<LETTERS>());
    last.flatten().copied().map(char::from).collect()
}

/// The pieces that two lists have in common, of how many.
#[derive(Clone, Copy, Debug)]
struct Overlap {
    pieces: usize,
    of: usize,
}

impl Overlap {
    fn between(one: &str, other: &str) -> Self {
        let [one, other] = [one, other].map(|text| text.as_bytes().chunks(LETTERS));
        let of = one.len().max(other.len());
        let shared = one.filter(|piece| other.clone().any(|other| other == *piece));
        let pieces = shared.count();
        Self { pieces, of }
    }

    fn is_at_least(self, percent: usize) -> bool {
        100 * self.pieces >= percent * self.of.max(1)
    }
}

/// Titles and references in a fingerprint, and words of the text, if there are any in it.
fn parts_of(print: &str) -> (&str, Option<&str>) {
    match print.split_once('-') {
        Some((articles, words)) => (articles, Some(words)),
        None => (print, None),
    }
}

/// True if two fingerprints may be of one issue: so many percent of the titles and references must be the same, and of the words.
fn are_of_one(one: &str, other: &str, titles: usize, text: usize) -> bool {
    let ((articles, words), (other_articles, other_words)) = (parts_of(one), parts_of(other));
    let words = words.zip(other_words);
    let same_words = |(words, other)| Overlap::between(words, other).is_at_least(text);
    Overlap::between(articles, other_articles).is_at_least(titles) && words.is_none_or(same_words)
}

/// A made name, part by part.
#[derive(Clone, Copy, PartialEq, Eq)]
struct KeyParts<'a> {
    file: &'a str,
    date: &'a str,
    title: &'a str,
    /// Earlier versions had none.
    fingerprint: Option<&'a str>,
    /// The repository of the working copy that it was read in.
    origin: Option<&'a str>,
    /// ` #2` for the second issue of this name in an archive.
    number: &'a str,
}

impl<'a> KeyParts<'a> {
    fn of(key: &'a str) -> Option<Self> {
        let (rest, made) = key.rsplit_once(" ~")?;
        let (file, date) = rest.rsplit_once(' ')?;
        let (made, end) = made.split_at(made.find(' ').unwrap_or(made.len()));
        let (origin, number) = match end.strip_prefix(" @") {
            Some(end) => {
                let (origin, number) = end.split_at(end.find(' ').unwrap_or(end.len()));
                (Some(origin), number)
            }
            None => (None, end),
        };
        let (title, fingerprint) = match made.split_once('.') {
            Some((title, fingerprint)) => (title, Some(fingerprint)),
            None => (made, None),
        };
        Some(Self {
            file,
            date,
            title,
            fingerprint,
            origin,
            number,
        })
    }

    /// The likeness of two issues by their names; `None` if they are two.
    fn likeness(&self, other: &Self) -> Option<u8> {
        let same = [
            self.file == other.file,
            self.date == other.date && self.date != "-",
            self.title == other.title,
        ];
        let (likeness, titles, text) = match same {
            // The issue may have grown since.
            [true, true, true] => (3, 30, 30),
            // Words change more than titles do.
            [true, _, true] | [_, true, true] => (1, 66, 50),
            _ => return None,
        };
        // Of two repositories, one must be a copy of the other.
        let elsewhere = self.is_elsewhere(other);
        let at_least = if elsewhere { 66 } else { 0 };
        let is_same = match self.fingerprint.zip(other.fingerprint) {
            Some((one, other)) => are_of_one(one, other, titles.max(at_least), text.max(at_least)),
            None => !elsewhere,
        };
        is_same.then_some(likeness)
    }

    /// True if the two were read in working copies of two repositories.
    fn is_elsewhere(&self, other: &Self) -> bool {
        let origins = self.origin.zip(other.origin);
        origins.is_some_and(|(one, other)| one != other)
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
    use crate::model::names_within;

    #[test]
    fn two_of_file_date_and_title_find_an_issue_with_its_articles() {
        let day = |day: &str| Date::from_day(day.parse().unwrap());
        let text = "The lamp was lit at dusk, and again when the fog came over the pier. ";
        let named = |file: &str, date, title: &str, articles: &[&str]| {
            let article = |title: &&str| Article {
                title: (*title).into(),
                ..Article::default()
            };
            let articles: Vec<_> = articles.iter().map(article).collect();
            let names = names_within(&articles, "");
            mark_key(file, date, title, &articles, names, "", &text.repeat(2))
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
    fn few_articles_are_told_apart_by_their_words_and_repositories_by_their_addresses() {
        let named = |text: &str| {
            let article = Article {
                title: "Welcome".into(),
                ..Article::default()
            };
            let articles = [article];
            let names = names_within(&articles, "");
            mark_key("1", None, "Welcome", &articles, names, "", text)
        };
        let text = "All the news of the pier: its lamps, its ropes and the fog that comes over it.";
        let key = named(text);
        let edited = named(&text.replace("lamps, its ropes", "boats, its oil"));
        let other = named("Ice, snow and sledges, told once a month by two friends in the north.");
        let (fog, ice) = ("forge.example/ann/fog", "forge.example/bob/ice");
        let at = |origin, key: &str| of_origin(key, origin);
        let table = [
            (key.clone(), edited.clone(), Some(1)),
            (key.clone(), other.clone(), None),
            (at(fog, &key), at(fog, &edited), Some(1)),
            (at(fog, &key), edited.clone(), Some(1)),
            (key.clone(), at(fog, &edited), Some(1)),
            (at(fog, &key), at(fog, &key), Some(4)),
            (format!("{} #2", at(fog, &key)), at(fog, &key), Some(3)),
            (at(fog, &format!("{key} #2")), at(fog, &key), Some(3)),
            (at(fog, &key), at(ice, &key), Some(1)),
            (at(fog, &key), at(ice, &other), None),
        ];
        for (old, key, want) in table {
            assert_eq!(likeness(&old, &key, "1.md"), want, "{old}, {key}");
            assert_eq!(without_origin(&of_origin(&old, ice)), without_origin(&old));
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
            (
                "7 - ~8x0k2m4q.1p7v-9c @a.example/b #2\tx",
                "7 - ~8x0k2m4q #2\tx",
            ),
            ("cm1\tfog.example/a", "cm1\tfog.example/a"),
        ];
        for (name, want) in table {
            assert_eq!(lasting(name), want, "{name}");
        }
    }
}
