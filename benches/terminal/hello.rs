//! The least that a program on ratatui and crossterm does: takes the terminal, draws a frame, gives it back on the first key.
//! This bench runs itself as that program: nothing of the reader is linked into it.

use std::io::{self, Read as _, stdout};

use crossterm::{
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{Terminal, backend::CrosstermBackend, widgets::Paragraph};

/// The argument that asks for it.
pub const ARGUMENT: &str = "hello";

/// What the frame ends with: the cursor is hidden once everything is drawn.
pub const END: &[u8] = b"\x1b[?25l";

pub fn run() {
    show().expect("a terminal");
}

fn show() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    terminal.draw(|frame| frame.render_widget(Paragraph::new("hello, world"), frame.area()))?;
    io::stdin().read_exact(&mut [0])?;
    execute!(stdout(), LeaveAlternateScreen)?;
    disable_raw_mode()
}
