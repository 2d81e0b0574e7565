//! The beginning and the end that most of some titles share, and the rest of a title without them.

/// The share of titles that must have an end in common, in percent.
const MOST: usize = 60;
/// Fewer titles share nothing worth leaving out.
const FEWEST: usize = 3;
/// A shorter end is not worth leaving out, in characters.
const SHORTEST: usize = 4;

const OPENING: &str = "([{（【「『《";
const CLOSING: &str = ")]}）】」』》";

/// The ends that most titles share; empty where they share none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedEnds {
    start: String,
    end: String,
}

impl SharedEnds {
    /// Finds the ends of some titles.
    pub fn of<'a>(titles: impl Iterator<Item = &'a str>) -> Self {
        let forward: Vec<Vec<char>> = titles.map(|title| title.chars().collect()).collect();
        let backward = forward.iter().map(|title| title.iter().rev().copied());
        let backward = backward.map(Iterator::collect).collect();
        Self {
            start: shared(forward, OPENING, CLOSING).into_iter().collect(),
            end: shared(backward, CLOSING, OPENING)
                .into_iter()
                .rev()
                .collect(),
        }
    }

    /// A title without what it shares; the whole title if nothing else is left.
    pub fn own<'a>(&self, title: &'a str) -> &'a str {
        let rest = title.strip_prefix(&*self.start).unwrap_or(title);
        let rest = rest.strip_suffix(&*self.end).unwrap_or(rest);
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || "-–—:：|·,，、/".contains(c));
        if rest.is_empty() { title } else { rest }
    }
}

/// The longest beginning that most of the titles share. Sorted, those that share it stand together.
fn shared(mut titles: Vec<Vec<char>>, opening: &str, closing: &str) -> Vec<char> {
    let most = (titles.len() * MOST).div_ceil(100);
    if titles.len() < FEWEST || most < 2 {
        return Vec::new();
    }
    titles.sort_unstable();
    let windows = titles.windows(most);
    let common = windows.filter_map(|window| {
        let (first, last) = (window.first()?, window.last()?);
        let same = first.iter().zip(last).take_while(|(a, b)| a == b).count();
        Some(whole_words(first, last, same))
    });
    let longest = common.max_by_key(|common| common.len()).unwrap_or_default();
    let balanced = balanced(longest, opening, closing);
    if balanced.len() < SHORTEST {
        Vec::new()
    } else {
        balanced.to_vec()
    }
}

/// The first `length` characters of `title`, back to where no word and no number is cut in two.
fn whole_words<'a>(title: &'a [char], other: &[char], length: usize) -> &'a [char] {
    let mut length = length;
    let last = |length: usize| length.checked_sub(1).and_then(|at| title.get(at));
    let letter = |c: Option<&char>| c.is_some_and(|c| c.is_alphabetic());
    if letter(title.get(length)) || letter(other.get(length)) {
        while letter(last(length)) {
            length -= 1;
        }
    }
    while last(length).is_some_and(|c| c.is_numeric()) {
        length -= 1;
    }
    title.get(..length).unwrap_or_default()
}

/// A text up to the bracket that it opens and does not close.
fn balanced<'a>(text: &'a [char], opening: &str, closing: &str) -> &'a [char] {
    let mut open = Vec::new();
    for (at, c) in text.iter().enumerate() {
        if opening.contains(*c) {
            open.push(at);
        } else if closing.contains(*c) {
            open.pop();
        }
    }
    let end = open.first().copied().unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_most_titles_share_is_left_out() {
        let table: [(&[&str], &[&str]); 6] = [
            (
                &[
                    "Fog Weekly 12",
                    "Fog Weekly 11",
                    "Fog Weekly 109",
                    "Farewell",
                ],
                &["12", "11", "109", "Farewell"],
            ),
            (
                &[
                    "[Fog] News - 1st week",
                    "[Fog] News - 2nd week",
                    "[Fog] News - 30th week",
                ],
                &["1st", "2nd", "30th"],
            ),
            (
                &[
                    "안개주간（第 30 期）：灯",
                    "안개주간（第 31 期）：海",
                    "안개주간（第 32 期）：雾",
                ],
                &["（第 30 期）：灯", "（第 31 期）：海", "（第 32 期）：雾"],
            ),
            (
                &[
                    "Lamps | Harbour letter",
                    "Oil | Harbour letter",
                    "Horns | Harbour letter",
                ],
                &["Lamps", "Oil", "Horns"],
            ),
            (
                &["오늘의 소식", "오늘의 소망", "오늘의 소란"],
                &["소식", "소망", "소란"],
            ),
            (
                &["Fog Weekly 1", "Fog Weekly 2"],
                &["Fog Weekly 1", "Fog Weekly 2"],
            ),
        ];
        for (titles, want) in table {
            let ends = SharedEnds::of(titles.iter().copied());
            let own: Vec<_> = titles.iter().map(|title| ends.own(title)).collect();
            assert_eq!(own, want);
        }
    }

    #[test]
    fn a_title_that_is_nothing_else_stays() {
        let ends = SharedEnds::of(["Fog letter 1", "Fog letter 2", "Fog letter "].into_iter());
        assert_eq!(ends.own("Fog letter "), "Fog letter ");
    }
}
