//! A clone: made, and made deeper.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Git, GitError, run::is_here};

/// Attributes over those of the repository: no file is changed on its way to the disk.
const ATTRIBUTES: &str = "* -filter -ident -working-tree-encoding\n";

/// A repository on disk.
#[derive(Clone, Debug)]
pub struct Repository {
    /// The folder with its files.
    pub folder: PathBuf,
}

/// True if this is written as an address, and not as a path or a name.
pub fn is_address(text: &str) -> bool {
    text.contains("://") || text.contains("::") || is_ssh(text)
}

/// Refuses addresses but https, ssh, files, and this machine over http.
pub fn check_address(address: &str) -> Result<(), GitError> {
    let schemes = ["https", "ssh", "file"];
    let known = url::Url::parse(address).is_ok_and(|url| schemes.contains(&url.scheme()));
    let plain = !address.contains(|c: char| c.is_control() || c.is_whitespace());
    if plain && (known || is_here(address) || is_ssh(address)) {
        return Ok(());
    }
    Err(GitError::Address(address.to_owned()))
}

/// `user@host:path`, as ssh writes it.
fn is_ssh(text: &str) -> bool {
    text.split_once(':').is_some_and(|(host, path)| {
        let named = host.split_once('@');
        let word = |c: char| c.is_alphanumeric() || "-_.".contains(c);
        let plain =
            |name: &str| !name.is_empty() && !name.starts_with('-') && name.chars().all(word);
        named.is_some_and(|(user, host)| plain(user) && plain(host))
            && !path.starts_with([':', '/'])
    })
}

impl Repository {
    /// The clone in this folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self { folder }
    }

    /// Clones the latest state of a repository into a new folder, without reading its content on the way.
    pub fn clone_from(
        git: Git<'_>,
        address: &str,
        folder: &Path,
        told: &mut dyn FnMut(&str),
    ) -> Result<Self, GitError> {
        check_address(address)?;
        let (parent, name) = (folder.parent(), folder.file_name());
        let (Some(parent), Some(name)) = (parent, name.and_then(|name| name.to_str())) else {
            return Err(GitError::Address(folder.to_string_lossy().into_owned()));
        };
        let words = [
            "clone",
            "--progress",
            "--no-checkout",
            "--no-recurse-submodules",
            "--no-tags",
            "--single-branch",
            "--template=",
            "--depth=1",
            "--",
            address,
            name,
        ];
        git.at(address).run(parent, &words, told)?;
        let repository = Self::new(folder);
        repository.set_attributes()?;
        repository.check_out(git.at(address), told)?;
        Ok(repository)
    }

    fn set_attributes(&self) -> io::Result<()> {
        let info = self.folder.join(".git/info");
        fs::create_dir_all(&info)?;
        fs::write(info.join("attributes"), ATTRIBUTES)
    }

    fn check_out(&self, git: Git<'_>, told: &mut dyn FnMut(&str)) -> Result<(), GitError> {
        let head = ["rev-parse", "--verify", "--quiet", "HEAD"];
        if matches!(git.ask(&self.folder, &head), Err(GitError::Failed(_))) {
            return Err(GitError::Empty);
        }
        let words = [
            "checkout",
            "--progress",
            "--force",
            "--no-recurse-submodules",
        ];
        git.run(&self.folder, &words, told).map(drop)
    }

    /// Fetches the commits without the contents of old files, where only the latest are here.
    pub fn deepen(&self, git: Git<'_>, told: &mut dyn FnMut(&str)) -> Result<(), GitError> {
        if !self.folder.join(".git/shallow").exists() {
            return Ok(());
        }
        let words = [
            "fetch",
            "--progress",
            "--no-recurse-submodules",
            "--no-tags",
            "--unshallow",
            "--filter=blob:none",
            "origin",
        ];
        git.at(&self.address(git)?)
            .run(&self.folder, &words, told)
            .map(drop)
    }

    /// The address that it was cloned from.
    pub fn address(&self, git: Git<'_>) -> Result<String, GitError> {
        let words = ["config", "--get", "remote.origin.url"];
        Ok(git.ask(&self.folder, &words)?.trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_https_ssh_or_files() {
        let table = [
            ("https://fog.example/letter.git", true, true),
            ("ssh://git@fog.example/letter", true, true),
            ("git@fog.example:letter.git", true, true),
            ("file:///srv/letter", true, true),
            ("http://127.0.0.1:81/letter", true, true),
            ("http://fog.example/letter", true, false),
            ("git://fog.example/letter", true, false),
            ("ext::sh -c touch% x", true, false),
            ("https://fog.example/a b", true, false),
            ("-oProxyCommand=x@fog.example:y", false, false),
            ("/srv/letter", false, false),
            ("letter", false, false),
            ("a:b", false, false),
        ];
        for (text, address, allowed) in table {
            assert_eq!(is_address(text), address, "{text}");
            assert_eq!(check_address(text).is_ok(), allowed, "{text}");
        }
    }
}
