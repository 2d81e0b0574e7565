//! Arguments that are paths alone, as they mostly are.

use std::{ffi::OsString, path::PathBuf};

use clap::{Parser as _, Subcommand as _};

use super::{Arguments, Command, log::LogOptions, selection::Selection, settings::Settings};

impl Arguments {
    /// The arguments of this run; wrong ones end it with a message. Nothing but paths needs no parser: to make one takes as long
    /// as to draw the first frame.
    pub fn read() -> Self {
        Self::of_paths(std::env::args_os().skip(1)).unwrap_or_else(Self::parse)
    }

    /// `None` unless all words are paths: no option, and the first no command.
    fn of_paths(words: impl Iterator<Item = OsString>) -> Option<Self> {
        let paths: Vec<PathBuf> = words.map(PathBuf::from).collect();
        let is_path = |path: &PathBuf| {
            let word = path.as_os_str().as_encoded_bytes();
            !word.is_empty() && !word.starts_with(b"-")
        };
        let first = paths.first().and_then(|path| path.to_str());
        let command = first.is_some_and(|word| word == "help" || Command::has_subcommand(word));
        (!command && paths.iter().all(is_path)).then(|| Self {
            command: None,
            selection: Selection::of(paths),
            last: false,
            settings: Settings::default(),
            log: LogOptions::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words, and whether they are paths alone.
    const TABLE: [(&[&str], bool); 9] = [
        (&[], true),
        (&["issues", "more/issues.zip"], true),
        (&["./list", "list"], true),
        (&["list"], false),
        (&["help"], false),
        (&["read", "issues"], false),
        (&["-"], false),
        (&["issues", "-q", "redis"], false),
        (&["", "issues"], false),
    ];

    #[test]
    fn paths_alone_are_read_as_the_parser_reads_them() {
        for (words, alone) in TABLE {
            let paths = Arguments::of_paths(words.iter().map(OsString::from));
            assert_eq!(paths.is_some(), alone, "{words:?}");
            if let Some(paths) = paths {
                let parsed = Arguments::parse_from([&["backissue"], words].concat());
                assert_eq!(format!("{paths:?}"), format!("{parsed:?}"));
            }
        }
    }
}
