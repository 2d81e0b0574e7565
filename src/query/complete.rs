//! Completions of the word under the cursor: names of fields, their values, tags and domains.

use super::{
    facets::Facets,
    language::{
        field::FIELDS,
        print,
        values::{Feature, Lang, SortKey, State},
    },
};
use crate::model::{SectionKind, Tag};

/// The most suggestions offered.
const MOST: usize = 50;

/// A way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The byte at which the completed word starts.
    pub start: usize,
    /// The completed word.
    pub text: String,
}

/// The ways in which `text`, up to the cursor, may go on; those that articles have most come first.
pub fn complete(text: &str, facets: &Facets) -> Vec<Completion> {
    let divides = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|');
    let word = text.rsplit(divides).next().unwrap_or_default();
    let word = word.strip_prefix('-').unwrap_or(word);
    let (typed, options) = match (word.strip_prefix('#'), word.split_once(':')) {
        (Some(tag), _) => (last_value(tag), names(&facets.tags)),
        (None, Some((field, value))) => {
            let turned = field == "sort";
            let value = value.strip_prefix('-').filter(|_| turned).unwrap_or(value);
            (last_value(value), values(field, facets))
        }
        (None, None) if word.is_empty() => return Vec::new(),
        (None, None) => (word, fields()),
    };
    let start = text.len() - typed.len();
    let lower = typed.to_lowercase();
    let goes_on = |option: &String| option.starts_with(&lower) && *option != lower;
    let options = options.into_iter().filter(goes_on).take(MOST);
    options.map(|text| Completion { start, text }).collect()
}

fn fields() -> Vec<String> {
    let fields = FIELDS.iter();
    fields.map(|field| format!("{}:", field.name)).collect()
}

/// The value after the last comma of a list.
fn last_value(values: &str) -> &str {
    values.rsplit(',').next().unwrap_or(values)
}

fn values(field: &str, facets: &Facets) -> Vec<String> {
    let years = facets.years.iter();
    let domains = facets.domains.iter();
    match field {
        "tag" => names(&facets.tags),
        "issue-tag" => names(&facets.issue_tags),
        "domain" => domains.map(|(host, _)| host.to_string()).collect(),
        "date" | "newer" | "older" => years.map(|(year, _)| year.to_string()).collect(),
        "section" | "in" => words(&SectionKind::ALL, SectionKind::name),
        "is" => words(State::ALL, State::word),
        "has" => words(Feature::ALL, Feature::word),
        "lang" => words(Lang::ALL, Lang::word),
        "sort" => words(SortKey::ALL, SortKey::word),
        _ => Vec::new(),
    }
}

fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|&value| word(value).to_owned()).collect()
}

fn names(tags: &[(Tag, usize)]) -> Vec<String> {
    let names = tags.iter().map(|(tag, _)| print::word(tag.name()));
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> String {
        let facets = Facets {
            tags: vec![
                (Tag::new("redis").unwrap(), 9),
                (Tag::new("react").unwrap(), 2),
            ],
            domains: vec![("go.dev".into(), 3)],
            years: vec![(2024, 1)],
            ..Facets::default()
        };
        let completed = complete(text, &facets).into_iter().next();
        completed.map_or(String::new(), |done| {
            format!("{}{}", text.get(..done.start).unwrap(), done.text)
        })
    }

    #[test]
    fn completes_the_word_under_the_cursor() {
        let table = [
            ("ti", "title:"),
            ("locks -ti", "locks -title:"),
            ("#re", "#redis"),
            ("#rea", "#react"),
            ("-#re", "-#redis"),
            ("tag:go,re", "tag:go,redis"),
            ("(domain:", "(domain:go.dev"),
            ("is:un", "is:unread"),
            ("sort:-re", "sort:-relevance"),
            ("date:", "date:2024"),
            ("", ""),
            ("러", ""),
        ];
        for (text, expected) in table {
            assert_eq!(first(text), expected, "{text}");
        }
    }
}
