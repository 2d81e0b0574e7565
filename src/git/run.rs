//! The one place that starts git: with which settings, and in which environment.

use std::{
    env,
    io::{self, Read},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use tracing::info;

use super::GitError;

/// Settings over all that a repository or the user has.
const SAFE: [&str; 17] = [
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.attributesFile=/dev/null",
    "protocol.allow=never",
    "protocol.https.allow=always",
    "protocol.ssh.allow=always",
    "protocol.file.allow=always",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "filter.lfs.process=",
    "filter.lfs.smudge=",
    "filter.lfs.required=false",
    "log.showSignature=false",
    "core.quotePath=false",
    // No process of git works on when it has ended.
    "gc.autoDetach=false",
    "maintenance.autoDetach=false",
    "core.pager=cat",
];

/// Variables of git that stay: the user's ways to a server. All others would point it at another repository, or have it run something.
const KEPT: [&str; 12] = [
    "GIT_ASKPASS",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSH_VARIANT",
    "GIT_SSL_CAINFO",
    "GIT_SSL_CAPATH",
    "GIT_SSL_CERT",
    "GIT_SSL_KEY",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_EXEC_PATH",
];

/// The pause between looks at whether to stop.
const LOOK: Duration = Duration::from_millis(50);

/// True if a user is there to answer git's questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// The user, at a terminal.
    User,
    /// Nobody: a question is a failure, at once.
    Nobody,
}

/// Git, as this program starts it.
#[derive(Clone, Copy, Debug)]
pub struct Git<'a> {
    /// Who answers its questions.
    pub asking: Asking,
    /// Set to stop it.
    pub stop: &'a AtomicBool,
    /// True for a repository that this very machine serves over plain http.
    here: bool,
}

impl<'a> Git<'a> {
    /// Git, with whoever answers its questions, and a sign to stop it.
    pub fn new(asking: Asking, stop: &'a AtomicBool) -> Self {
        let here = false;
        Self { asking, stop, here }
    }

    /// Git, for a repository at this address.
    #[must_use]
    pub(super) fn at(self, address: &str) -> Self {
        let here = is_here(address);
        Self { here, ..self }
    }

    /// Runs git in a folder, and returns its output. Its progress is reported line by line.
    pub fn run(
        &self,
        folder: &Path,
        words: &[&str],
        told: &mut dyn FnMut(&str),
    ) -> Result<String, GitError> {
        info!(?folder, ?words, "git");
        let spawned = self.command(folder, words).spawn();
        let mut child = spawned.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound if folder.is_dir() => GitError::Missing,
            _ => GitError::System(error),
        })?;
        let (lines, printed) = (lines(child.stderr.take()), all(child.stdout.take()));
        let mut said = String::new();
        let mut take = |line: &str| {
            told(line);
            said = format!("{said}{line}\n");
        };
        let status = self.wait(&mut child, &lines, &mut take)?;
        for line in &lines {
            take(&line);
        }
        if !status.success() {
            return Err(GitError::said(&said));
        }
        Ok(printed.recv().unwrap_or_default())
    }

    /// Runs git where it says nothing on the way.
    pub fn ask(&self, folder: &Path, words: &[&str]) -> Result<String, GitError> {
        self.run(folder, words, &mut |_| {})
    }

    fn wait(
        &self,
        child: &mut Child,
        lines: &Receiver<String>,
        told: &mut dyn FnMut(&str),
    ) -> Result<ExitStatus, GitError> {
        loop {
            match lines.recv_timeout(LOOK) {
                Ok(line) => told(&line),
                Err(RecvTimeoutError::Disconnected) => thread::sleep(LOOK),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.stop.load(Ordering::Relaxed) {
                let _ = child.kill().and_then(|()| child.wait());
                return Err(GitError::Interrupted);
            }
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
        }
    }

    fn command(&self, folder: &Path, words: &[&str]) -> Command {
        let mut command = Command::new("git");
        for setting in SAFE {
            command.args(["-c", setting]);
        }
        if self.here {
            command.args(["-c", "protocol.http.allow=always"]);
        }
        command
            .args(words)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        self.clean(&mut command);
        command
    }

    /// The environment, without what would lead git elsewhere.
    fn clean(&self, command: &mut Command) {
        for (name, _) in env::vars_os() {
            let name_text = name.to_string_lossy();
            if name_text.starts_with("GIT_") && !KEPT.contains(&&*name_text) {
                command.env_remove(&name);
            }
        }
        // Its words are looked into.
        command.env("LC_ALL", "C");
        if self.asking == Asking::Nobody {
            // `false` answers every question for git and ssh by failing.
            command
                .env("GIT_TERMINAL_PROMPT", "0")
                .env("GIT_ASKPASS", "false")
                .env("GCM_INTERACTIVE", "never")
                .env("SSH_ASKPASS", "false")
                .env("SSH_ASKPASS_REQUIRE", "force");
        }
    }
}

/// True for an address of this very machine, which plain http may be spoken with.
pub(super) fn is_here(address: &str) -> bool {
    let host = url::Url::parse(address).ok();
    let host = host.filter(|url| url.scheme() == "http");
    host.is_some_and(|url| matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]")))
}

/// The output, line by line; git ends a line of progress with a carriage return.
fn lines(from: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        let mut from = from
            .into_iter()
            .flat_map(|from| io::BufReader::new(from).bytes());
        let mut line = Vec::new();
        while let Some(Ok(byte)) = from.next() {
            if !matches!(byte, b'\n' | b'\r') {
                line.push(byte);
            } else if !line.is_empty() {
                let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
                line.clear();
            }
        }
        if !line.is_empty() {
            let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
        }
    });
    lines
}

/// All that comes.
fn all(from: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, whole) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut from) = from {
            let _ = from.read_to_end(&mut bytes);
        }
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_spoken_with_this_machine_alone() {
        let table = [
            ("http://127.0.0.1:8080/fog", true),
            ("http://localhost/fog", true),
            ("http://[::1]/fog", true),
            ("http://fog.example/", false),
            ("http://127.0.0.1.fog.example/", false),
            ("https://localhost/", false),
            ("/srv/fog", false),
        ];
        for (address, want) in table {
            assert_eq!(is_here(address), want, "{address}");
        }
    }
}
