//! A home of its own, and repositories for it to clone.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// Whether git is there; says so where it is not.
pub fn has_git() -> bool {
    let found = Command::new("git").arg("--version").output().is_ok();
    if !found {
        println!("left out: there is no git");
    }
    found
}

/// A user's home, and a folder with repositories.
pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("home")).unwrap();
        Self { folder }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn home(&self) -> PathBuf {
        self.path().join("home")
    }

    /// Where the clone of this name is.
    pub fn clone_of(&self, name: &str) -> PathBuf {
        self.home()
            .join(".local/share/backissue/archives")
            .join(name)
    }

    /// What lies in the folder of clones.
    pub fn clones(&self) -> Vec<String> {
        let children = fs::read_dir(self.clone_of("")).into_iter().flatten();
        let names = children.map(|child| child.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    pub fn config(&self) -> String {
        fs::read_to_string(self.home().join(".config/backissue/config.toml")).unwrap_or_default()
    }

    /// Any program, as started by this user.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear();
        for name in ["PATH", "LD_LIBRARY_PATH", "LLVM_PROFILE_FILE"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
            .env("HOME", self.home())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    pub fn backissue(&self, words: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_backissue"));
        command.args(words);
        command
    }

    /// What a command prints; it must do well.
    pub fn prints(&self, words: &[&str]) -> String {
        let output = self.backissue(words).output().unwrap();
        assert!(output.status.success(), "{words:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a command says is wrong.
    pub fn refuses(&self, words: &[&str]) -> String {
        let output = self.backissue(words).output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(2),
            "{words:?}: {}",
            said(&output)
        );
        said(&output)
    }

    /// A new repository without a commit.
    pub fn repository(&self, name: &str) -> Upstream<'_> {
        let folder = self.path().join("upstream").join(name);
        fs::create_dir_all(&folder).unwrap();
        let upstream = Upstream {
            place: self,
            folder,
        };
        upstream.git(&["init", "--quiet", "--initial-branch=main"]);
        upstream.git(&["config", "uploadpack.allowFilter", "true"]);
        upstream
    }

    /// A repository with so many dated issues in a folder.
    pub fn newsletter(&self, name: &str, folder: &str, issues: usize) -> Upstream<'_> {
        let upstream = self.repository(name);
        for n in 1..=issues {
            upstream.write(&format!("{folder}/{}", dated(n)), &issue(n));
        }
        upstream.write("README.md", "# Fog letter\n\nAll about fog.\n");
        upstream.commit("first");
        upstream
    }
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The name of the nth issue, with its date.
pub fn dated(n: usize) -> String {
    format!("2031-{:02}-{:02}-fog.md", 1 + n / 28, 1 + n % 28)
}

/// An issue of two articles.
pub fn issue(n: usize) -> String {
    format!(
        "# Fog {n}\n\n## [Fog over pier {n}](https://fog.example/pier/{n})\n\nThick as wool.\n\n## [Lamp {n}](https://fog.example/lamp/{n})\n\nStill lit.\n"
    )
}

/// A repository that somebody else works on.
pub struct Upstream<'a> {
    place: &'a Place,
    pub folder: PathBuf,
}

impl Upstream<'_> {
    pub fn url(&self) -> String {
        format!("file://{}", self.folder.display())
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn commit(&self, title: &str) {
        self.commit_on(title, "2031-06-01");
    }

    /// A commit of everything, made on a day.
    pub fn commit_on(&self, title: &str, day: &str) {
        self.git(&["add", "--all"]);
        let date = format!("{day}T12:00:00Z");
        let mut command = self.command(&["commit", "--quiet", "--allow-empty", "-m", title]);
        command
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date);
        done(&command.output().unwrap());
    }

    pub fn git(&self, words: &[&str]) {
        done(&self.command(words).output().unwrap());
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = self.place.command("git");
        command.args(["-c", "user.name=Ada", "-c", "user.email=ada@fog.example"]);
        command.args(words).current_dir(&self.folder);
        command
    }
}

fn done(output: &Output) {
    assert!(output.status.success(), "{}", said(output));
}
