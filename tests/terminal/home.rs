//! A person's home folder: empty, and with a browser that only writes down what it is asked to open.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::Command,
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use portable_pty::CommandBuilder;
use tempfile::TempDir;

/// Where programs of a test run. Nothing of the machine's own settings is seen there but the search path.
pub struct Home {
    folder: TempDir,
    opened: Receiver<String>,
}

impl Home {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let pipe = make_pipe(folder.path().join("opened"));
        let (sender, opened) = channel();
        thread::spawn(move || {
            // Open for writing too, so that the pipe does not end with the first browser.
            let pipe = File::options().read(true).write(true).open(pipe).unwrap();
            let urls = BufReader::new(pipe).lines().map_while(Result::ok);
            urls.take_while(|url| sender.send(url.clone()).is_ok())
                .count()
        });
        Self { folder, opened }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A new named pipe in this folder.
    pub fn pipe(&self, name: &str) -> PathBuf {
        make_pipe(self.path().join(name))
    }

    /// The program under test, with arguments.
    pub fn backissue<A: AsRef<std::ffi::OsStr>>(
        &self,
        args: impl IntoIterator<Item = A>,
    ) -> CommandBuilder {
        let mut command = self.command(env!("CARGO_BIN_EXE_backissue"));
        command.args(args);
        command
    }

    /// A shell that is typed to behind `prompt>`. It calls the program READER, and an archive ARCHIVE.
    pub fn shell(&self) -> CommandBuilder {
        let mut command = self.command("sh");
        command.arg("-i");
        command.env("PS1", "prompt> ");
        command.env("READER", env!("CARGO_BIN_EXE_backissue"));
        command.env("ARCHIVE", fixture("archive"));
        command
    }

    /// Any program, as started by a person who lives here.
    pub fn command(&self, program: &str) -> CommandBuilder {
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.cwd(self.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", self.path());
        for kind in ["CONFIG", "STATE", "DATA", "CACHE"] {
            let folder = self.path().join(kind.to_lowercase());
            command.env(format!("XDG_{kind}_HOME"), folder);
        }
        command.env("BROWSER", fixture("browser"));
        command
    }

    /// The next URL that the browser was asked to open.
    pub fn opened(&self) -> String {
        let patience = Duration::from_secs(30);
        self.opened
            .recv_timeout(patience)
            .expect("a URL in the browser")
    }
}

fn make_pipe(path: PathBuf) -> PathBuf {
    let made = Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    path
}

/// A file of `tests/fixtures/terminal`.
pub fn fixture(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/fixtures/terminal").join(name)
}
