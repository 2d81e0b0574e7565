//! Customs of an archive: what its other files prove where one file leaves something open.

use std::collections::{HashMap, HashSet};

use encoding_rs::Encoding;

use super::{
    date::{self, DateOrder},
    document::Header,
    front_matter::tags_at_blanks,
};
use crate::model::{Date, Tag};

/// Years between a date and all others of its archive from which on it is a mistake, or keeps a post on top.
const FAR: i16 = 30;

/// So many files at least prove a custom.
const FEWEST: usize = 2;

/// The evidence of one file.
#[derive(Clone, Debug, Default)]
pub struct Witness {
    order: Option<DateOrder>,
    /// The number behind a year in its path.
    numbered: Option<u32>,
    folder: String,
    date: Option<Date>,
    tags: Option<String>,
    encoding: Option<&'static Encoding>,
}

/// The customs of an archive; a file alone proves none.
#[derive(Debug, Default)]
pub struct Customs {
    order: Option<DateOrder>,
    numbers: YearNumbers,
    /// The years of all dates, in order.
    years: Vec<i16>,
    spaced_tags: bool,
    encoding: Option<&'static Encoding>,
    /// The dates of folders, where each holds the files of one issue.
    folders: HashMap<String, Date>,
}

/// The meaning of numbers behind a year in paths: `2031/12`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum YearNumbers {
    #[default]
    Months,
    Weeks,
    /// They only count the issues.
    Issues,
}

impl Witness {
    /// The evidence of the file at a path, which says this of itself.
    pub fn new(path: &str, header: &Header, encoding: Option<&'static Encoding>) -> Self {
        let named = || date::in_path(path);
        Self {
            order: order(header, named),
            numbered: date::number_of_year(path).map(|(_, number)| number),
            folder: folder(path).to_owned(),
            date: header.date.or_else(named),
            tags: header.tag_text.clone(),
            encoding,
        }
    }
}

/// The order that a date has by itself, or by the date in its file's name.
fn order(header: &Header, named: impl Fn() -> Option<Date>) -> Option<DateOrder> {
    let written = header.written.as_ref()?;
    let by_name = || {
        let (day_first, month_first) = (written.day_first?, header.date?);
        let named = named()?;
        let is = |date: Date| named.day() == date.day();
        let first = is(day_first).then_some(DateOrder::DayFirst);
        first.or(is(month_first).then_some(DateOrder::MonthFirst))
    };
    written.order.or_else(by_name)
}

impl Customs {
    /// The customs that the files of an archive prove.
    pub fn new(files: &[Witness]) -> Self {
        let dates = files.iter().filter_map(|file| file.date);
        let mut years: Vec<_> = dates.map(|date| date.day().year()).collect();
        years.sort_unstable();
        Self {
            order: one(files.iter().filter_map(|file| file.order)),
            numbers: numbers(files),
            years,
            spaced_tags: spaced_tags(files),
            encoding: most_common(files.iter().filter_map(|file| file.encoding)),
            folders: folders(files),
        }
    }

    /// The date of the other files in a file's folder, if the folders of the archive are its issues.
    pub fn date_of_folder(&self, path: &str) -> Option<Date> {
        self.folders.get(folder(path)).copied()
    }

    /// The order of day and month in dates of numbers; unknown where the archive has both orders, or neither.
    pub fn order(&self) -> Option<DateOrder> {
        self.order
    }

    /// The date in a path.
    pub fn date_in_path(&self, path: &str) -> Option<Date> {
        match (self.numbers, date::number_of_year(path)) {
            (YearNumbers::Weeks, Some((year, week))) => date::monday(year, week),
            (YearNumbers::Issues, Some(_)) => None,
            (_, None) | (YearNumbers::Months, _) => date::in_path(path),
        }
    }

    /// True for a date far from all others of the archive.
    pub fn is_stray(&self, date: Date) -> bool {
        let year = date.day().year();
        let before = |end: i16| self.years.partition_point(|other| *other < end);
        let near = before(year.saturating_add(FAR)) - before(year.saturating_sub(FAR - 1));
        let others = self.years.len() - near;
        others >= FEWEST && near <= 1.max(self.years.len() / 10)
    }

    /// The tags of a text, if the archive writes them with nothing but blanks between.
    pub fn tags(&self, text: &str) -> Option<Vec<Tag>> {
        self.spaced_tags.then(|| tags_at_blanks(text))
    }

    /// The encoding of the archive's files that are not UTF-8.
    pub fn encoding(&self) -> Option<&'static Encoding> {
        self.encoding
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The dates of folders, if a third of them hold several files, of which all that have a date have the same one.
fn folders(files: &[Witness]) -> HashMap<String, Date> {
    let mut folders: HashMap<&str, Vec<Option<Date>>> = HashMap::new();
    for file in files {
        folders.entry(&file.folder).or_default().push(file.date);
    }
    let all = folders.len();
    let dated = folders.into_iter().filter_map(|(folder, dates)| {
        let several = dates.len() > 1;
        let date = one(dates.into_iter().flatten())?;
        several.then(|| (folder.to_owned(), date))
    });
    let dated: HashMap<_, _> = dated.collect();
    let are_issues = dated.len() > FEWEST && 3 * dated.len() >= all;
    if are_issues { dated } else { HashMap::new() }
}

/// The only value there is.
fn one<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// No year has more than twelve months, nor more than 53 weeks.
fn numbers(files: &[Witness]) -> YearNumbers {
    let numbers = files.iter().filter_map(|file| file.numbered);
    let above: Vec<_> = numbers.filter(|number| *number > 12).collect();
    match above.iter().max() {
        Some(_) if above.len() < FEWEST => YearNumbers::Months,
        Some(54..) => YearNumbers::Issues,
        Some(_) => YearNumbers::Weeks,
        None => YearNumbers::Months,
    }
}

/// True if no text of tags has a comma, and most words of those with several words stand in other texts, too: the words of
/// `machine learning` keep together, those of `sea fog` do not.
fn spaced_tags(files: &[Witness]) -> bool {
    let texts: HashSet<_> = files
        .iter()
        .filter_map(|file| file.tags.as_deref())
        .collect();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for text in &texts {
        let words: HashSet<_> = text.split_whitespace().collect();
        for word in words {
            *places.entry(word).or_default() += 1;
        }
    }
    let several: Vec<_> = texts
        .iter()
        .filter(|text| text.trim().contains(' '))
        .collect();
    let words: HashSet<_> = several
        .iter()
        .flat_map(|text| text.split_whitespace())
        .collect();
    let shared = words
        .iter()
        .filter(|word| places.get(*word).is_some_and(|places| *places > 1));
    let shared = shared.count();
    let commas = texts.iter().any(|text| text.contains(','));
    !commas && several.len() >= FEWEST && 2 * shared > words.len()
}

fn most_common(encodings: impl Iterator<Item = &'static Encoding>) -> Option<&'static Encoding> {
    let mut counts: Vec<(&'static Encoding, usize)> = Vec::new();
    for encoding in encodings {
        match counts.iter_mut().find(|(known, _)| *known == encoding) {
            Some((_, count)) => *count += 1,
            None => counts.push((encoding, 1)),
        }
    }
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let (most, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= FEWEST && 2 * count > all).then_some(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(texts: &[&str]) -> bool {
        let witness = |text: &&str| Witness {
            tags: Some((*text).to_owned()),
            ..Witness::default()
        };
        spaced_tags(&texts.iter().map(witness).collect::<Vec<_>>())
    }

    #[test]
    fn blanks_divide_tags_whose_words_stand_in_other_company() {
        let table: [(&[&str], bool); 7] = [
            (&["sea fog", "fog horn", "horn sea"], true),
            (&["sea", "sea fog", "fog bell"], true),
            (&["machine learning", "machine learning"], false),
            (&["machine learning", "deep learning", "sea"], false),
            (&["sea fog", "fog horn", "horn, sea"], false),
            (&["sea fog bell"], false),
            (&[], false),
        ];
        for (texts, want) in table {
            assert_eq!(tagged(texts), want, "{texts:?}");
        }
    }

    #[test]
    fn a_tag_that_is_written_twice_is_one() {
        let customs = Customs {
            spaced_tags: true,
            ..Customs::default()
        };
        let tags = customs.tags("sea fog sea").unwrap();
        assert_eq!(
            tags.iter().map(Tag::name).collect::<Vec<_>>(),
            ["sea", "fog"]
        );
    }

    #[test]
    fn numbers_behind_a_year_are_what_all_of_them_can_be() {
        let table: [(&[&str], &str, Option<&str>); 5] = [
            (&["2031/11", "2031/12"], "2031/12/index.md", Some("2031-12")),
            (
                &["2031/12", "2031/13", "2031/40"],
                "2031/12/index.md",
                Some("2031-03-17"),
            ),
            (&["2031/12", "2031/13", "2031/60"], "2031/12.md", None),
            (
                &["2031/12", "2031/13", "2031/40"],
                "2031/02/03.md",
                Some("2031-02-03"),
            ),
            (&["2031/12", "2031/13"], "2031/12.md", Some("2031-12")),
        ];
        for (paths, path, want) in table {
            let files = paths
                .iter()
                .map(|path| Witness::new(path, &Header::default(), None));
            let customs = Customs::new(&files.collect::<Vec<_>>());
            let date = customs.date_in_path(path).map(|date| date.to_string());
            assert_eq!(date.as_deref(), want, "{path} among {paths:?}");
        }
    }

    /// A path, and the date that its file says.
    type DatedFile = (&'static str, &'static str);

    #[test]
    fn files_of_an_issue_s_folder_share_its_date() {
        let issues = [
            ("7/letter.md", "2031-02-03"),
            ("7/notes.md", ""),
            ("8/letter.md", "2031-02-10"),
            ("8/notes.md", ""),
            ("9/letter.md", "2031-02-17"),
            ("9/notes.md", ""),
        ];
        let posts = [
            ("posts/fog.md", "2031-02-03"),
            ("posts/ice.md", "2031-02-10"),
            ("posts/notes.md", ""),
            ("pages/bell.md", "2031-02-17"),
            ("pages/notes.md", ""),
        ];
        let table: [(&[DatedFile], &str, Option<&str>); 5] = [
            (&issues, "8/notes.md", Some("2031-02-10")),
            (&issues, "10/notes.md", None),
            (&issues[..4], "8/notes.md", None),
            (&posts, "posts/notes.md", None),
            (&posts, "pages/notes.md", None),
        ];
        for (files, path, want) in table {
            let witness = |(path, date): &DatedFile| Witness {
                folder: folder(path).to_owned(),
                date: date::parse(date),
                ..Witness::default()
            };
            let customs = Customs::new(&files.iter().map(witness).collect::<Vec<_>>());
            let date = customs.date_of_folder(path).map(|date| date.to_string());
            assert_eq!(date.as_deref(), want, "{path} among {files:?}");
        }
    }

    #[test]
    fn dates_far_from_all_others_are_strays() {
        let witness = |year| Witness {
            date: Date::from_month(year, 1),
            ..Witness::default()
        };
        let table: [(&[i16], i16, bool); 5] = [
            (&[2031, 2032, 2099], 2099, true),
            (&[2031, 2032, 2099], 2031, false),
            (&[2003, 2004, 2005, 2024], 2024, false),
            (&[2031, 2099], 2099, false),
            (&[1981, 2031, 2031, 2032], 1981, true),
        ];
        for (years, year, want) in table {
            let customs = Customs::new(&years.iter().copied().map(witness).collect::<Vec<_>>());
            let date = Date::from_month(year, 1).unwrap();
            assert_eq!(customs.is_stray(date), want, "{year} among {years:?}");
        }
    }
}
