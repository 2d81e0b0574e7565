//! The habits of an archive: what no single issue tells. A heading in most issues is a section or, at the end, a footer;
//! titles alike are a newsletter's, titles unlike each other are posts.

use std::{
    collections::{HashMap, HashSet, hash_map::DefaultHasher},
    hash::{Hash as _, Hasher as _},
    mem,
};

use crate::parse::{
    customs::{Customs, Witness},
    title::stem,
    words::{COLONS, key},
};

/// An archive of fewer issues has no habits.
const FEWEST: usize = 3;

/// Titles of a series are as long as this without their numbers, in bytes: those of a diary, `Day 7`, are not.
const SHORTEST_TITLE: usize = 6;

/// Labels of list items are shorter than this many bytes.
const LONGEST_LABEL: usize = 30;

/// A line in this many issues is said again and again, and is news in none.
const MANY: usize = 5;

/// The look of one file.
#[derive(Debug, Default)]
pub struct Observed {
    /// The title without what changes from issue to issue.
    title: String,
    /// All of the title but numbers.
    words: String,
    /// The same of the path.
    name: String,
    /// The same of the file's name.
    stem: String,
    /// Its headings, none twice.
    headings: Vec<Heading>,
    /// Hashes of the labels that items begin with, none twice.
    labels: Vec<u64>,
    /// Hashes of its lines with a link, none twice.
    lines: Vec<u64>,
    /// Hashes of the keys of its lines that are bold words and nothing else, none twice.
    bold: Vec<u64>,
    /// Its evidence for customs.
    pub witness: Witness,
}

#[derive(Debug, Default)]
struct Heading {
    /// The hash of its [key].
    key: u64,
    /// True if items that begin with a link stand under it.
    items: bool,
    /// The text under it.
    text: u64,
    /// True if it is one of the last three.
    last: bool,
}

/// The habits of an archive; those of a file alone are empty.
#[derive(Debug, Default)]
pub struct Habits {
    issues: usize,
    /// Those that stand in several issues, by the hashes of their keys.
    headings: HashMap<u64, Recurring>,
    /// Hashes of labels in most issues.
    labels: HashSet<u64>,
    /// Hashes of lines with a link that stand in many issues, word for word.
    lines: HashSet<u64>,
    /// Hashes of the keys of bold lines in many issues.
    bold: HashSet<u64>,
    /// Titles that several issues have, but for numbers.
    series: HashSet<String>,
    /// The percentage of issues with titles alike.
    alike: usize,
    /// The percentage of files with names alike, but for numbers.
    called_alike: usize,
    /// The parts that many titles share.
    titles: HashSet<String>,
    /// The names that many files share, but for numbers.
    names: HashSet<String>,
    /// The ways in which it writes dates, tags and letters.
    pub customs: Customs,
}

/// A heading that stands in several issues.
#[derive(Debug, Default)]
struct Recurring {
    issues: usize,
    items: usize,
    /// Where it is among the last headings.
    last: usize,
    texts: HashSet<u64>,
}

impl Observed {
    /// Looks at the body of the file at a path: line by line, without a parser.
    pub fn new(path: &str, title: Option<&str>, body: &str) -> Self {
        let mut seen = Self {
            title: title.map(shape).unwrap_or_default(),
            words: title.map(without_numbers).unwrap_or_default(),
            name: uncounted(path),
            stem: uncounted(stem(path)),
            ..Self::default()
        };
        let (mut fenced, mut above) = (false, "");
        let mut text = DefaultHasher::new();
        let mut lines = body.lines().map(str::trim).peekable();
        while let Some(line) = lines.next() {
            let before = mem::replace(&mut above, line);
            let below = lines.peek().filter(|_| before.is_empty());
            if line.starts_with("```") || line.starts_with("~~~") {
                fenced = !fenced;
            } else if !fenced
                && (line.starts_with('#') || below.is_some_and(|&line| is_underline(line)))
            {
                seen.end(&mut text);
                seen.heading(line);
            } else if !fenced && !line.is_empty() && !is_definition(line) {
                seen.line(line, &mut text);
            }
        }
        seen.end(&mut text);
        let count = seen.headings.len();
        for (at, heading) in seen.headings.iter_mut().enumerate() {
            heading.last = at + 3 >= count;
        }
        let mut known = HashSet::new();
        seen.headings.retain(|heading| known.insert(heading.key));
        seen.headings.shrink_to_fit();
        for hashes in [&mut seen.labels, &mut seen.lines, &mut seen.bold] {
            hashes.sort_unstable();
            hashes.dedup();
            hashes.shrink_to_fit();
        }
        seen
    }

    fn heading(&mut self, line: &str) {
        let title = line.trim_start_matches('#');
        if self.title.is_empty() {
            self.title = shape(title);
        }
        let title = title.split_once("](").map_or(title, |(title, _)| title);
        self.headings.push(Heading {
            key: hash(&key(title)),
            ..Heading::default()
        });
    }

    fn line(&mut self, line: &str, text: &mut DefaultHasher) {
        if !self.headings.is_empty() {
            line.hash(text);
        }
        if is_linked(line) {
            self.lines.push(hash(line));
        }
        self.bold.extend(bold(line).map(|words| hash(&key(words))));
        let item = line.strip_prefix(['-', '*', '+']).map(str::trim_start);
        let led = |text: &str| {
            text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '[')
                .starts_with('[')
        };
        if let Some(heading) = self.headings.last_mut() {
            heading.items |= led(item.unwrap_or(line));
        }
        let label = item.and_then(|item| {
            let begin = item.get(..item.floor_char_boundary(LONGEST_LABEL + '：'.len_utf8()))?;
            Some(begin.split_once(COLONS)?.0)
        });
        if let Some(label) =
            label.filter(|label| label.len() < LONGEST_LABEL && !label.contains('['))
        {
            self.labels.push(hash(&key(label)));
        }
    }

    fn end(&mut self, text: &mut DefaultHasher) {
        if let Some(heading) = self.headings.last_mut() {
            heading.text = text.finish();
        }
        *text = DefaultHasher::new();
    }
}

/// The words of a line that is nothing but bold.
fn bold(line: &str) -> Option<&str> {
    let words = line.strip_prefix("**")?.strip_suffix("**")?;
    (!words.contains("**") && !is_linked(words)).then_some(words)
}

/// True for a line with a link.
fn is_linked(line: &str) -> bool {
    line.contains("](") || line.contains("://")
}

fn hash(line: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    hasher.finish()
}

/// True for the line under a heading: `===` or `---`.
fn is_underline(line: &str) -> bool {
    let all = |mark: char| line.len() > 2 && line.chars().all(|c| c == mark);
    all('=') || all('-')
}

/// True for the definition of a link.
fn is_definition(line: &str) -> bool {
    line.starts_with('[') && line.contains("]: ")
}

/// A path or name without its digits.
fn uncounted(path: &str) -> String {
    path.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// The letters of a title.
fn without_numbers(title: &str) -> String {
    let letters = title.chars().filter(|c| c.is_alphabetic());
    letters.flat_map(char::to_lowercase).collect()
}

/// The part that titles of one newsletter share: the words before their number, or after it. A title without a number shares all
/// or nothing.
fn shape(title: &str) -> String {
    let title = title.trim_matches([' ', '"', '\'']);
    let digit = |c: char| c.is_ascii_digit();
    let title = title.trim_start_matches(|c: char| digit(c) || !c.is_alphanumeric());
    let number = title.find(digit);
    let words = number.map_or(title, |at| title.get(..at).unwrap_or(""));
    let letters = without_numbers(words);
    match number {
        Some(_) => letters.chars().take(8).collect(),
        None => letters,
    }
}

/// The headings that stand in several files. Nearly all headings of a large archive are titles, which stand in one.
fn recurring(files: &[Observed]) -> HashMap<u64, Recurring> {
    let headings = || files.iter().flat_map(|file| &file.headings);
    let several = frequent(headings().map(|heading| &heading.key), FEWEST);
    let mut recurring: HashMap<u64, Recurring> = HashMap::new();
    for heading in headings().filter(|heading| several.contains(&heading.key)) {
        recurring.entry(heading.key).or_default().add(heading);
    }
    recurring
}

/// The hashes that stand in so many files.
fn frequent<'f>(hashes: impl Iterator<Item = &'f u64>, fewest: usize) -> HashSet<u64> {
    let mut hashes: Vec<u64> = hashes.copied().collect();
    hashes.sort_unstable();
    let alike = hashes.chunk_by(|a, b| a == b);
    let alike = alike.filter(|alike| alike.len() >= fewest);
    alike.filter_map(|alike| alike.first().copied()).collect()
}

/// The number of times that each text is there.
fn counts<'f>(texts: impl Iterator<Item = &'f String>) -> HashMap<&'f str, usize> {
    let mut counts = HashMap::new();
    texts.for_each(|text| *counts.entry(text.as_str()).or_default() += 1);
    counts
}

/// The texts that two files have at least, and a tenth of all.
fn usual<'f>(texts: impl ExactSizeIterator<Item = &'f String>) -> HashSet<String> {
    let fewest = 2.max(texts.len() / 10);
    let usual = counts(texts).into_iter();
    let usual = usual.filter(|(_, files)| *files >= fewest);
    usual.map(|(text, _)| text.to_owned()).collect()
}

/// The percentage of the commonest text among all.
fn share<'f>(texts: impl ExactSizeIterator<Item = &'f String>) -> usize {
    let all = texts.len().max(1);
    let most = counts(texts).into_values().max();
    100 * most.unwrap_or_default() / all
}

impl Recurring {
    fn add(&mut self, heading: &Heading) {
        self.issues += 1;
        self.items += usize::from(heading.items);
        self.last += usize::from(heading.last);
        self.texts.insert(heading.text);
    }
}

impl Habits {
    /// The habits that show in the files of an archive.
    pub fn new(files: Vec<Observed>) -> Self {
        let issues = files.len();
        let words = counts(files.iter().map(|file| &file.words));
        let words = words.into_iter();
        let words =
            words.filter(|(words, files)| *files >= FEWEST && words.len() >= SHORTEST_TITLE);
        let (many, most) = (FEWEST.max(issues.div_ceil(5)), FEWEST.max(issues / 2 + 1));
        let mut habits = Self {
            issues,
            headings: recurring(&files),
            labels: frequent(files.iter().flat_map(|file| &file.labels), most),
            lines: frequent(files.iter().flat_map(|file| &file.lines), MANY),
            bold: frequent(files.iter().flat_map(|file| &file.bold), many),
            series: words.map(|(words, _)| words.to_owned()).collect(),
            alike: share(files.iter().map(|file| &file.title)),
            called_alike: share(files.iter().map(|file| &file.name)),
            titles: usual(files.iter().map(|file| &file.title)),
            names: usual(files.iter().map(|file| &file.stem)),
            customs: Customs::default(),
        };
        let witnesses: Vec<_> = files.into_iter().map(|file| file.witness).collect();
        habits.customs = Customs::new(&witnesses);
        habits
    }

    /// True if the heading of this `key` holds items wherever it stands.
    pub fn holds_items(&self, key: &str) -> bool {
        self.headings
            .get(&hash(key))
            .is_some_and(|heading| 3 * heading.items >= 2 * heading.issues)
    }

    /// True if the heading of this `key` stands in many issues.
    pub fn recurs(&self, key: &str) -> bool {
        self.headings
            .get(&hash(key))
            .is_some_and(|heading| 5 * heading.issues >= self.issues)
    }

    /// True if the heading of this `key` ends most issues with the same words.
    pub fn is_footer(&self, key: &str) -> bool {
        self.headings.get(&hash(key)).is_some_and(|heading| {
            let usual = 3 * heading.issues >= self.issues;
            usual
                && 3 * heading.last >= 2 * heading.issues
                && 2 * heading.texts.len() <= heading.issues
        })
    }

    /// True if items of most issues begin with the label of this `key`.
    pub fn is_label(&self, key: &str) -> bool {
        self.labels.contains(&hash(key))
    }

    /// True if a line with a link stands in many issues, word for word.
    pub fn is_said_again(&self, line: &str) -> bool {
        self.lines.contains(&hash(line.trim()))
    }

    /// True if the bold line of this `key` stands in many issues.
    pub fn is_line(&self, key: &str) -> bool {
        self.bold.contains(&hash(key))
    }

    /// True if the issues are those of a newsletter: their titles are alike, or their names but for numbers.
    fn are_newsletter(&self) -> bool {
        self.issues >= FEWEST && (self.alike >= 40 || self.called_alike >= 60)
    }

    /// True if this is an issue of that newsletter, and not a post between its issues.
    pub fn is_newsletter(&self, title: &str, path: &str) -> bool {
        self.are_newsletter()
            && (self.titles.contains(&shape(title)) || self.names.contains(&uncounted(stem(path))))
    }

    /// True if several issues have titles like this one.
    pub fn is_series(&self, title: &str) -> bool {
        self.series.contains(&without_numbers(title))
    }

    /// True if the files are posts: their titles are unlike each other.
    pub fn are_posts(&self) -> bool {
        self.issues > 2 * FEWEST && self.alike < 20 && !self.are_newsletter()
    }
}
