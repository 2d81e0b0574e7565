//! From a key to the frame that shows what it did.

use std::{path::Path, time::Duration};

use super::{
    FRAME_END,
    home::Home,
    pty::Pty,
    table::{self, Times},
};

/// How often a move is made.
const MOVES: usize = 40;

/// Nothing is drawn for so long: a move is over.
const QUIET: Duration = Duration::from_millis(50);

/// The same for a search and the counts that follow it.
const SEARCHED: Duration = Duration::from_millis(400);

/// The widest first letters, words that get narrower, and words that are nowhere.
const WORDS: [&str; 8] = [
    "e",
    "이",
    "redis",
    "성능",
    "scheduler",
    "r",
    "absent-word",
    "없는말",
];

/// Measures keys in an archive, and beside it in a small one.
pub fn measure(home: &Home, few: &Path, folder: &Path) {
    let mut at_few = Reader::start(home, few);
    let mut at_all = Reader::start(home, folder);
    moves(&mut at_all, &mut at_few);
    tags(&mut at_all, &mut at_few);
    search(&mut at_all);
}

/// A move in the list of all articles, beside the same in the small archive.
fn moves(all: &mut Reader, few: &mut Reader) {
    let lists = [
        ("j among articles", ["j", "k"]),
        ("} to the next issue", ["}", "{"]),
        ("] to the next article", ["]", "["]),
    ];
    for (what, keys) in lists {
        all.start_over();
        few.start_over();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for key in keys.iter().cycle().take(MOVES) {
            ours.push(all.time(key, QUIET));
            theirs.push(few.time(key, QUIET));
        }
        beside_few(what, ours, theirs);
    }
}

fn beside_few(what: &str, ours: Vec<Duration>, theirs: Vec<Duration>) {
    let (ours, theirs) = (Times::new(ours).median(), Times::new(theirs).median());
    table::ratio(
        &format!("{what}, beside a small archive"),
        ours,
        theirs,
        1.2,
    );
}

/// The tag picker: opened, a tag taken, and given back.
fn tags(all: &mut Reader, few: &mut Reader) {
    let mut opened = Vec::new();
    let [mut ours, mut theirs] = [const { Vec::new() }; 2];
    for _ in 0..5 {
        for (reader, times) in [(&mut *few, &mut theirs), (&mut *all, &mut ours)] {
            reader.start_over();
            opened.push(reader.time("t", SEARCHED));
            times.push(reader.time(" ", SEARCHED));
            times.push(reader.time(" ", SEARCHED));
            reader.press("\x1b");
        }
    }
    several("opening the tags", &Times::new(opened), "16 ms, 33 ms");
    let toggled = Times::new(ours.clone());
    several("a tag toggled", &toggled, "16 ms, 33 ms");
    beside_few("a tag toggled", ours, theirs);
}

/// Words typed letter by letter.
fn search(reader: &mut Reader) {
    let (mut first, mut next) = (Vec::new(), Vec::new());
    for word in WORDS {
        reader.start_over();
        reader.press("/");
        for (at, letter) in word.chars().enumerate() {
            let times = if at == 0 { &mut first } else { &mut next };
            times.push(reader.time(&letter.to_string(), SEARCHED));
        }
        reader.press("\x1b");
        reader.press("\x14");
    }
    let letters = "33 ms at 40 MB, 150 ms at 287 MB";
    several("a first letter of a search", &Times::new(first), letters);
    several("a further letter", &Times::new(next), letters);
}

fn several(what: &str, times: &Times, limit: &str) {
    let figures = format!("{:.1?} {:.1?}", times.median(), times.p95());
    table::plain(&format!("{what}: median, p95"), &figures, limit);
}

/// The reader with all of its archive.
struct Reader(Pty);

impl Reader {
    fn start(home: &Home, archive: &Path) -> Self {
        let pty = Pty::start(home.backissue([archive]));
        pty.wait_for(FRAME_END, 0);
        super::wait_until_loaded(&pty);
        Self(pty)
    }

    fn start_over(&mut self) {
        self.press("\x1b");
        self.press("\x14");
        for _ in 0..3 {
            self.press("h");
        }
        self.press("l");
    }

    fn press(&mut self, keys: &str) {
        if !keys.is_empty() {
            self.0.press(keys);
            self.0.wait_for_quiet(QUIET);
        }
    }

    /// The time from a key to the frame that shows all it did.
    fn time(&mut self, key: &str, quiet: Duration) -> Duration {
        let written = self.0.written();
        let pressed = self.0.press(key);
        self.0.wait_for(FRAME_END, written);
        self.0.wait_for_quiet(quiet);
        let settled = self.0.settled(written);
        settled.map_or(Duration::ZERO, |when| when - pressed)
    }
}
