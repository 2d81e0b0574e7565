//! A link to the browser: the one place that starts it.
//!
//! The configured command comes first, then `$BROWSER`, as in other terminal programs: commands separated by `:`, with quotes as
//! in a shell; those that are installed are tried until one starts. `{url}` or `%s` in a command stands for the URL, which is its
//! last argument otherwise; `%%` is a percent sign and `%c` a colon. Without a command, the desktop's own launchers are tried. Never a shell; the program's output goes nowhere, and it outlives the reader.

use std::{
    env,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{error::ProgramError, model::Link, program, text::words};

/// A program that runs for so long has started.
const PATIENCE: Duration = Duration::from_millis(250);

/// A later failure is about the use of the browser, not about the link.
const SOON: Duration = Duration::from_secs(10);

/// The way in which this user opens links.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Words of commands. Each is tried until one starts; without any, the desktop is asked.
    commands: Vec<Vec<String>>,
}

/// A program that was started with a link.
#[derive(Debug)]
pub struct Started {
    name: String,
    child: Child,
    since: Instant,
}

impl Started {
    /// Waits until the program ends, which may take hours; its failure if it failed soon.
    pub fn failure(mut self) -> Option<ProgramError> {
        let status = self.child.wait().ok()?;
        let soon = self.since.elapsed() < SOON;
        let failure = ProgramError::check(&self.name, Ok(status)).err();
        failure.filter(|_| soon)
    }
}

impl Browser {
    /// The command that the user configured, by its words, else those of `$BROWSER`.
    pub fn new(configured: &[String]) -> Self {
        let environment = env::var("BROWSER").unwrap_or_default();
        Self::from_words(configured, &environment)
    }

    fn from_words(configured: &[String], environment: &str) -> Self {
        let named = |command: &str| words(command).iter().map(|word| expanded(word)).collect();
        let mut commands: Vec<Vec<String>> = if configured.is_empty() {
            environment.split(':').map(named).collect()
        } else {
            vec![configured.to_vec()]
        };
        commands.retain(|words| !words.is_empty());
        if commands.iter().any(|words| is_installed(words)) {
            commands.retain(|words| is_installed(words));
        }
        Self { commands }
    }

    /// Opens a link. May take a second where launchers fail one after another: call it on a thread of its own. The program may
    /// still fail: see [`Started::failure`]. Nothing is returned where it has ended well or cannot be watched.
    pub fn open(&self, link: &Link) -> Result<Option<Started>, ProgramError> {
        let address = &*link.address();
        if !self.commands.is_empty() {
            let commands = self.commands.iter();
            return first_to_start(commands.map(|words| command(words, address)));
        }
        if !has_display() {
            return Err(ProgramError::NoDisplay);
        }
        first_to_start(open::commands(address).into_iter())
    }

    /// True if the browser needs the terminal for itself.
    pub fn wants_terminal(&self) -> bool {
        let program = self.commands.first().and_then(|words| words.first());
        program.is_some_and(|program| draws_on_terminal(program))
    }

    /// Runs the browser on this terminal, until it is quit. The terminal must be free.
    pub fn show(&self, link: &Link) -> Result<(), ProgramError> {
        let words = self.commands.first().map_or(&[][..], Vec::as_slice);
        let mut command = command(words, &link.address());
        let ended = command.status();
        ProgramError::check(&name(&command), ended)
    }
}

/// The signs that stand for the URL in a command.
const SIGNS: [&str; 2] = ["{url}", "%s"];

/// A word of `$BROWSER`: `%s` is the URL, `%c` a colon, which would end the command, and `%%` a percent sign.
fn expanded(word: &str) -> String {
    let mut expanded = String::new();
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('%') {
        expanded += before;
        let sign = after.chars().next().unwrap_or_default();
        let meaning = match sign {
            's' => "{url}",
            'c' => ":",
            '%' => "%",
            _ => {
                expanded.push('%');
                rest = after;
                continue;
            }
        };
        expanded += meaning;
        rest = after.get(1..).unwrap_or_default();
    }
    expanded + rest
}

/// True if the program of a command is there to be started.
fn is_installed(words: &[String]) -> bool {
    words
        .first()
        .is_some_and(|name| program::is_installed(name))
}

/// Browsers that draw on the terminal they are started in.
const ON_TERMINAL: [&str; 9] = [
    "w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "chawan", "cha",
];

fn draws_on_terminal(program: &str) -> bool {
    let name = program.rsplit('/').next().unwrap_or(program);
    ON_TERMINAL.contains(&name)
}

/// The program of these words, with the URL where `{url}` or `%s` stands, or last.
fn command(words: &[String], url: &str) -> Command {
    let with_url = |word: &String| {
        let sign = SIGNS.into_iter().find(|sign| word.contains(sign))?;
        // The URL may hold the other sign: it is put in once.
        Some(word.replace(sign, url))
    };
    let (program, arguments) = words
        .split_first()
        .map_or(("", &[][..]), |(program, rest)| (program.as_str(), rest));
    let mut command = Command::new(program);
    for word in arguments {
        command.arg(with_url(word).as_ref().unwrap_or(word));
    }
    if !arguments.iter().any(|word| with_url(word).is_some()) {
        command.arg(url);
    }
    command
}

/// The first of the commands that starts and does not fail at once.
fn first_to_start(
    commands: impl Iterator<Item = Command>,
) -> Result<Option<Started>, ProgramError> {
    let mut failure = ProgramError::NoProgram;
    for command in commands {
        match start(command) {
            Ok(started) => return Ok(started),
            Err(why) => failure = why,
        }
    }
    Err(failure)
}

fn start(mut command: Command) -> Result<Option<Started>, ProgramError> {
    let name = name(&command);
    let since = Instant::now();
    command.stdin(Stdio::null());
    let mut child =
        program::apart(&mut command).map_err(|source| ProgramError::start(&name, source))?;
    while since.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return ProgramError::check(&name, Ok(status)).map(|()| None),
            Ok(None) => thread::sleep(Duration::from_millis(5)),
            Err(source) => return Err(ProgramError::Unwatched { name, source }),
        }
    }
    Ok(Some(Started { name, child, since }))
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

/// True if a graphical browser could show anything to the user of this terminal.
fn has_display() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "macos") {
        !set("SSH_CONNECTION")
    } else {
        [
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "WSL_INTEROP",
            "WSL_DISTRO_NAME",
        ]
        .into_iter()
        .any(set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(command: &str) -> Vec<String> {
        command.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_url_is_one_argument_whatever_is_in_it() {
        let url = "https://x.example/?a=b c&d=%s{url}";
        let table = [
            ("fox", vec![url]),
            ("fox --new-tab %s -q", vec!["--new-tab", url, "-q"]),
            ("fox {url} -q", vec![url, "-q"]),
            (
                "fox --url={url}",
                vec!["--url=https://x.example/?a=b c&d=%s{url}"],
            ),
        ];
        for (written, want) in table {
            let command = command(&words(written), url);
            assert_eq!(command.get_args().collect::<Vec<_>>(), want, "{written}");
        }
    }

    #[test]
    fn what_is_configured_comes_before_the_environment() {
        let table = [
            (vec![], "", ""),
            (vec![], "fox: :w3m -N", "fox; w3m -N"),
            (
                vec![],
                "'my fox' %s%%:w3m -o a=b%c1%d",
                "my fox {url}%; w3m -o a=b:1%d",
            ),
            (vec![], "fox:sh -c", "sh -c"),
            (vec![], "fox:/bin/sh %s:sh", "/bin/sh {url}; sh"),
            (
                vec!["c:\\fox".to_owned(), "%s".to_owned()],
                "w3m",
                "c:\\fox %s",
            ),
        ];
        for (configured, environment, want) in table {
            let browser = Browser::from_words(&configured, environment);
            let commands: Vec<_> = browser
                .commands
                .iter()
                .map(|words| words.join(" "))
                .collect();
            assert_eq!(commands.join("; "), want);
        }
    }

    #[test]
    fn browsers_of_the_terminal_are_known_by_name() {
        let on_terminal = |command| Browser::from_words(&words(command), "").wants_terminal();
        assert!(on_terminal("/usr/bin/w3m -N"));
        assert!(!on_terminal("firefox w3m"));
    }
}
