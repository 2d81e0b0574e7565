//! From a key to a drawn frame, without a terminal: `cargo bench --bench draw`.
//!
//! A frame of 200x50 beside one that fills every cell, and moves in a large archive or article beside the same in a small
//! one. `BACKISSUE_BENCH_ISSUES=10000` is the full size, 300 MB.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used
)]

use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use backissue::{
    app::{App, Message, geometry::Size, key::Key, keymap::Keymap},
    load::Batch,
    parse,
    ui::{Painter, theme::Theme},
};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};

#[allow(dead_code, reason = "each bench uses what it needs of it")]
#[path = "corpus/corpus.rs"]
mod corpus;
#[allow(dead_code, reason = "each bench uses what it needs of it")]
#[path = "terminal/table.rs"]
mod table;

use table::Times;

const SIZE: Size = Size {
    width: 200,
    height: 50,
};

/// As many issues as fill the list of them, so that the frames are alike.
const SCREENFUL: u32 = 60;

/// How often each is timed.
const ROUNDS: usize = 201;

fn main() {
    let mut all = Reader::new(corpus::issues(corpus::SEED, corpus::size()));
    let mut few = Reader::new(corpus::issues(corpus::SEED, SCREENFUL));
    let issues = all.app.archive.order().len();
    println!(
        "{issues} issues, {} articles",
        all.app.archive.article_count()
    );
    table::head();
    table::ratio(
        "a whole frame, beside filling all cells",
        frame(&mut all),
        fill(),
        1.8,
    );
    scroll();
    // Where the keys go first, and what is pressed in turn.
    let moves: [(&str, &str, &[&str]); 8] = [
        ("to the next article", "", &["]", "["]),
        ("among articles", "h l", &["j", "k"]),
        ("to the next issue", "", &["}", "{"]),
        ("among issues", "h h h", &["j", "k"]),
        ("to the last issue and the first", "h h h", &["G", "g"]),
        ("a page of issues", "h h h", &["space", "b"]),
        ("opening the tags and closing them", "", &["t", "esc"]),
        ("going to an article and back", "", &["ctrl-p", "esc"]),
    ];
    for (what, into, keys) in moves {
        beside(
            &format!("{what}, beside a screenful"),
            (into, keys),
            &mut all,
            &mut few,
        );
    }
}

/// What a row of 10,000 lines costs beside one of 50: a step down, a step up.
fn scroll() {
    let article = |lines: usize| {
        let text = "# Notes\n\n## [A long article](https://fog.example/a)\n\n".to_owned();
        text + &"A line of a few words, and then one more.\n\n".repeat(lines / 2)
    };
    let reader = |lines| {
        let path = "2024-09-08.md".to_owned();
        Reader::new([corpus::File {
            path,
            text: article(lines),
        }])
    };
    let (mut long, mut short) = (reader(10_000), reader(100));
    let scroll: (&str, &[&str]) = ("l l l space space", &["j", "k"]);
    beside(
        "a line of 10,000, beside one of 100",
        scroll,
        &mut long,
        &mut short,
    );
}

/// Keys in turn, each with its frame, in both.
fn beside(what: &str, (into, keys): (&str, &[&str]), ours: &mut Reader, theirs: &mut Reader) {
    let mut times = [Vec::new(), Vec::new()];
    for reader in [&mut *ours, &mut *theirs] {
        reader.press("esc");
        into.split_whitespace().for_each(|key| reader.press(key));
    }
    for key in keys.iter().cycle().take(ROUNDS) {
        times[0].push(ours.time(key));
        times[1].push(theirs.time(key));
    }
    let [ours, theirs] = times.map(|times| Times::new(times).median());
    table::ratio(what, ours, theirs, 1.2);
}

/// A frame in which every cell is new.
fn frame(reader: &mut Reader) -> Duration {
    let times = std::iter::repeat_with(|| {
        reader.terminal.draw(|_| {}).unwrap();
        let start = Instant::now();
        reader.draw();
        start.elapsed()
    });
    Times::new(times.take(ROUNDS).collect()).median()
}

/// The reference: a letter in every cell.
fn fill() -> Duration {
    let mut terminal = terminal();
    let times = std::iter::repeat_with(|| {
        terminal.draw(|_| {}).unwrap();
        let start = Instant::now();
        let fill = |frame: &mut ratatui::Frame<'_>| {
            for cell in &mut frame.buffer_mut().content {
                cell.set_symbol("x");
            }
        };
        terminal.draw(fill).unwrap();
        start.elapsed()
    });
    Times::new(times.take(ROUNDS).collect()).median()
}

/// A terminal that forgets what it is told.
fn terminal() -> Terminal<CrosstermBackend<io::Sink>> {
    let area = Rect::new(0, 0, SIZE.width, SIZE.height);
    let viewport = Viewport::Fixed(area);
    let backend = CrosstermBackend::new(io::sink());
    Terminal::with_options(backend, TerminalOptions { viewport }).unwrap()
}

/// The reader on an archive that is wholly loaded.
struct Reader {
    app: App,
    theme: Theme,
    terminal: Terminal<CrosstermBackend<io::Sink>>,
}

impl Reader {
    fn new(files: impl IntoIterator<Item = corpus::File>) -> Self {
        let mut app = App::new("corpus", Keymap::builtin(), SIZE);
        let issue = |file: corpus::File| parse::issue(&file.path, None, file.text.as_bytes()).0;
        let issues = files.into_iter().filter_map(issue).map(Arc::new).collect();
        app.update(Message::Batch(Batch::Issues(issues)));
        app.update(Message::Loaded(Ok(())));
        Self {
            app,
            theme: Theme::default(),
            terminal: terminal(),
        }
    }

    /// What a key has done elsewhere is left alone: searches are measured by themselves.
    fn press(&mut self, key: &str) {
        let key: Key = key.parse().unwrap();
        drop(self.app.update(Message::Key(key)));
    }

    fn draw(&mut self) {
        let (app, theme) = (&self.app, &self.theme);
        let view = Painter { app, theme };
        self.terminal
            .draw(|frame| view.draw(frame.buffer_mut()))
            .unwrap();
    }

    fn time(&mut self, key: &str) -> Duration {
        let start = Instant::now();
        self.press(key);
        self.draw();
        start.elapsed()
    }
}
