//! Bytes to an [`Issue`] and warnings. It never fails and does no I/O.
//!
//! In order: let a format read the bytes into a document, outline its body in one pass, sort its blocks into sections, find the units that divide these into articles and notes, and look into each article for its links and parts.

mod articles;
mod customs;
mod date;
mod decode;
mod document;
mod format;
mod formats;
mod front_matter;
mod lead;
mod outline;
mod parts;
mod sections;
mod title;
mod units;
mod words;

use std::{
    mem,
    path::{Path, PathBuf},
};

use crate::model::{self, Article, Date, Issue, Part, Span, Warning};
use customs::{Customs, Witness};
use date::DateOrder;
use document::{Header, WrittenDate};
use encoding_rs::Encoding;
use sections::Sections;
use units::Known;
pub use units::{Habits, Observed};

pub use format::{address_as_given, names_picture_within, picture_within};
pub use formats::FORMATS;

/// Reads an issue from the bytes of the file at `path` inside its archive. `None` if there is nothing in it.
pub fn issue(path: &str, file: Option<PathBuf>, bytes: &[u8]) -> (Option<Issue>, Vec<Warning>) {
    let mut files = Files::asked_for(true);
    files.add(path, file, bytes);
    files.issue(path, &Habits::default())
}

/// The files that an issue is read from, put together.
#[derive(Clone, Default)]
pub struct Files {
    source: String,
    /// First byte of the body.
    body: usize,
    header: Header,
    /// True if it is read even where it is [aside](document::Document::aside).
    asked_for: bool,
    aside: bool,
    parts: Vec<Part>,
    /// The first file as it is on disk, if it is not UTF-8 and nothing tells what it is.
    unsure: Option<Unsure>,
    warnings: Vec<Warning>,
}

/// A file whose encoding was guessed.
#[derive(Clone)]
struct Unsure {
    bytes: Vec<u8>,
    guessed: &'static Encoding,
}

impl Files {
    /// None yet. Those that are no issues in a usual archive are one if the user asked for them.
    pub fn asked_for(asked_for: bool) -> Self {
        Self {
            asked_for,
            ..Self::default()
        }
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds the bytes of the file at `path` inside the archive, and on disk at `file`, if it is there.
    pub fn add(&mut self, path: &str, file: Option<PathBuf>, bytes: &[u8]) {
        let document = match formats::read(path, bytes) {
            Ok(document) => document,
            Err(kind) => {
                let message = format!("is {kind}, which is not read");
                return self.warnings.push(warning(path, None, &message));
            }
        };
        for (line, message) in &document.warnings {
            self.warnings.push(warning(path, *line, message));
        }
        let start = if self.is_empty() {
            self.source = document.text.into_owned();
            self.body = document.body;
            self.aside = document.aside;
            self.header = document.header;
            let unsure = |guessed| Unsure {
                bytes: bytes.to_vec(),
                guessed,
            };
            self.unsure = document.guessed.map(unsure);
            0
        } else {
            let joined = &mut self.source;
            joined.push_str(if joined.ends_with('\n') { "\n" } else { "\n\n" });
            let start = joined.len();
            joined.push_str(&document.text);
            start as u32
        };
        self.parts.push(Part {
            start,
            path: path.to_owned(),
            file,
        });
    }

    /// True if it is a mail that was sent to no list, and that nobody asked for.
    pub fn is_letter(&self) -> bool {
        self.aside && !self.asked_for && self.header.list.is_some()
    }

    /// Asks for a mail that was sent to no list if its sender is wanted.
    pub fn ask_for_mail(&mut self, is_wanted: impl Fn(&str) -> bool) {
        let sender = self.header.list.as_deref().filter(|_| self.aside);
        self.asked_for |= sender.is_some_and(is_wanted);
    }

    /// A look at the text, for the habits of its archive.
    pub fn observe(&self, path: &str) -> Observed {
        let body = self.source.get(self.body..).unwrap_or("");
        let guessed = self.unsure.as_ref().map(|unsure| unsure.guessed);
        let mut seen = Observed::new(path, self.header.title.as_deref(), body);
        seen.witness = Witness::new(path, &self.header, guessed);
        seen
    }

    /// The same files, read in the encoding of the archive's others if that was guessed otherwise.
    fn in_encoding_of(self, customs: &Customs) -> Self {
        let [part] = &self.parts[..] else { return self };
        let read_again = || {
            let unsure = self.unsure.as_ref()?;
            let usual = customs
                .encoding()
                .filter(|usual| *usual != unsure.guessed)?;
            let text = usual.decode_without_bom_handling_and_without_replacement(&unsure.bytes)?;
            let mut again = Self::asked_for(self.asked_for);
            let message = format!(
                "is not UTF-8, but read as {}, as the archive's other files",
                usual.name()
            );
            again.warnings.push(warning(&part.path, None, &message));
            again.add(&part.path, part.file.clone(), text.as_bytes());
            Some(again)
        };
        read_again().unwrap_or(self)
    }

    /// Settles what the header leaves open by the customs of the archive.
    fn settle(&mut self, path: &str, customs: &Customs) {
        if let Some(tags) = self
            .header
            .tag_text
            .as_deref()
            .and_then(|text| customs.tags(text))
        {
            self.header.tags = tags;
        }
        let Some(written) = self.header.written.take() else {
            return;
        };
        if let Some(message) = settle_date(&mut self.header.date, &written, customs) {
            self.warnings
                .push(warning(path, Some(written.line), &message));
        }
    }

    /// Reads the issue, whose path names it. `None` if there is nothing in it.
    pub fn issue(self, path: &str, habits: &Habits) -> (Option<Issue>, Vec<Warning>) {
        let mut this = self.in_encoding_of(&habits.customs);
        let file = this
            .parts
            .first()
            .map_or(path, |part| &*part.path)
            .to_owned();
        this.settle(&file, &habits.customs);
        this.settled(path, habits)
    }

    fn settled(mut self, path: &str, habits: &Habits) -> (Option<Issue>, Vec<Warning>) {
        if self.is_empty() {
            return (None, self.warnings);
        }
        if self.aside && !self.asked_for {
            return (None, Vec::new());
        }
        if self.source.trim().is_empty() {
            self.warnings.push(warning(path, None, "is empty"));
            return (None, self.warnings);
        }
        if !self.asked_for && self.header.draft {
            self.warnings
                .push(warning(path, None, "is skipped: it is a draft"));
            return (None, self.warnings);
        }
        let file = self.parts.first().and_then(|part| part.file.as_deref());
        let issue = read(&self.source, self.body, self.header, path, file, habits);
        let Some(issue) = issue else {
            self.warnings
                .push(warning(path, None, "is skipped: it has no text"));
            return (None, self.warnings);
        };
        let issue = Issue {
            parts: self.parts,
            source: self.source.into(),
            ..issue
        };
        (Some(issue), self.warnings)
    }
}

/// All of an issue but its source, whose body begins at an offset.
fn read(
    source: &str,
    body: usize,
    header: Header,
    path: &str,
    file: Option<&Path>,
    habits: &Habits,
) -> Option<Issue> {
    let body = body..source.len();
    let mut outline = outline::outline(source, body.clone());
    let sections = Sections::new(&outline, Span::new(body));
    if !sections.have_text() {
        return None;
    }
    let in_path = || habits.customs.date_in_path(path);
    let date = header.date.or_else(in_path);
    let given = title::given(&sections, header.title.as_deref());
    let day = || date::in_year_folder(path);
    let title = title::of_issue(&sections, given.clone(), path, date.or_else(day));
    let known = Known {
        title: &title,
        path,
        titled: given.is_some(),
        sent: header.list.is_some(),
        exported: header.exported,
    };
    let cuts = units::divide(&sections, known, habits);
    let (mut articles, notes) = articles::articles(&sections, &cuts);
    let names = model::names_within(&articles, sections.source);
    model::number_repeats(&mut articles, &names);
    let mark_key = match &header.key {
        Some(key) => key.clone(),
        None => mark_key(&sections, &header, given, path, file, &articles, names),
    };
    let key = if header.exported {
        header.slug.or(header.key)
    } else {
        header.key.or(header.slug)
    };
    let definitions = mem::take(&mut outline.definitions);
    Some(Issue {
        mark_key,
        path: path.to_owned(),
        key: key.unwrap_or_else(|| path.to_owned()),
        date: date
            .or_else(|| date::in_title(&title))
            .or_else(day)
            .or_else(|| habits.customs.date_of_folder(path)),
        number: header.number.or_else(|| title::number(&title, path)),
        title,
        tags: header.tags,
        newsletter: header.newsletter,
        list: header.list,
        web: header.web,
        notes,
        articles,
        definitions,
        ..Issue::default()
    })
}

/// The name of an issue that has no name of its own: by its file's name and not by the folders above it, by what its text says
/// of its date, by its title, else its first line, and by its articles.
fn mark_key(
    sections: &Sections,
    header: &Header,
    given: Option<String>,
    path: &str,
    file: Option<&Path>,
    articles: &[Article],
    names: Vec<String>,
) -> String {
    let whole = file.map(|file| file.to_string_lossy());
    // `7/index.md` is named after its folder, even when that is the root.
    let name = match title::stem(path) {
        "index" => whole.as_deref().map_or("index", title::stem),
        name => name,
    };
    let name = header.slug.as_deref().unwrap_or(name);
    let date = header.date.or_else(|| date::in_path(name));
    let date = date.or_else(|| date::in_title(given.as_deref()?));
    let body = sections.body.of(sections.source);
    let title = given.unwrap_or_else(|| first_line(body).to_owned());
    let newsletter = header.newsletter.as_deref().unwrap_or_default();
    let title = format!("{newsletter} {title}");
    model::mark_key(name, date, &title, articles, names, sections.source, body)
}

fn first_line(text: &str) -> &str {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.next().unwrap_or_default()
}

/// Puts a date right by the customs of its archive; what stays in doubt is a message.
fn settle_date(
    date: &mut Option<Date>,
    written: &WrittenDate,
    customs: &Customs,
) -> Option<String> {
    let read = (*date)?;
    if let Some(day_first) = written.day_first {
        match customs.order() {
            Some(DateOrder::DayFirst) => *date = Some(day_first),
            Some(DateOrder::MonthFirst) => {}
            None => {
                let text = &written.text;
                return Some(format!(
                    "day or month first? {text} is read as {read}, not {day_first}"
                ));
            }
        }
    }
    if customs.is_stray(read) {
        *date = None;
        return Some(format!(
            "{} is far from the dates of all other issues: it does not count",
            written.text
        ));
    }
    None
}

fn warning(path: &str, line: Option<u32>, message: &str) -> Warning {
    Warning {
        path: path.to_owned(),
        line,
        message: message.to_owned(),
    }
}
