//! Why git did not do its part.

use std::io;

/// A sentence for each way in which git fails.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git.
    #[error("there is no git on this machine, or not on the PATH: install it to fetch archives")]
    Missing,
    /// It does not start, or a file of ours beside it cannot be written.
    #[error("cannot work with git: {0}")]
    System(#[from] io::Error),
    /// The server asks for credentials.
    #[error(
        "the server asks for a password or a key that git does not know: clone it once with git itself, or check the address"
    )]
    Password,
    /// The user, or the end of the program, stopped it.
    #[error("interrupted")]
    Interrupted,
    /// An address that is none, or of a kind that is not fetched from.
    #[error("{0} cannot be fetched from: give an https, ssh or file address")]
    Address(String),
    /// The repository has no commit.
    #[error("the repository is empty")]
    Empty,
    /// The user changed files of the clone.
    #[error("has changes of yours, and is left alone: {0}")]
    Changed(String),
    /// Git's own last line.
    #[error("git: {0}")]
    Failed(String),
}

/// Parts of git's messages when a password or a key was missing.
const LOCKED: [&str; 6] = [
    "terminal prompts disabled",
    "could not read Username",
    "could not read Password",
    "Authentication failed",
    "Permission denied (publickey",
    "Host key verification failed",
];

impl GitError {
    /// From what git said on standard error.
    pub(super) fn said(text: &str) -> Self {
        if LOCKED.iter().any(|part| text.contains(part)) {
            return Self::Password;
        }
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
        let telling = |line: &&str| line.starts_with("fatal:") || line.starts_with("error:");
        let last = lines().rfind(telling).or_else(|| lines().next_back());
        let last = last.unwrap_or("failed without a message");
        let plain = last
            .trim_start_matches("fatal: ")
            .trim_start_matches("error: ");
        Self::Failed(plain.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_tells_is_told() {
        let table = [
            (
                "fatal: could not read Username for 'https://fog.example': terminal prompts disabled\n",
                GitError::Password.to_string(),
            ),
            (
                "Cloning into 'fog'...\nfatal: repository 'https://fog.example/' not found\n",
                "git: repository 'https://fog.example/' not found".to_owned(),
            ),
            (
                "fatal: the remote end hung up\nPlease make sure you have the rights\n",
                "git: the remote end hung up".to_owned(),
            ),
            ("", "git: failed without a message".to_owned()),
        ];
        for (text, want) in table {
            assert_eq!(GitError::said(text).to_string(), want);
        }
    }
}
