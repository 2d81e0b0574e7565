//! The places in a text that a query found it by.

use std::ops::Range;

use super::{
    super::language::{Query, expr::Term},
    letters::Leeway,
    plan::Needle,
};

/// Finds the words of a query in the text of a title or of a line on the screen.
#[derive(Clone, Debug, Default)]
pub struct Highlighter {
    anywhere: Vec<Needle>,
    title: Vec<Needle>,
    section: Vec<Needle>,
}

impl Highlighter {
    /// For the words that `query` wants; those it leaves out are never there to be seen.
    pub fn new(query: &Query) -> Self {
        let mut new = Self {
            anywhere: Vec::new(),
            title: Vec::new(),
            section: Vec::new(),
        };
        let terms = query.expr.wanted();
        let last = terms.len().saturating_sub(1);
        for (n, term) in terms.into_iter().enumerate() {
            let leeway = Leeway {
                unfinished: n == last && query.is_unfinished(),
                loose: false,
            };
            let needles = match term {
                Term::Text(_) => &mut new.anywhere,
                Term::Title(_) => &mut new.title,
                Term::In(..) => &mut new.section,
                _ => continue,
            };
            needles.extend(term.pattern().map(|pattern| Needle::new(pattern, leeway)));
        }
        new
    }

    /// True if there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.anywhere.is_empty() && self.title.is_empty() && self.section.is_empty()
    }

    /// The matches in a title: byte ranges in order, none touching another.
    pub fn in_title(&self, title: &str) -> Vec<Range<usize>> {
        let words = self.anywhere.iter().chain(&self.title);
        let finders = words.flat_map(|needle| [Some(&needle.words), needle.initials.as_ref()]);
        let found = finders.flatten().flat_map(|finder| finder.all_in(title));
        merged(found.collect())
    }

    /// The matches in a text below the title.
    pub fn in_text(&self, text: &str) -> Vec<Range<usize>> {
        let words = self.anywhere.iter().chain(&self.section);
        let found = words.flat_map(|needle| needle.words.all_in(text));
        merged(found.collect())
    }
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(query: &str, title: &str) -> String {
        let query = Query::parse(query).unwrap().typing();
        let mut marked = title.to_owned();
        for range in Highlighter::new(&query).in_title(title).into_iter().rev() {
            marked.insert(range.end, ']');
            marked.insert(range.start, '[');
        }
        marked
    }

    #[test]
    fn marks_what_was_asked_for() {
        let table = [
            (
                "redis lock",
                "Redis locks, a second look at Redis",
                "[Redis] [lock]s, a second look at [Redis]",
            ),
            ("Redis", "redis and Redis", "redis and [Redis]"),
            ("cafe", "Le café", "Le [café]"),
            ("ㄹㅅㅌ", "왜 러스트인가", "왜 [러스트]인가"),
            ("title:go | ruby", "Going to Ruby", "[Go]ing to [Ruby]"),
            ("-redis lock", "redis lock", "redis [lock]"),
            ("aba ab", "xababx", "x[abab]x"),
            ("하", "한글", "[한]글"),
        ];
        for (query, title, expected) in table {
            assert_eq!(marked(query, title), expected, "{query}");
        }
    }
}
