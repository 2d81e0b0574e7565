//! The terminal's way to show pictures, found out without asking it: a question would hold up the first frame,
//! and its answer would come among the keys.

use std::env;

use crossterm::terminal::window_size;

use super::multiplexer::Multiplexer;
use crate::{
    config::Images,
    picture::{Protocol, Terminal},
};

/// Pixels of a cell where the terminal does not tell: what matters is that it is twice as high as wide.
const CELL: (u16, u16) = (8, 16);

/// Pixels across a cell that is drawn as half blocks.
const BLOCK: u16 = 8;

/// Environment variables that name a terminal, the beginnings of their values, and the protocols of those terminals.
const TERMINALS: [(&str, &str, Protocol); 16] = [
    ("KITTY_WINDOW_ID", "", Protocol::Kitty),
    ("TERM", "xterm-kitty", Protocol::Kitty),
    ("TERM", "xterm-ghostty", Protocol::Kitty),
    ("TERM_PROGRAM", "ghostty", Protocol::Kitty),
    ("TERM_PROGRAM", "iTerm", Protocol::Iterm2),
    ("LC_TERMINAL", "iTerm", Protocol::Iterm2),
    ("TERM_PROGRAM", "WezTerm", Protocol::Iterm2),
    ("WEZTERM_PANE", "", Protocol::Iterm2),
    ("TERM_PROGRAM", "mintty", Protocol::Iterm2),
    ("TERM_PROGRAM", "rio", Protocol::Iterm2),
    ("TERM_PROGRAM", "WarpTerminal", Protocol::Iterm2),
    ("KONSOLE_VERSION", "", Protocol::Iterm2),
    ("TERM", "foot", Protocol::Sixel),
    ("TERM", "mlterm", Protocol::Sixel),
    ("TERM", "contour", Protocol::Sixel),
    ("TERM", "yaft", Protocol::Sixel),
];

/// Terminals of so few colours that no picture can be made out.
const POOR: [&str; 3] = ["linux", "dumb", "vt"];

/// The terminal's protocol and sizes; `None` for no pictures.
pub(super) fn terminal(images: Images, ambiguous_wide: bool) -> Option<Terminal> {
    let value = |name: &str| env::var(name).unwrap_or_default();
    let sized = size().is_some();
    let protocol = protocol(images, value, Multiplexer::from_environment(), sized)?;
    let colours = [value("COLORTERM"), value("TERM")].concat();
    let all = ["truecolor", "24bit", "direct"];
    Some(Terminal {
        protocol,
        true_colour: all.iter().any(|name| colours.contains(name)),
        half_blocks: !ambiguous_wide,
    })
}

/// The pixels of a cell, across and down. Half blocks are no pixels: a picture of them is as large at every size of letters.
pub(super) fn cell(terminal: Terminal) -> (u16, u16) {
    match size() {
        Some((across, down)) if terminal.protocol == Protocol::Blocks => {
            (BLOCK, (BLOCK * down.min(200) / across).max(1))
        }
        Some(size) => size,
        None => CELL,
    }
}

/// As the terminal told the system; many never do.
fn size() -> Option<(u16, u16)> {
    let size = window_size().ok()?;
    let across = size.width.checked_div(size.columns)?;
    let down = size.height.checked_div(size.rows)?;
    (across > 0 && down > 0).then_some((across, down))
}

fn protocol(
    images: Images,
    value: impl Fn(&str) -> String,
    multiplexer: Multiplexer,
    sized: bool,
) -> Option<Protocol> {
    let by_name = |(variable, start, _): &&(&str, &str, Protocol)| {
        let value = value(variable);
        !value.is_empty() && value.starts_with(start)
    };
    match images {
        Images::Off => None,
        Images::As(protocol) => Some(protocol),
        Images::Auto if POOR.iter().any(|name| value("TERM").starts_with(name)) => None,
        // What is outside of it, its variables do not say any more, and it need not let pictures through.
        Images::Auto if multiplexer != Multiplexer::None => Some(Protocol::Blocks),
        Images::Auto => {
            let known = TERMINALS.iter().find(by_name).map(|row| row.2);
            // Sixels are pixels: their rows are unknown without the size of a cell.
            let known = known.filter(|protocol| sized || *protocol != Protocol::Sixel);
            Some(known.unwrap_or(Protocol::Blocks))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_are_known_by_their_variables() {
        use Protocol::{Blocks, Iterm2, Kitty, Sixel};
        type Row = (&'static [(&'static str, &'static str)], Option<Protocol>);
        let table: [Row; 12] = [
            (&[("TERM", "xterm-kitty")], Some(Kitty)),
            (
                &[("TERM", "xterm-256color"), ("KITTY_WINDOW_ID", "1")],
                Some(Kitty),
            ),
            (&[("TERM", "xterm-ghostty")], Some(Kitty)),
            (&[("TERM_PROGRAM", "iTerm.app")], Some(Iterm2)),
            (&[("LC_TERMINAL", "iTerm2")], Some(Iterm2)),
            (&[("TERM_PROGRAM", "WezTerm")], Some(Iterm2)),
            (&[("TERM", "foot-extra")], Some(Sixel)),
            (&[("TERM", "xterm-256color")], Some(Blocks)),
            (&[("TERM_PROGRAM", "Apple_Terminal")], Some(Blocks)),
            (&[("TERM", "linux")], None),
            (&[("TERM", "dumb")], None),
            (&[], Some(Blocks)),
        ];
        for (variables, want) in table {
            let value = |name: &str| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map_or(String::new(), |(_, value)| (*value).to_owned())
            };
            let found = |images, multiplexer, sized| protocol(images, value, multiplexer, sized);
            assert_eq!(
                found(Images::Auto, Multiplexer::None, true),
                want,
                "{variables:?}"
            );
            let blocks = want.map(|_| Blocks);
            assert_eq!(
                found(Images::Auto, Multiplexer::Tmux, true),
                blocks,
                "{variables:?}"
            );
            let no_sixels = want.map(|known| if known == Sixel { Blocks } else { known });
            assert_eq!(
                found(Images::Auto, Multiplexer::None, false),
                no_sixels,
                "{variables:?}"
            );
            assert_eq!(found(Images::Off, Multiplexer::None, true), None);
            assert_eq!(
                found(Images::As(Sixel), Multiplexer::Tmux, false),
                Some(Sixel)
            );
        }
    }
}
