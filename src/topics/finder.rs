//! Finds words in a text, each of which stands for something.

use std::{cmp::Reverse, collections::HashMap, fmt};

use aho_corasick::{AhoCorasick, Match};

/// Finds whole words, and tells for each what it stands for.
///
/// Letters match in any case unless a word is exact. Hyphens, underscores and white space are one and the same.
#[derive(Clone)]
pub struct WordFinder<T> {
    /// None if there are no words, or too many.
    automaton: Option<AhoCorasick>,
    /// By pattern.
    senses: Vec<Vec<Sense<T>>>,
}

/// A meaning of a word.
#[derive(Clone, Debug)]
struct Sense<T> {
    /// The only spelling that has it.
    exact: Option<String>,
    meaning: T,
}

/// A text as it is searched: with one kind of white space, as written and in lower case, both of one length.
struct Searched {
    written: String,
    lower: String,
}

impl<T> WordFinder<T> {
    /// A finder for words, each with its meaning and true if it is exact.
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, bool, T)>) -> Self {
        let (mut patterns, mut senses) = (Vec::new(), Vec::<Vec<Sense<T>>>::new());
        let mut known: HashMap<String, usize> = HashMap::new();
        for (word, exact, meaning) in words {
            let Searched { written, lower } = Searched::new(word.trim());
            if lower.is_empty() {
                continue;
            }
            let next = patterns.len();
            let at = *known.entry(lower.clone()).or_insert(next);
            if at == next {
                patterns.push(lower);
                senses.push(Vec::new());
            }
            let exact = exact.then_some(written);
            if let Some(senses) = senses.get_mut(at) {
                senses.push(Sense { exact, meaning });
            }
        }
        let automaton = (!patterns.is_empty()).then(|| AhoCorasick::new(patterns).ok());
        Self {
            automaton: automaton.flatten(),
            senses,
        }
    }

    /// Calls `found` with each whole word of `text` in lower case and its meaning, from left to right. Where words overlap the
    /// first counts, and of those that begin together the longest.
    pub fn find(&self, text: &str, mut found: impl FnMut(&str, &T)) {
        let Some(automaton) = &self.automaton else {
            return;
        };
        let text = Searched::new(text);
        let all = automaton.find_overlapping_iter(&text.lower);
        let mut matches: Vec<Match> = all
            .filter(|at| is_whole(&text.lower, *at) && self.senses(&text, *at).next().is_some())
            .collect();
        matches.sort_by_key(|at| (at.start(), Reverse(at.end())));
        let mut from = 0;
        for at in matches {
            if at.start() >= from {
                from = at.end();
                let word = text.lower.get(at.range()).unwrap_or_default();
                self.senses(&text, at)
                    .for_each(|meaning| found(word, meaning));
            }
        }
    }

    /// The meanings of a match in the case in which it is written.
    fn senses<'a>(&'a self, text: &'a Searched, at: Match) -> impl Iterator<Item = &'a T> {
        let senses = self
            .senses
            .get(at.pattern().as_usize())
            .into_iter()
            .flatten();
        let written = text.written.get(at.range());
        senses
            .filter(move |sense| sense.exact.is_none() || sense.exact.as_deref() == written)
            .map(|sense| &sense.meaning)
    }
}

impl<T> fmt::Debug for WordFinder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WordFinder of {} words", self.senses.len())
    }
}

impl Searched {
    fn new(text: &str) -> Self {
        let space = |c: char| match c {
            '-' | '_' => ' ',
            c if c.is_whitespace() && c.len_utf8() == 1 => ' ',
            c => c,
        };
        let written: String = text.chars().map(space).collect();
        let lower = written.chars().map(lower).collect();
        Self { written, lower }
    }
}

/// A character in lower case, if that is as long.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

/// True if a match is a word of its own: `redis`, also in `redis는` and `apis`, but not in `rediscover`.
fn is_whole(text: &str, at: Match) -> bool {
    let before = text
        .get(..at.start())
        .and_then(|text| text.chars().next_back());
    let word = text.get(at.range()).unwrap_or_default();
    let mut after = text.get(at.end()..).unwrap_or_default().chars();
    let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) else {
        return false;
    };
    let begins = !before.is_some_and(|before| joins(before, first));
    let next = after.next();
    let ends = !next.is_some_and(|next| goes_on(last, next));
    begins && (ends || is_plural(word, next, after.next()))
}

/// True if a word that begins with `first` cannot begin right after `before`.
fn joins(before: char, first: char) -> bool {
    match first {
        '.' => before.is_alphanumeric(),
        _ if first.is_ascii() => first.is_ascii_alphanumeric() && before.is_ascii_alphanumeric(),
        '가'..='힣' => matches!(before, '가'..='힣'),
        _ => !is_without_spaces(first) && before.is_alphabetic(),
    }
}

/// True if a word that ends with `last` goes on with `next`. A particle may follow a Hangul word, and any other script.
fn goes_on(last: char, next: char) -> bool {
    if last.is_ascii() {
        last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()
    } else {
        last.is_alphabetic() && !is_without_spaces(last) && next.is_alphabetic()
    }
}

/// True for the `s` of `apis` and `databases`.
fn is_plural(word: &str, next: Option<char>, after: Option<char>) -> bool {
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    letters > 2 && next == Some('s') && !after.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// True for scripts that do not set each word off by spaces: Hangul, kana, Han.
fn is_without_spaces(c: char) -> bool {
    c >= '\u{1100}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_count_and_the_longest_of_them() {
        let words = [
            ("redis", false, "redis"),
            ("레디스", false, "redis"),
            ("Go", true, "go"),
            ("node.js", false, "node.js"),
            ("Node", true, "node.js"),
            (".net", false, ".net"),
            ("machine learning", false, "ml"),
            ("learning", false, "learning"),
            ("базы данных", false, "database"),
            ("数据库", false, "database"),
            ("api", false, "api"),
            ("c++", false, "c++"),
        ];
        let finder = WordFinder::new(words);
        let table: [(&str, &[&str]); 16] = [
            ("Redis를 이용한 분산 락", &["redis"]),
            ("레디스는 빠르다", &["redis"]),
            ("비레디스", &[]),
            ("rediscover the sea", &[]),
            ("Go on, let it go", &["go"]),
            ("going to Google", &[]),
            ("Node.js or Node", &["node.js", "node.js"]),
            ("a node of a tree", &[]),
            (".NET at fog.net", &[".net"]),
            ("Machine-Learning, machine_learning", &["ml", "ml"]),
            ("learning machines", &["learning"]),
            ("Базы данных", &["database"]),
            ("高速数据库引擎", &["database"]),
            ("APIs of the API", &["api", "api"]),
            ("C++ in C", &["c++"]),
            ("", &[]),
        ];
        for (text, want) in table {
            let mut found = Vec::new();
            finder.find(text, |_, meaning| found.push(*meaning));
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn no_words_find_nothing() {
        let finder: WordFinder<()> = WordFinder::new([("", false, ())]);
        finder.find("fog", |_, ()| panic!("found nothing in fog"));
    }
}
