//! A corpus for the benches: issues in Korean and English, in every layout, from a seed and word lists of our own.
//!
//! At full size 10,000 issues hold about 300,000 articles in 300 MB. The same seed gives the same bytes.

use std::fmt::Write as _;

pub mod mail;
mod random;
mod words;

use random::Random;
use words::{HOSTS, KOREAN_TOPICS, NOUNS, PARTICLES, TOPICS, VERBS, WORDS};

/// The seed of all benches.
pub const SEED: u64 = 2024;

/// One file of the corpus.
pub struct File {
    /// Its path inside the archive.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The first `count` issues of the corpus of a seed, oldest first.
pub fn issues(seed: u64, count: u32) -> impl Iterator<Item = File> {
    (0..count).map(move |n| issue(seed, n))
}

/// How many issues to make: `BACKISSUE_BENCH_ISSUES`, else 1,000.
pub fn size() -> u32 {
    let asked = std::env::var("BACKISSUE_BENCH_ISSUES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(1000)
}

/// How an article is laid out.
type Layout = fn(&mut Writer);

/// Layouts, Korean and English.
const LAYOUTS: [Layout; 6] = [labelled, labelled, sections, prose, linked, bullet];

fn issue(seed: u64, n: u32) -> File {
    let mut writer = Writer::new(
        Random::new(seed ^ (u64::from(n) << 20)),
        !n.is_multiple_of(3),
    );
    let (year, month, day) = (1999 + n / 336, n / 28 % 12 + 1, n % 28 + 1);
    writer.front_matter(n, &format!("{year}-{month:02}-{day:02}"));
    let layout = writer.random.pick(&LAYOUTS);
    for _ in 0..writer.random.between(22, 38) {
        layout(&mut writer);
    }
    File {
        path: format!("{year}/{n:05}.md"),
        text: writer.text,
    }
}

struct Writer {
    random: Random,
    korean: bool,
    text: String,
}

impl Writer {
    fn new(random: Random, korean: bool) -> Self {
        Self {
            random,
            korean,
            text: String::with_capacity(40_000),
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn front_matter(&mut self, n: u32, date: &str) {
        let name = if self.korean {
            "주간 소식"
        } else {
            "Weekly notes"
        };
        let (a, b) = (self.random.pick(TOPICS), self.random.pick(TOPICS));
        _ = write!(
            self.text,
            "---\ntitle: \"{name} #{n}\"\ndate: {date}\nslug: notes-{n}\ntags: newsletter, {a}, {b}\n---\n\n"
        );
    }

    fn word(&mut self) -> String {
        let topic = self.random.one_in(12);
        match (self.korean, topic) {
            (true, true) => self.random.pick(KOREAN_TOPICS).to_owned(),
            (true, false) => {
                let particle = self.random.pick(PARTICLES);
                format!("{}{particle}", self.random.pick(NOUNS))
            }
            (false, true) => self.random.pick(TOPICS).to_owned(),
            (false, false) => self.random.pick(WORDS).to_owned(),
        }
    }

    fn words(&mut self, least: u32, most: u32) {
        for n in 0..self.random.between(least, most) {
            let word = self.word();
            self.push(if n == 0 { "" } else { " " });
            self.push(&word);
        }
    }

    fn sentence(&mut self) {
        self.words(6, 12);
        let end = if self.korean {
            self.random.pick(VERBS)
        } else {
            "stays."
        };
        self.push(" ");
        self.push(end);
    }

    fn prose(&mut self, least: u32, most: u32) {
        for n in 0..self.random.between(least, most) {
            self.push(if n == 0 { "" } else { " " });
            self.sentence();
        }
        self.push("\n");
    }

    fn title(&mut self) {
        if self.random.one_in(4) {
            let topic = self.random.pick(TOPICS);
            _ = write!(self.text, "[{topic}] ");
        }
        self.words(4, 9);
    }

    fn url(&mut self) {
        let host = self.random.pick(HOSTS);
        let (a, b) = (self.random.pick(WORDS), self.random.pick(WORDS));
        let n = self.random.between(1, 1_000_000);
        _ = write!(self.text, "https://{host}/{a}-{b}/{n}");
    }

    fn bullets(&mut self, least: u32, most: u32, indent: &str) {
        for _ in 0..self.random.between(least, most) {
            self.push(indent);
            self.push("- ");
            self.sentence();
            self.push("\n");
        }
    }

    fn heading(&mut self, level: &str) {
        self.push(level);
        self.title();
        self.push("\n\n");
    }

    fn code(&mut self) {
        if self.random.one_in(6) {
            let (a, b) = (self.random.pick(WORDS), self.random.pick(WORDS));
            _ = write!(
                self.text,
                "```\nlet {a} = {b}();\nassert_ne!({a}, {b});\n```\n\n"
            );
        }
    }
}

/// `## Title`, then `- Introduction`, `- Summary`, `- Reference` with nested bullets.
fn labelled(w: &mut Writer) {
    let labels = if w.korean {
        ["소개", "요약", "레퍼런스"]
    } else {
        ["Introduction", "Summary", "Reference"]
    };
    w.heading("## ");
    for label in labels.iter().take(2) {
        _ = writeln!(w.text, "- {label}");
        w.bullets(3, 5, "    ");
    }
    _ = write!(w.text, "- {}\n    - ", labels[2]);
    w.url();
    w.push("\n\n");
}

/// `## Title` with `### Summary` sections.
fn sections(w: &mut Writer) {
    let labels = if w.korean {
        ["소개", "요약"]
    } else {
        ["Introduction", "Summary"]
    };
    w.heading("## ");
    for label in labels {
        _ = write!(w.text, "### {label}\n\n");
        w.prose(2, 4);
        w.push("\n");
    }
    w.code();
    reference(w);
}

/// `## Title`, prose, and a line with the link.
fn prose(w: &mut Writer) {
    w.heading("## ");
    w.prose(5, 9);
    w.push("\n");
    w.code();
    reference(w);
}

fn reference(w: &mut Writer) {
    w.push("[");
    w.title();
    w.push("](");
    w.url();
    w.push(")\n\n");
}

/// `## [Title](url)` and prose.
fn linked(w: &mut Writer) {
    w.push("## [");
    w.words(4, 9);
    w.push("](");
    w.url();
    w.push(")\n\n");
    w.prose(6, 10);
    w.push("\n");
}

/// `### **Title**`, prose and the bare link.
fn bullet(w: &mut Writer) {
    w.push("### **");
    w.words(4, 9);
    w.push("**\n\n");
    w.prose(5, 10);
    w.push("\n<");
    w.url();
    w.push(">\n\n");
}
