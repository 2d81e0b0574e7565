//! The words of a command, checked once, and what they come to for an article.

use std::ffi::{OsStr, OsString};

use super::{Placeholder, value::ValueSource};

/// A program and its arguments, with placeholders in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandWords {
    written: Vec<String>,
    program: String,
    arguments: Vec<Vec<WordPiece>>,
}

/// A piece of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
enum WordPiece {
    Text(String),
    Value(Placeholder),
}

/// Words that are no command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// There are none.
    #[error(
        "`run` takes the words of a command in brackets, each between quotes, the program first"
    )]
    Empty,
    /// A placeholder is unknown.
    #[error(
        "`{0}` is no placeholder: there are {{url}}, {{title}}, {{tags}}, {{path}} and {{id}}; write {{{0}}} for the text itself"
    )]
    Unknown(String),
    /// The archive would say which program is started.
    #[error("the program that `run` begins with cannot be a placeholder")]
    Program,
    /// The archive would say what a shell does.
    #[error(
        "a placeholder would become a part of the shell's script: write \"$1\" there, and after the script \"sh\" and the placeholder, each a word of its own"
    )]
    Script,
}

/// Programs that read a script from an argument.
const SHELLS: [&str; 8] = ["sh", "bash", "zsh", "dash", "ash", "ksh", "mksh", "fish"];

/// A value that begins so may be taken for an option, an order to an editor, or the name of a file to read.
const SIGNS: [u8; 4] = [b'-', b'+', b'@', b'<'];

impl CommandWords {
    /// Reads words as they are written.
    pub fn parse(written: Vec<String>) -> Result<Self, WordsError> {
        let pieces = written.iter().map(|word| pieces(word));
        let mut pieces = pieces.collect::<Result<Vec<_>, _>>()?.into_iter();
        let program = match pieces.next().as_deref() {
            Some([WordPiece::Text(program)]) if !program.trim().is_empty() => program.clone(),
            None | Some([] | [WordPiece::Text(_)]) => return Err(WordsError::Empty),
            Some(_) => return Err(WordsError::Program),
        };
        let arguments: Vec<_> = pieces.collect();
        if has_value_in_script(&written, &arguments) {
            return Err(WordsError::Script);
        }
        Ok(Self {
            written,
            program,
            arguments,
        })
    }

    /// The words as they were written.
    pub fn written(&self) -> &[String] {
        &self.written
    }

    /// The program.
    pub fn program(&self) -> &str {
        &self.program
    }

    /// True if the placeholder is in them.
    pub fn takes(&self, placeholder: Placeholder) -> bool {
        self.placeholders().any(|taken| taken == placeholder)
    }

    /// The placeholders in the arguments.
    pub(super) fn placeholders(&self) -> impl Iterator<Item = Placeholder> {
        let pieces = self.arguments.iter().flatten();
        pieces.filter_map(|piece| match piece {
            WordPiece::Value(placeholder) => Some(*placeholder),
            WordPiece::Text(_) => None,
        })
    }

    /// The arguments: a word with a placeholder stands once for each of the sources.
    pub(super) fn arguments(&self, sources: &[ValueSource<'_>]) -> Vec<OsString> {
        let mut arguments = Vec::new();
        for word in &self.arguments {
            if has_value(word) {
                arguments.extend(sources.iter().map(|source| filled(word, source)));
            } else {
                arguments.extend(sources.first().map(|source| filled(word, source)));
            }
        }
        arguments
    }
}

fn has_value(word: &[WordPiece]) -> bool {
    let is_value = |piece: &WordPiece| matches!(piece, WordPiece::Value(_));
    word.iter().any(is_value)
}

/// True if a shell is named, and a word behind its `-c` has a placeholder. `written` has one word more, the program.
fn has_value_in_script(written: &[String], arguments: &[Vec<WordPiece>]) -> bool {
    let name = |word: &String| word.rsplit('/').next().unwrap_or_default().to_owned();
    let is_shell = |word: &String| SHELLS.contains(&&*name(word));
    let shell = written.iter().position(is_shell);
    let after = shell.map_or(usize::MAX, |at| at + 1);
    let words = written.iter().zip(1..).skip(after);
    let takes_script = |word: &str| {
        let is_short = word.starts_with('-') && !word.starts_with("--");
        is_short && word.contains('c') || word == "--command"
    };
    let mut scripts = words.filter(|(word, _)| takes_script(word));
    // The word behind the one at `next - 1` is the argument at `next - 1`: the program is not among them.
    scripts
        .next()
        .and_then(|(_, next)| arguments.get(next - 1))
        .is_some_and(|script| has_value(script))
}

/// Cuts a word at its placeholders. `{{word}}` is the text `{word}`.
fn pieces(word: &str) -> Result<Vec<WordPiece>, WordsError> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('{') {
        text += before;
        rest = after;
        if let Some((name, after)) = named(after.strip_prefix('{').unwrap_or_default())
            && let Some(after) = after.strip_prefix('}')
        {
            text.extend(["{", name, "}"]);
            rest = after;
        } else if let Some((name, after)) = named(after) {
            let written = format!("{{{name}}}");
            let mut all = Placeholder::ALL.into_iter();
            let known = all.find(|placeholder| placeholder.written() == written);
            let value = known.ok_or(WordsError::Unknown(written))?;
            pieces.extend(take(&mut text));
            pieces.push(WordPiece::Value(value));
            rest = after;
        } else {
            text.push('{');
        }
    }
    text += rest;
    pieces.extend(take(&mut text));
    Ok(pieces)
}

fn take(text: &mut String) -> Option<WordPiece> {
    let text = std::mem::take(text);
    (!text.is_empty()).then_some(WordPiece::Text(text))
}

/// A name up to its brace, and what follows that.
fn named(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.split_once('}')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
    is_name.then_some((name, after))
}

fn filled(word: &[WordPiece], source: &ValueSource<'_>) -> OsString {
    let mut filled = OsString::new();
    for piece in word {
        match piece {
            WordPiece::Text(text) => filled.push(text),
            WordPiece::Value(placeholder) => {
                let value = source.value(*placeholder).unwrap_or_default();
                if is_order(&filled, &value) {
                    filled.push(" ");
                }
                filled.push(value);
            }
        }
    }
    filled
}

/// True if a program might take a value for more than text, where it begins a word or what follows `=`.
fn is_order(before: &OsStr, value: &OsStr) -> bool {
    let begins = before
        .as_encoded_bytes()
        .last()
        .is_none_or(|byte| *byte == b'=');
    let first = value.as_encoded_bytes().first();
    begins && first.is_some_and(|byte| SIGNS.contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Issue, Tag};

    fn parse(words: &[&str]) -> Result<CommandWords, WordsError> {
        CommandWords::parse(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn values_stand_in_words_and_never_become_options() {
        let table = [
            ("{title}", "Fog", "Fog"),
            ("{title}", "a b; rm *", "a b; rm *"),
            ("{title}", "--help", " --help"),
            ("{title}", "+!rm", " +!rm"),
            ("{title}", "@/etc/passwd", " @/etc/passwd"),
            ("--title={title}", "-x", "--title= -x"),
            ("see {title}", "-x", "see -x"),
            ("{tags}{title}", "-x", " -x"),
            (
                "{title}, {{print}} {\"a\": 1}",
                "{url}",
                "{url}, {print} {\"a\": 1}",
            ),
        ];
        for (word, title, want) in table {
            let issue = Issue {
                title: title.to_owned(),
                ..Issue::default()
            };
            let words = parse(&["add", word]).unwrap();
            let arguments = words.arguments(&[ValueSource::Issue(&issue)]);
            assert_eq!(arguments, [want], "{word}");
        }
    }

    #[test]
    fn a_word_with_a_placeholder_is_repeated() {
        let issue = |title: &str| Issue {
            title: title.to_owned(),
            tags: vec![Tag::new("sea").unwrap(), Tag::new("fog").unwrap()],
            ..Issue::default()
        };
        let (one, two) = (issue("One"), issue("Two"));
        let sources = [ValueSource::Issue(&one), ValueSource::Issue(&two)];
        let words = parse(&["add", "-v", "--tags={tags}", "{title}"]).unwrap();
        let want = ["-v", "--tags=sea,fog", "--tags=sea,fog", "One", "Two"];
        assert_eq!(words.arguments(&sources), want);
    }

    #[test]
    fn words_that_are_no_command_are_told() {
        let unknown = |name: &str| WordsError::Unknown(name.to_owned());
        let table: [(&[&str], WordsError); 9] = [
            (&[], WordsError::Empty),
            (&[""], WordsError::Empty),
            (&["{url}"], WordsError::Program),
            (&["~/{title}.sh"], WordsError::Program),
            (&["add", "{link}"], unknown("{link}")),
            (&["sh", "-c", "echo {title}"], WordsError::Script),
            (&["/bin/bash", "-euc", "echo {title}"], WordsError::Script),
            (&["env", "A=1", "zsh", "-c", "a {url}"], WordsError::Script),
            (&["fish", "--command", "a {url}"], WordsError::Script),
        ];
        for (words, want) in table {
            assert_eq!(parse(words), Err(want), "{words:?}");
        }
        for words in [
            &["sh", "-c", "echo \"$1\"", "sh", "{title}"][..],
            &["add", "-c", "{title}"],
            &["sh", "{path}"],
        ] {
            assert!(parse(words).is_ok(), "{words:?}");
        }
    }
}
