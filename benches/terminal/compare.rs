//! The reader beside what people use for the same today: `cargo bench --bench terminal -- compare [FOLDER | ISSUES]`.
//!
//! newsboat gets the articles as a feed, neomutt as mail, less and glow one issue. What is not installed is left out. Each is
//! timed until the screen stays as it is.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use portable_pty::CommandBuilder;

use super::{home::Home, pty::Pty, rest, table::Times};

/// Nothing is drawn for so long after a start or a search that is over, and after a move.
const STARTED: Duration = Duration::from_secs(3);
const MOVED: Duration = Duration::from_millis(100);

/// How often the next item is gone to.
const MOVES: usize = 20;

/// A word that is in many of the articles.
const WORD: &str = "redis";

/// A program, and the keys that do the same in each.
struct Rival<'a> {
    name: &'a str,
    what: &'a str,
    arguments: Vec<String>,
    /// Pressed first, to come to the list of articles.
    into: &'a str,
    next: &'a str,
    search: String,
}

pub fn measure(home: &Home, one: &Path, folder: &Path) {
    println!(
        "{:<12}{:<12}{:>12}{:>12}{:>12}{:>12}",
        "", "of", "start", "memory", "next", "search"
    );
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let articles = Articles::new(home, folder);
    for (what, archive) in [("all issues", folder), ("one issue", one)] {
        print_row(
            home,
            &Rival {
                name: env!("CARGO_BIN_EXE_backissue"),
                what,
                arguments: vec![path(archive)],
                into: "",
                next: "j",
                search: format!("/{WORD}"),
            },
        );
    }
    let plain = [("less", vec![]), ("glow", vec!["-p".to_owned()])];
    for (name, mut arguments) in plain.into_iter().filter(|(name, _)| installed(name)) {
        arguments.push(path(one));
        let (into, next, search) = ("", "j", format!("/{WORD}\r"));
        print_row(
            home,
            &Rival {
                name,
                what: "one issue",
                arguments,
                into,
                next,
                search,
            },
        );
    }
    if installed("newsboat") {
        print_row(
            home,
            &Rival {
                name: "newsboat",
                what: "a feed",
                arguments: articles.feed(home),
                into: "\r",
                next: "j",
                search: format!("/{WORD}\r"),
            },
        );
    }
    if installed("neomutt") {
        print_row(
            home,
            &Rival {
                name: "neomutt",
                what: "mail",
                arguments: articles.mail(home),
                into: "",
                next: "j",
                search: format!("/~b {WORD}\r"),
            },
        );
    }
}

fn installed(name: &str) -> bool {
    let asked = Command::new("sh")
        .args(["-c", &format!("command -v {name}")])
        .stdout(Stdio::null())
        .status();
    let there = asked.is_ok_and(|status| status.success());
    if !there {
        println!("{name:<12}is not installed");
    }
    there
}

fn print_row(home: &Home, rival: &Rival<'_>) {
    let mut command: CommandBuilder = home.command(rival.name);
    command.args(&rival.arguments);
    let mut pty = Pty::start(command);
    pty.wait_for_quiet(STARTED);
    let start = pty
        .settled(0)
        .map_or(Duration::ZERO, |when| when - pty.started);
    press(&mut pty, rival.into, STARTED);
    let memory = rest::resident(&pty, "VmRSS:") / 1_000_000;
    let moves = std::iter::repeat_with(|| press(&mut pty, rival.next, MOVED)).take(MOVES);
    let next = Times::new(moves.collect()).median();
    let search = press(&mut pty, &rival.search, STARTED);
    let name = Path::new(rival.name)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    println!(
        "{name:<12}{:<12}{:>12}{:>12}{:>12}{:>12}",
        rival.what,
        format!("{start:.1?}"),
        format!("{memory} MB"),
        format!("{next:.2?}"),
        format!("{search:.1?}"),
    );
}

/// How long keys take until the screen stays as it is.
fn press(pty: &mut Pty, keys: &str, quiet: Duration) -> Duration {
    if keys.is_empty() {
        return Duration::ZERO;
    }
    let written = pty.written();
    let pressed = pty.press(keys);
    pty.wait_for_quiet(quiet);
    let settled = pty.settled(written);
    settled.map_or(Duration::ZERO, |when| {
        when.saturating_duration_since(pressed)
    })
}

/// All articles, in the forms that others read.
struct Articles {
    folder: PathBuf,
}

impl Articles {
    fn new(home: &Home, folder: &Path) -> Self {
        for (format, file) in [("atom", "feed.xml"), ("json", "archive.json")] {
            let out = fs::File::create(home.path().join(file)).expect("a file");
            let exported = Command::new(env!("CARGO_BIN_EXE_backissue"))
                .args(["export", "--format", format])
                .arg(folder)
                .stdout(out)
                .status();
            assert!(exported.expect("the program").success());
        }
        Self {
            folder: home.path().to_owned(),
        }
    }

    /// The feed, read into newsboat's cache.
    fn feed(&self, home: &Home) -> Vec<String> {
        let at = |name: &str| self.folder.join(name).to_string_lossy().into_owned();
        fs::write(at("urls"), format!("file://{}\n", at("feed.xml"))).expect("a file");
        fs::write(at("newsboat"), "download-timeout 600\n").expect("a file");
        let arguments = [
            "-q",
            "-u",
            &at("urls"),
            "-c",
            &at("cache.db"),
            "-C",
            &at("newsboat"),
        ]
        .map(str::to_owned);
        let mut filling = Command::new("newsboat");
        filling
            .args(&arguments)
            .args(["-x", "reload"])
            .env("HOME", home.path());
        let filled = filling.stdout(Stdio::null()).status();
        assert!(filled.expect("newsboat").success());
        arguments.to_vec()
    }

    /// A mailbox (RFC 4155), a mail an article.
    fn mail(&self, home: &Home) -> Vec<String> {
        let json = fs::read(home.path().join("archive.json")).expect("a file");
        let archive: serde_json::Value = serde_json::from_slice(&json).expect("an archive");
        let mut mail = String::new();
        for issue in archive["issues"].as_array().into_iter().flatten() {
            for article in issue["articles"].as_array().into_iter().flatten() {
                let text = |name: &str| {
                    article[name]
                        .as_str()
                        .unwrap_or_default()
                        .replace("\nFrom ", "\n>From ")
                };
                let head = "From news@fog.example Sun Sep  8 00:00:00 2024\nFrom: news@fog.example\nDate: Sun, 08 Sep 2024 00:00:00 +0000\nContent-Type: text/plain; charset=utf-8";
                let _ = write!(
                    mail,
                    "{head}\nSubject: {}\n\n{}\n\n",
                    text("title"),
                    text("text")
                );
            }
        }
        let at = |name: &str| self.folder.join(name).to_string_lossy().into_owned();
        fs::write(at("mbox"), mail).expect("a file");
        fs::write(at("neomuttrc"), "set folder=~\n").expect("a file");
        ["-n", "-R", "-F", &at("neomuttrc"), "-f", &at("mbox")]
            .map(str::to_owned)
            .to_vec()
    }
}
