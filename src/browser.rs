//! A link to the browser: the one place that starts it.
//!
//! The configured command comes first, then `$BROWSER`, as in other terminal programs: commands separated by `:`, each tried until one starts; `%s` in a
//! command stands for the URL, which is its last argument otherwise. Without it the `open` crate asks the desktop. Never a
//! shell; the program's output goes nowhere, and it outlives the reader.

use std::{
    env,
    ffi::OsString,
    io,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::model::Link;

/// How long a program may take to fail, before it counts as started.
const PATIENCE: Duration = Duration::from_millis(250);

/// How this user opens links.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Each is tried until one starts; without any, the desktop is asked.
    commands: Vec<String>,
}

impl Browser {
    /// The command that the user configured, else those of `$BROWSER`.
    pub fn new(configured: &str) -> Self {
        let environment = env::var("BROWSER").unwrap_or_default();
        Self::from_words(configured, &environment)
    }

    fn from_words(configured: &str, environment: &str) -> Self {
        let commands: Vec<&str> = if configured.trim().is_empty() {
            environment.split(':').collect()
        } else {
            vec![configured]
        };
        let written = commands
            .into_iter()
            .map(str::trim)
            .filter(|command| !command.is_empty());
        Self {
            commands: written.map(str::to_owned).collect(),
        }
    }

    /// Opens a link. May take a second where launchers fail one after another: call it on a thread of its own.
    ///
    /// The error says in a clause why nothing was started.
    pub fn open(&self, link: &Link) -> Result<(), String> {
        if !self.commands.is_empty() {
            return self.by_command(link);
        }
        if !has_display() {
            return Err("there is no display to start a browser on".to_owned());
        }
        open::that_detached(link.url()).map_err(|error| format!("no browser started: {error}"))
    }

    /// Whether the browser needs the terminal for itself.
    pub fn wants_terminal(&self) -> bool {
        self.commands
            .first()
            .is_some_and(|command| draws_on_terminal(command))
    }

    /// Runs the browser on this terminal, until it is quit. The terminal must be free.
    pub fn show(&self, link: &Link) -> Result<(), String> {
        let command = self.commands.first().map_or("", String::as_str);
        let (program, arguments) = words(command, link.url());
        match Command::new(&program).args(arguments).status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("{program} failed: {status}")),
            Err(error) => Err(format!("cannot start {program}: {error}")),
        }
    }

    /// The first of the commands that starts and does not fail at once.
    fn by_command(&self, link: &Link) -> Result<(), String> {
        let mut failure = String::new();
        for command in &self.commands {
            match start(command, link.url()) {
                Ok(()) => return Ok(()),
                Err(why) => failure = why,
            }
        }
        Err(failure)
    }
}

/// Browsers that draw on the terminal they are started in.
const ON_TERMINAL: [&str; 9] = [
    "w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "chawan", "cha",
];

fn draws_on_terminal(command: &str) -> bool {
    let program = command.split_whitespace().next().unwrap_or("");
    let name = program.rsplit('/').next().unwrap_or(program);
    ON_TERMINAL.contains(&name)
}

fn start(command: &str, url: &str) -> Result<(), String> {
    let (program, arguments) = words(command, url);
    let child = spawn(&program, arguments.into_iter())
        .map_err(|error| format!("cannot start {program}: {error}"))?;
    watch(child).map_err(|status| format!("{program} failed: {status}"))
}

/// The program of a command, and its arguments: the URL where `%s` stands, or last.
fn words(command: &str, url: &str) -> (String, Vec<String>) {
    let mut words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
    if words.iter().any(|word| word.contains("%s")) {
        words = words
            .into_iter()
            .map(|word| word.replace("%s", url))
            .collect();
    } else {
        words.push(url.to_owned());
    }
    let mut words = words.into_iter();
    (words.next().unwrap_or_default(), words.collect())
}

fn spawn(program: &str, arguments: impl Iterator<Item = String>) -> io::Result<Child> {
    let mut command = Command::new(program);
    command.args(arguments.map(OsString::from));
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // A group of its own: Ctrl-C and the end of the terminal are not for the browser.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

/// Waits a moment for an early failure, and leaves a thread behind that reaps the program when it ends.
fn watch(mut child: Child) -> Result<(), String> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(status.to_string()),
            Ok(None) => thread::sleep(Duration::from_millis(5)),
            Err(error) => return Err(error.to_string()),
        }
    }
    thread::spawn(move || child.wait());
    Ok(())
}

/// Whether a graphical browser could show anything to whoever sits at this terminal.
fn has_display() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(windows) {
        true
    } else if cfg!(target_os = "macos") {
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

    #[test]
    fn the_url_is_one_argument_whatever_is_in_it() {
        let table = [
            ("fox", "fox|https://x.example/?a=b c&d"),
            (
                "fox --new-tab %s -q",
                "fox|--new-tab|https://x.example/?a=b c&d|-q",
            ),
        ];
        for (command, want) in table {
            let (program, arguments) = words(command, "https://x.example/?a=b c&d");
            assert_eq!(format!("{program}|{}", arguments.join("|")), want);
        }
    }

    #[test]
    fn what_is_configured_comes_before_the_environment() {
        let table = [
            ("", "", vec![]),
            ("", "fox: :w3m -N", vec!["fox", "w3m -N"]),
            ("c:\\fox %s", "w3m", vec!["c:\\fox %s"]),
        ];
        for (configured, environment, want) in table {
            let browser = Browser::from_words(configured, environment);
            assert_eq!(browser.commands, want);
        }
    }

    #[test]
    fn browsers_of_the_terminal_are_known_by_name() {
        assert!(draws_on_terminal("/usr/bin/w3m -N"));
        assert!(!draws_on_terminal("firefox"));
    }
}
