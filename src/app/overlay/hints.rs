//! Letters over the links in sight, to open or copy one of them.

/// Letters that labels are made of, those under the fingers first.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

/// The use of a link that is chosen by its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkUse {
    /// It is opened.
    Open,
    /// Its URL is copied.
    Copy,
}

/// A label over a link of the reading pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The letters to type.
    pub label: String,
    /// The position of the link in the document.
    pub link: u32,
    /// The row of the label, from the pane's inner corner.
    pub row: u16,
    /// As `row`.
    pub column: u16,
}

/// Letters over the links that are in sight, to open one without counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    /// One for each link, where it is first in sight.
    pub all: Vec<Hint>,
    /// The use of the link.
    pub choice: LinkUse,
    typed: String,
}

impl Hints {
    /// Labels for links that stand at (row, column).
    pub fn new(places: &[(u32, u16, u16)], choice: LinkUse) -> Self {
        let labels = labels(places.len());
        let hint = |((link, row, column), label): (&(u32, u16, u16), String)| Hint {
            label,
            link: *link,
            row: *row,
            column: *column,
        };
        Self {
            all: places.iter().zip(labels).map(hint).collect(),
            choice,
            typed: String::new(),
        }
    }

    /// Takes a letter, and returns the link whose label it completes. A letter that fits no label is ignored.
    pub fn type_letter(&mut self, letter: char) -> Option<u32> {
        let typed = format!("{}{}", self.typed, letter.to_ascii_lowercase());
        if self.all.iter().any(|hint| hint.label.starts_with(&typed)) {
            self.typed = typed;
        }
        let chosen = self.all.iter().find(|hint| hint.label == self.typed);
        chosen.map(|hint| hint.link)
    }

    /// The labels that still fit, each with the part that is still to be typed.
    pub fn open(&self) -> impl Iterator<Item = (&Hint, &str)> {
        let rest = |hint: &'_ Hint| hint.label.strip_prefix(&self.typed).map(str::len);
        self.all.iter().filter_map(move |hint| {
            let rest = hint.label.len() - rest(hint)?;
            Some((hint, hint.label.get(rest..)?))
        })
    }
}

/// `count` labels of one length, so that none begins another.
fn labels(count: usize) -> impl Iterator<Item = String> {
    let long = count > LETTERS.len();
    let firsts = LETTERS.chars();
    firsts.flat_map(move |first| {
        let seconds = if long { LETTERS } else { "\0" };
        let label = move |second: char| match second {
            '\0' => first.to_string(),
            second => format!("{second}{first}"),
        };
        seconds.chars().map(label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(count: u32) -> Hints {
        let places: Vec<_> = (0..count).map(|link| (link, 0, 0)).collect();
        Hints::new(&places, LinkUse::Open)
    }

    #[test]
    fn one_letter_is_enough_for_a_screen_of_links() {
        assert_eq!(hints(3).type_letter('s'), Some(1));
        assert_eq!(hints(3).type_letter('x'), None);
    }

    #[test]
    fn more_links_take_two_letters() {
        let mut hints = hints(40);
        assert_eq!(hints.type_letter('a'), None);
        assert_eq!(hints.open().count(), 2);
        assert_eq!(hints.type_letter('s'), Some(26));
    }
}
