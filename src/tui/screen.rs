//! The terminal as a screen: taken, drawn on, and given back as it was found.

use std::{
    env,
    io::{self, Write as _},
    mem,
};

use crossterm::{
    ExecutableCommand as _, cursor,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    queue,
    terminal::{self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen},
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use rustix::termios::{LocalModes, tcgetattr, tcgetwinsize};

use super::{cells::Cells, multiplexer::Multiplexer, pictures, rows};
use crate::{
    app::geometry::Size,
    ui::colours::{Depth, TerminalColours},
};

/// A frame begins and ends with these (synchronized output, DEC private mode 2026), so that none is shown half drawn.
const FRAME: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");

/// Buttons and the wheel are told, and moves while a button is down (mode 1002), with cells as numbers (1006); no other moves:
/// nothing follows the pointer. A terminal that does not know 1002 stays with 1000.
const MOUSE: (&[u8], &[u8]) = (
    b"\x1b[?1000h\x1b[?1002h\x1b[?1006h",
    b"\x1b[?1006l\x1b[?1002l\x1b[?1000l",
);

/// Letters that do not fit into a row stay in it: how many columns some take is disputed (DECAWM).
const WRAPPING: (&[u8], &[u8]) = (b"\x1b[?7l", b"\x1b[?7h");

/// More columns or rows no screen has; a terminal that claims them would take gigabytes.
const MOST: u16 = 1000;

/// The terminal while it is ours.
///
/// It stands in for ratatui's `Terminal`, which makes a second buffer before the first frame, and asks for the size again.
pub(super) struct Screen {
    /// Bytes for the terminal, written with the next frame.
    out: Vec<u8>,
    mouse: bool,
    colours: TerminalColours,
    area: Rect,
    /// The cells on the terminal, where they are known.
    shown: Option<Buffer>,
    /// The blank buffer of the next frame; without a cell until there were two frames.
    next: Buffer,
}

impl Screen {
    /// Takes the terminal: raw mode, the alternate screen, pasted text marked as such. It is asked nothing yet: a terminal that
    /// does not answer would hold the first frame up for seconds.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        let mut out = Vec::new();
        take(mouse, &mut out)?;
        Ok(Self {
            out,
            mouse,
            colours: TerminalColours::new(Depth::of(|name| env::var(name).unwrap_or_default())),
            area: area(),
            shown: None,
            next: Buffer::default(),
        })
    }

    /// Columns and rows, as the terminal said last.
    pub fn size(&self) -> Size {
        let Rect { width, height, .. } = self.area;
        Size { width, height }
    }

    /// True if they are others now.
    pub fn has_changed(&self) -> bool {
        area() != self.area
    }

    /// Asks for them again. A resize forces a full redraw.
    pub fn measure(&mut self) -> Size {
        self.area = area();
        self.clear();
        self.size()
    }

    /// Draws a frame: what changed since the last one goes to the terminal in one piece. The cursor is shown if it has a place.
    pub fn draw(
        &mut self,
        paint: impl FnOnce(&mut Buffer),
        cursor: Option<Position>,
    ) -> io::Result<()> {
        if self.shown.is_some() && self.has_changed() {
            // Word of it is under way, and the frame that fits.
            return Ok(());
        }
        let mut next = mem::take(&mut self.next);
        if next.area != self.area {
            next = Buffer::empty(self.area);
        }
        paint(&mut next);
        let shown = self.shown.take();
        let out = &mut self.out;
        out.extend_from_slice(FRAME.0);
        if let Some(shown) = &shown {
            Cells::new(&next, &mut self.colours, out)
                .write(rows::changed(shown, &next).into_iter());
        } else {
            queue!(out, Clear(ClearType::All))?;
            Cells::new(&next, &mut self.colours, out).write(rows::all(&next).into_iter());
        }
        match cursor {
            Some(Position { x, y }) => queue!(out, cursor::Show, cursor::MoveTo(x, y))?,
            None => queue!(out, cursor::Hide)?,
        }
        out.extend_from_slice(FRAME.1);
        let sent = write(out);
        out.clear();
        sent?;
        self.shown = Some(next);
        if let Some(mut shown) = shown {
            shown.reset();
            self.next = shown;
        }
        Ok(())
    }

    /// Forces a full redraw.
    pub fn clear(&mut self) {
        self.shown = None;
    }

    /// Takes the terminal back from another program. The state that program left is the one to restore at the end.
    pub fn reenter(&mut self) -> io::Result<()> {
        // Who is told to go on may never have stopped: a moment without raw mode would show what is typed in it.
        if !is_raw() {
            let _ = terminal::disable_raw_mode();
        }
        self.clear();
        take(self.mouse, &mut self.out)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

fn area() -> Rect {
    let size = tcgetwinsize(io::stdout());
    let size = size.map(|size| (size.ws_col, size.ws_row)).ok();
    let size = size.filter(|(width, height)| *width > 0 && *height > 0);
    let (width, height) = size.unwrap_or_else(|| terminal::size().unwrap_or((80, 24)));
    Rect::new(0, 0, width.min(MOST), height.min(MOST))
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

/// True if the terminal hands on each key and shows none by itself.
fn is_raw() -> bool {
    tcgetattr(io::stdin()).is_ok_and(|found| {
        let cooked = LocalModes::ICANON | LocalModes::ECHO;
        !found.local_modes.intersects(cooked)
    })
}

/// Takes the terminal; the escape sequences for that go into `out`, for the next frame.
fn take(mouse: bool, out: &mut Vec<u8>) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    out.clear();
    if mouse {
        out.extend_from_slice(MOUSE.0);
    }
    out.extend_from_slice(WRAPPING.0);
    queue!(
        out,
        EnterAlternateScreen,
        EnableBracketedPaste,
        cursor::Hide
    )
}

/// True if the terminal is likely to know OSC 8. Most that do not ignore it; these show it, or lose cells over it.
pub(super) fn knows_hyperlinks() -> bool {
    let value = |name| env::var(name).unwrap_or_default();
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

/// True if the terminal may be asked for its background. The Linux console and dumb terminals would show the question.
pub(super) fn tells_background() -> bool {
    let terminal = env::var("TERM").unwrap_or_default();
    !matches!(&*terminal, "" | "dumb" | "linux")
}

/// Sends the terminal sequences that draw nothing by themselves.
pub(super) fn send(sequences: &str) -> io::Result<()> {
    write(Multiplexer::from_environment().wrap(sequences).as_bytes())
}

/// Writes at once, and in one piece if the terminal takes it so: the standard output would part it at the last line end.
fn write(mut bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.flush()?;
    while !bytes.is_empty() {
        match rustix::io::write(&out, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(rustix::io::Errno::INTR) => (),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Each step is separate: where one fails, the others still help.
pub(super) fn restore() {
    let mut out = io::stdout();
    let _ = out.write_all(MOUSE.1);
    let _ = out.write_all(WRAPPING.1);
    let _ = out.execute(DisableBracketedPaste);
    let _ = out.execute(LeaveAlternateScreen);
    let _ = out.execute(cursor::Show);
    let _ = terminal::disable_raw_mode();
}
