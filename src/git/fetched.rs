//! A clone, brought up to date.

use super::{Git, GitError, Repository};

/// The outcome of a fetch, before the files show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// Nothing that was not here.
    Nothing,
    /// Newer commits.
    Newer(Renewal),
}

/// A step to a newer state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// The branch to be on.
    branch: String,
    /// The revision to show.
    pub revision: String,
    /// True if it does not follow from the present files: history was rewritten, or the branch is another.
    pub rewritten: bool,
}

impl Repository {
    /// Fetches new commits. A clone that the user changed is left alone.
    pub fn fetch(&self, git: Git<'_>, told: &mut dyn FnMut(&str)) -> Result<Fetched, GitError> {
        let git = git.at(&self.address(git)?);
        self.check_untouched(git)?;
        let branch = match self.fetch_branch(git, &self.branch(git)?, told) {
            Err(GitError::Failed(why)) if why.contains("couldn't find remote ref") => {
                let branch = self.chosen_upstream(git)?;
                self.fetch_branch(git, &branch, told)?
            }
            fetched => fetched?,
        };
        let revision = upstream(&branch);
        let commit = |name: &str| git.ask(&self.folder, &["rev-parse", "--verify", name]);
        if commit("HEAD")? == commit(&revision)? {
            return Ok(Fetched::Nothing);
        }
        let follows = ["merge-base", "--is-ancestor", "HEAD", &revision];
        let rewritten = git.ask(&self.folder, &follows).is_err();
        Ok(Fetched::Newer(Renewal {
            branch,
            revision,
            rewritten,
        }))
    }

    /// Brings the files to the fetched state: forward where it follows, else reset to upstream.
    pub fn renew(&self, git: Git<'_>, renewal: &Renewal) -> Result<(), GitError> {
        let git = git.at(&self.address(git)?);
        let upstream = &*renewal.revision;
        // Where the branch is another, the one that is here would go on alone.
        let words = if renewal.rewritten || renewal.branch != self.branch(git)? {
            vec![
                "checkout",
                "--quiet",
                "--force",
                "-B",
                &renewal.branch,
                upstream,
            ]
        } else {
            vec!["merge", "--quiet", "--ff-only", upstream]
        };
        git.ask(&self.folder, &words).map(drop)
    }

    /// Refuses a clone with work of the user's: changed or new files, or commits.
    fn check_untouched(&self, git: Git<'_>) -> Result<(), GitError> {
        let status = ["status", "--porcelain", "--ignore-submodules=all"];
        let changed = git.ask(&self.folder, &status)?;
        if let Some(line) = changed.lines().next() {
            let file = line.get(3..).unwrap_or(line);
            return Err(GitError::Changed(file.to_owned()));
        }
        let own = format!("{}..HEAD", upstream(&self.branch(git)?));
        let own = git.ask(&self.folder, &["log", "-1", "--format=%s", &own])?;
        if own.trim().is_empty() {
            return Ok(());
        }
        Err(GitError::Changed(format!("commit \"{}\"", own.trim())))
    }

    fn branch(&self, git: Git<'_>) -> Result<String, GitError> {
        let words = ["symbolic-ref", "--short", "HEAD"];
        Ok(git.ask(&self.folder, &words)?.trim().to_owned())
    }

    /// Fetches a branch, and returns its name.
    fn fetch_branch(
        &self,
        git: Git<'_>,
        branch: &str,
        told: &mut dyn FnMut(&str),
    ) -> Result<String, GitError> {
        let what = format!("+refs/heads/{branch}:{}", upstream(branch));
        let words = [
            "fetch",
            "--progress",
            "--no-recurse-submodules",
            "--no-tags",
            "origin",
            &what,
        ];
        git.run(&self.folder, &words, told)?;
        Ok(branch.to_owned())
    }

    /// The branch that the repository itself shows first.
    fn chosen_upstream(&self, git: Git<'_>) -> Result<String, GitError> {
        let answer = git.ask(&self.folder, &["ls-remote", "--symref", "origin", "HEAD"])?;
        let named = answer.lines().find_map(|line| {
            let name = line.strip_prefix("ref: refs/heads/")?;
            name.strip_suffix("\tHEAD")
        });
        named.map(str::to_owned).ok_or(GitError::Empty)
    }
}

/// The name by which the upstream's branch is known here.
fn upstream(branch: &str) -> String {
    format!("refs/remotes/origin/{branch}")
}
