//! Initial consonants: ㄹㅅㅌ finds 러스트 in titles and headings.
//!
//! Those of all titles are written down once, one byte for each syllable, so that a search looks through a few bytes for each
//! article and not through the titles.

use memchr::memmem;

use super::{
    expr::Pattern,
    letters::{self, Letter},
    pattern::{Finder, Reading},
};
use crate::{
    model::{ArticleRef, Issue, SectionKind},
    text::hangul,
};

/// Stands for whatever is not Hangul.
const OTHER: u8 = b'-';

/// Stands between two names.
const END: u8 = b'\n';

/// The initial consonants of the names of an issue's articles.
#[derive(Debug, Default)]
pub(super) struct Initials {
    bytes: Box<[u8]>,
    /// Where those of each article end.
    ends: Box<[u32]>,
}

/// Finds words by their initial consonants.
#[derive(Clone, Debug)]
pub(super) struct InitialsFinder {
    /// Finds them in a text.
    pub in_text: Finder,
    in_bytes: Box<memmem::Finder<'static>>,
    /// There is nothing else to find, and the bytes tell all.
    is_all: bool,
}

impl Initials {
    /// Writes them down.
    pub fn of(issue: &Issue) -> Self {
        let (mut bytes, mut ends) = (Vec::new(), Vec::with_capacity(issue.articles.len()));
        for article in issue.each() {
            for name in names(article) {
                write(name, &mut bytes);
            }
            ends.push(bytes.len() as u32);
        }
        Self {
            bytes: bytes.into(),
            ends: ends.into(),
        }
    }

    fn of_article(&self, n: u32) -> &[u8] {
        let end = |n: usize| self.ends.get(n).map_or(0, |&end| end as usize);
        let start = (n as usize).checked_sub(1).map_or(0, end);
        self.bytes.get(start..end(n as usize)).unwrap_or_default()
    }
}

impl InitialsFinder {
    /// `None` if the pattern holds no consonant that stands alone.
    pub fn new(pattern: &Pattern, reading: Reading) -> Option<Self> {
        let Pattern::Literal(text) = pattern else {
            return None;
        };
        let split: String = text.chars().flat_map(split_consonants).collect();
        let mut letters = letters::of(&split, reading);
        for letter in &mut letters {
            if let Some(c) = initial(*letter) {
                *letter = Letter::Grows(c);
            }
        }
        let runs = letters.split(|&letter| initial(letter).is_none());
        let longest = runs.max_by_key(|run| run.len())?;
        let leads: Vec<u8> = longest
            .iter()
            .filter_map(|&letter| byte(initial(letter)?))
            .collect();
        (!leads.is_empty()).then(|| Self {
            in_text: Finder::literal(&letters),
            is_all: leads.len() == letters.len(),
            in_bytes: Box::new(memmem::Finder::new(&leads).into_owned()),
        })
    }

    /// Whether a name of an article holds words that begin so. `article` is asked for if what was written down does not tell.
    pub fn are_in<'a>(
        &self,
        known: &Initials,
        n: u32,
        article: impl FnOnce() -> Option<ArticleRef<'a>>,
    ) -> bool {
        let found = self.in_bytes.find(known.of_article(n)).is_some();
        let in_name = |name| self.in_text.is_in(name);
        found && (self.is_all || article().is_some_and(|article| names(article).any(in_name)))
    }
}

/// The title, and the headings that an author chose: the group, and sections that are not of a usual kind.
fn names(article: ArticleRef<'_>) -> impl Iterator<Item = &str> {
    let sections = article.sections();
    let own = sections.filter(|section| section.kind == SectionKind::Other);
    std::iter::once(article.title())
        .chain(own.map(|section| section.label))
        .chain(article.group())
}

fn write(name: &str, bytes: &mut Vec<u8>) {
    for c in name.chars() {
        match byte(c) {
            Some(lead) => bytes.push(lead),
            None if bytes.last() == Some(&OTHER) => {}
            None => bytes.push(OTHER),
        }
    }
    bytes.push(END);
}

/// The consonant that a syllable begins with, or that stands alone, as a byte.
fn byte(c: char) -> Option<u8> {
    Some(b'a' + hangul::lead(c)?)
}

/// The consonant, if it stands alone.
fn initial(letter: Letter) -> Option<char> {
    match letter {
        Letter::Is(c) | Letter::Grows(c) => Some(c).filter(|&c| hangul::is_initial(c)),
        Letter::Space | Letter::MaybeSpace => None,
    }
}

/// ㄳ typed for ㄱ and ㅅ.
fn split_consonants(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match hangul::split_cluster(c) {
        (first, Some(second)) if hangul::is_initial(first) => (first, Some(second)),
        _ => (c, None),
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Packer, Span};

    fn finds(query: &str, title: &str) -> bool {
        let mut packer = Packer::new("", 2);
        packer.begin("", Span::default(), Span::default());
        packer.begin(title, Span::default(), Span::default());
        let issue = Issue {
            articles: packer.finish(),
            ..Issue::default()
        };
        let known = Initials::of(&issue);
        let pattern = Pattern::Literal(query.into());
        let Some(finder) = InitialsFinder::new(&pattern, Reading::default()) else {
            return false;
        };
        assert!(!finder.are_in(&known, 0, || None), "{query} in nothing");
        let found = finder.are_in(&known, 1, || issue.article(1));
        assert_eq!(found, finder.in_text.is_in(title), "{query} in {title}");
        found
    }

    #[test]
    fn what_is_written_down_finds_what_the_title_holds() {
        let table = [
            ("ㄹㅅㅌ", "Go 대신 러스트", true),
            ("ㄹㅅㅌ", "러 스트", false),
            ("ㄹ ㅅㅌ", "러 스트", true),
            ("ㄳ", "감사", true),
            ("러ㅅㅌ", "러스트", true),
            ("러ㅅㅌ", "로스트", false),
            ("ㄹ", "Go", false),
            ("rust", "rust", false),
            ("rㄹ", "R러", true),
        ];
        for (query, title, expected) in table {
            assert_eq!(finds(query, title), expected, "{query} in {title}");
        }
    }
}
