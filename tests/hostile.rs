//! Archives from strangers. Each goes through everything that the program does with one: `check`, `list`, `export`, and the reader
//! in a real terminal at three sizes. It ends as it should, in little time and memory, and no byte of it acts on a terminal.
//!
//! Sizes are a twentieth of those in the README where the program is built for debugging: `cargo test --profile dev-opt hostile` runs
//! the whole ones.

mod containers;
mod content;
pub mod escapes;
mod letters;
mod links;
mod messages;
mod places;
mod running;
mod structure;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use tempfile::TempDir;

use crate::terminal::{home::Home, pty::Pty};
use escapes::{foreign, odd};
use running::Cost;

/// What large inputs are divided by.
const PART: usize = if cfg!(debug_assertions) { 20 } else { 1 };

/// Of the processor, so that a busy machine is no failure.
const TIME: Duration = Duration::from_secs(2);

/// Beside ten times the input.
const MEMORY: u64 = 64 << 20;

/// An archive, and what is to come of it.
pub struct Case {
    name: String,
    /// Holds the archive as long as it is needed.
    folder: TempDir,
    path: PathBuf,
    /// What `check` says of it, among other things.
    says: Vec<&'static str>,
    /// Whether there is nothing to read in it.
    refused: bool,
}

impl Case {
    /// A folder, to be filled.
    pub fn folder(name: &str, fill: impl FnOnce(&Path)) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("archive");
        fs::create_dir(&path).unwrap();
        fill(&path);
        Self {
            name: name.to_owned(),
            folder,
            path,
            says: Vec::new(),
            refused: false,
        }
    }

    /// A file of this name.
    pub fn file(name: &str, file: &str, bytes: impl AsRef<[u8]>) -> Self {
        let mut case = Self::folder(name, |folder| {
            fs::write(folder.join(file), bytes).unwrap();
        });
        case.path.push(file);
        case
    }

    /// An issue.
    pub fn issue(name: &str, text: impl AsRef<[u8]>) -> Self {
        Self::file(name, "2031-02-03.md", text)
    }

    pub fn says(mut self, text: &'static str) -> Self {
        self.says.push(text);
        self
    }

    pub fn refused(mut self, why: &'static str) -> Self {
        self.refused = true;
        self.says(why)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backissue"));
        command.env_clear().env("HOME", self.folder.path());
        command.args(args).arg(&self.path);
        command
    }

    fn bytes(&self) -> u64 {
        let files = fs::read_dir(&self.path).into_iter().flatten().flatten();
        let sizes = files.filter_map(|file| Some(file.metadata().ok()?.len()));
        fs::metadata(&self.path).unwrap().len() + sizes.sum::<u64>()
    }

    fn assert_cheap(&self, cost: Cost, what: &str) {
        let most = 10 * self.bytes() + MEMORY;
        let name = &self.name;
        println!("{name}: {what}: {cost:?} of {most}");
        assert!(cost.time < TIME, "{name}: {what} took {:?}", cost.time);
        assert!(
            cost.memory < most,
            "{name}: {what} took {} bytes of {most}",
            cost.memory
        );
    }

    /// Runs a command that prints. What it printed.
    fn print(&self, args: &[&str]) -> String {
        let ended = running::run(self.command(args), self.folder.path());
        let (name, text) = (&self.name, ended.text);
        let codes: &[i32] = match (self.refused, args) {
            (true, _) => &[2],
            // Whether something is odd, or found, is told by the code.
            (_, ["check" | "list" | "show" | "export", ..]) => &[0, 1],
            _ => &[0],
        };
        let code = ended.code.unwrap_or(-1);
        assert!(codes.contains(&code), "{name}: {args:?}: {code}\n{text}");
        assert_eq!(odd(&text), None, "{name}: {args:?}");
        self.assert_cheap(ended.cost, &args.join(" "));
        text
    }

    fn read(&self, home: &Home) {
        let mut reader = Pty::start(home.backissue([&self.path]), (100, 30));
        if self.refused {
            assert_eq!(reader.wait_for_exit().exit_code(), 2, "{}", self.name);
        } else {
            reader.wait_for(" issue");
            reader.wait_until_gone("loading");
            reader.wait_until_gone(" files");
            reader.press("l ");
            reader.resize(40, 10);
            reader.press("!");
            reader.resize(12, 4);
            self.assert_cheap(Cost::of(reader.pid()), "the reader");
            reader.press("Q");
            assert!(reader.wait_for_exit().success(), "{}", self.name);
        }
        assert_eq!(foreign(&reader.bytes()), None, "{}", self.name);
        assert_eq!(reader.not_restored(), [""; 0], "{}", self.name);
    }
}

/// Everything, for every case.
fn survive(cases: impl IntoIterator<Item = Case>) {
    let home = Home::new();
    for case in cases {
        let checked = case.print(&["check"]);
        for says in &case.says {
            assert!(checked.contains(says), "{}: {checked}", case.name);
        }
        case.print(&["list"]);
        case.print(&["export"]);
        case.read(&home);
    }
}

#[test]
fn hostile_text() {
    survive(content::cases());
}

/// The other ways out of the program: each form of export, `show`, `tags`, `stats` and the log.
#[test]
fn hostile_text_in_every_form() {
    let case = content::together();
    for format in ["csv", "md", "html", "atom"] {
        case.print(&["export", "--format", format]);
    }
    for command in [
        &["show", "--query", ""][..],
        &["tags"],
        &["stats"],
        &["list", "--json"],
    ] {
        case.print(command);
    }
    let log = case.folder.path().join("log");
    let log_to = ["--log", log.to_str().unwrap(), "--log-level", "debug"];
    case.print(&[&log_to[..], &["list"]].concat());
    let log = fs::read_to_string(log).unwrap();
    assert!(log.contains("loaded") && odd(&log).is_none(), "{log}");
}

#[test]
fn hostile_pages_are_shown() {
    survive(letters::pages());
}

#[test]
fn hostile_mails_and_feeds_are_shown() {
    survive(letters::letters());
}

#[test]
fn mails_that_are_bombs_are_shown() {
    survive(letters::bombs());
}

#[test]
fn hostile_sizes() {
    survive(structure::large());
}

#[test]
fn hostile_depth() {
    survive(structure::deep());
}

#[test]
fn hostile_front_matter() {
    survive(structure::front_matter());
}

#[test]
fn hostile_bytes() {
    survive(structure::bytes());
}

#[test]
fn hostile_containers() {
    survive(containers::cases());
}

#[test]
fn hostile_places() {
    survive(places::cases());
}
