//! The terminal as a screen: taken, drawn on, and given back as it was found.

use std::{
    cell::Cell,
    io::{self, Stdout, Write},
    rc::Rc,
};

use crossterm::{
    ExecutableCommand as _, cursor,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    terminal::{self, EnterAlternateScreen, LeaveAlternateScreen},
};
use ratatui::{Terminal, backend::CrosstermBackend, buffer::Buffer, layout::Position};

use super::{multiplexer::Multiplexer, pictures};
use crate::app::geometry::Size;

/// A frame begins and ends with these (synchronized output, DEC private mode 2026), so that none is shown half drawn.
const FRAME: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");

/// Buttons and the wheel are told, and moves while a button is down (mode 1002), with cells as numbers (1006); no other moves:
/// nothing follows the pointer. A terminal that does not know 1002 stays with 1000.
const MOUSE: (&[u8], &[u8]) = (
    b"\x1b[?1000h\x1b[?1002h\x1b[?1006h",
    b"\x1b[?1006l\x1b[?1002l\x1b[?1000l",
);

/// The terminal while it is ours.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Frames>>,
    /// Whether the terminal was given back.
    over: Rc<Cell<bool>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal: raw mode, the alternate screen, pasted text marked as such. It is asked nothing yet: a terminal that
    /// does not answer would hold the first frame up for seconds.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        take(mouse)?;
        let frames = Frames::default();
        let over = Rc::clone(&frames.over);
        let terminal = Terminal::new(CrosstermBackend::new(frames))?;
        Ok(Self {
            terminal,
            over,
            mouse,
        })
    }

    /// Columns and rows, as the terminal says now.
    pub fn size() -> Size {
        let (width, height) = terminal::size().unwrap_or((80, 24));
        Size { width, height }
    }

    /// Draws a frame: what changed since the last one goes to the terminal in one piece. The cursor is shown if it has a place.
    pub fn draw(
        &mut self,
        paint: impl FnOnce(&mut Buffer),
        cursor: Option<Position>,
    ) -> io::Result<()> {
        self.terminal.draw(|frame| {
            paint(frame.buffer_mut());
            if let Some(position) = cursor {
                frame.set_cursor_position(position);
            }
        })?;
        Ok(())
    }

    /// Has the next frame drawn from nothing. `Terminal::clear` would ask where the cursor is, and a terminal that was just
    /// taken back may not answer in time.
    pub fn clear(&mut self) -> io::Result<()> {
        self.terminal.resize(self.terminal.size()?.into())
    }

    /// Takes the terminal again after somebody else had it. What they left it in is what it will be given back as.
    pub fn reenter(&mut self) -> io::Result<()> {
        let _ = terminal::disable_raw_mode();
        take(self.mouse)?;
        self.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
        self.over.set(true);
    }
}

/// Gives the terminal back before a panic is told, so that it can be read; a panic on any thread ends the program.
pub(super) fn restore_on_panic() {
    let tell = std::panic::take_hook();
    let main = std::thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() == Some(pictures::THREAD) {
            return;
        }
        // Held to the end: no other thread draws a last frame over the message.
        let _out = io::stdout().lock();
        restore();
        tell(panic);
        tracing::error!("{panic}");
        let _ = writeln!(
            io::stderr(),
            "backissue: this is a bug; please report it with the message above"
        );
        if std::thread::current().id() != main {
            std::process::exit(101);
        }
    }));
}

fn take(mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    if mouse {
        io::stdout().write_all(MOUSE.0)?;
    }
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        cursor::Hide
    )
}

/// Whether the terminal is likely to know OSC 8. Most that do not ignore it; these show it, or lose cells over it.
pub(super) fn knows_hyperlinks() -> bool {
    let value = |name| std::env::var(name).unwrap_or_default();
    let terminal = value("TERM");
    let strangers = ["linux", "dumb", "eterm", "vt", "screen"];
    let old_vte = value("VTE_VERSION")
        .parse()
        .is_ok_and(|version: u32| version < 5000);
    let in_tmux = !value("TMUX").is_empty();
    let strange = strangers.iter().any(|name| terminal.starts_with(name));
    (in_tmux || !strange) && !old_vte
}

/// Asks the terminal something. The answer comes among the keys, if it comes.
pub(super) fn ask(question: &[u8]) -> io::Result<()> {
    write(question)
}

/// Whether the terminal may be asked for its background. The Linux console and dumb terminals would show the question.
pub(super) fn tells_background() -> bool {
    let terminal = std::env::var("TERM").unwrap_or_default();
    !matches!(&*terminal, "" | "dumb" | "linux")
}

/// Sends the terminal sequences that draw nothing by themselves.
pub(super) fn send(sequences: &str) -> io::Result<()> {
    write(Multiplexer::from_environment().wrap(sequences).as_bytes())
}

/// Writes at once.
fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(bytes)?;
    out.flush()
}

/// Each step by itself: where one fails, the others still help.
pub(super) fn restore() {
    let mut out = io::stdout();
    let _ = out.write_all(MOUSE.1);
    let _ = out.execute(DisableBracketedPaste);
    let _ = out.execute(LeaveAlternateScreen);
    let _ = out.execute(cursor::Show);
    let _ = terminal::disable_raw_mode();
}

/// Collects what a frame writes, and sends it off whole.
#[derive(Default)]
struct Frames {
    frame: Vec<u8>,
    /// Then nothing more is written. ratatui would show the cursor once more, and panic where there is no terminal any more to
    /// say on that this failed.
    over: Rc<Cell<bool>>,
}

impl Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() || self.over.get() {
            return Ok(());
        }
        let mut out: Stdout = io::stdout();
        let whole = [FRAME.0, &self.frame, FRAME.1].concat();
        self.frame.clear();
        out.write_all(&whole)?;
        out.flush()
    }
}
