//! Programs between us and the terminal, which have to be told to let a sequence through.

use std::env;

/// The most bytes that GNU screen passes through in one piece.
pub(super) const SCREEN_PIECE: usize = 760;

/// A program between us and the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Multiplexer {
    None,
    Tmux,
    Screen,
}

impl Multiplexer {
    /// The multiplexer that the environment names.
    pub fn from_environment() -> Self {
        let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        match (is_set("TMUX"), is_set("STY")) {
            (true, _) => Self::Tmux,
            (false, true) => Self::Screen,
            (false, false) => Self::None,
        }
    }

    /// Sequences, each ended by a string terminator, wrapped so that they reach the terminal.
    pub fn wrap(self, sequences: &str) -> String {
        let each = sequences.split_inclusive("\x1b\\");
        match self {
            Self::None => sequences.to_owned(),
            Self::Tmux => each.map(for_tmux).collect(),
            Self::Screen => each.map(for_screen).collect(),
        }
    }
}

/// In a device control string of tmux's own, every escape doubled.
fn for_tmux(sequence: &str) -> String {
    let doubled = sequence.replace('\x1b', "\x1b\x1b");
    format!("\x1bPtmux;{doubled}\x1b\\")
}

/// In pieces, each in a device control string that screen takes off.
fn for_screen(sequence: &str) -> String {
    let pieces = sequence.as_bytes().chunks(SCREEN_PIECE);
    let wrapped = pieces.map(|piece| format!("\x1bP{}\x1b\\", String::from_utf8_lossy(piece)));
    wrapped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sequence_is_wrapped_by_itself() {
        let sequences = "\x1b_Ga=T;AA\x1b\\\x1b_Gm=0;BB\x1b\\";
        assert_eq!(Multiplexer::None.wrap(sequences), sequences);
        assert_eq!(
            Multiplexer::Tmux.wrap(sequences),
            "\x1bPtmux;\x1b\x1b_Ga=T;AA\x1b\x1b\\\x1b\\\x1bPtmux;\x1b\x1b_Gm=0;BB\x1b\x1b\\\x1b\\"
        );
    }
}
