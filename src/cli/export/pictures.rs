//! The pictures of an archive that an export takes in.

use std::{collections::HashMap, path::PathBuf};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    load,
    model::Issue,
    source::{Origin, Siblings},
};

/// Larger pictures stay outside, in bytes.
const LARGEST: u64 = 4 << 20;

/// The kinds of pictures: their first bytes, their type, the ending of their names.
const KINDS: [(&[u8], &str, &str); 4] = [
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"GIF8", "image/gif", "gif"),
    (b"RIFF", "image/webp", "webp"),
];

/// The pictures of an archive, and where they go.
pub(crate) struct ArchivePictures {
    archive: Siblings,
    /// The files taken so far, where they become files of their own, by what named them.
    pub files: Option<Vec<PictureFile>>,
    known: HashMap<(String, String), Option<String>>,
}

/// A picture that becomes a file.
pub(crate) struct PictureFile {
    pub name: String,
    pub kind: &'static str,
    pub bytes: Vec<u8>,
}

impl ArchivePictures {
    /// Takes pictures into the text itself.
    pub fn inside(paths: &[PathBuf]) -> Self {
        Self {
            archive: Siblings::of(paths.to_vec()),
            files: None,
            known: HashMap::new(),
        }
    }

    /// Makes files of pictures, beside the text.
    pub fn beside(paths: &[PathBuf]) -> Self {
        Self {
            files: Some(Vec::new()),
            ..Self::inside(paths)
        }
    }

    /// The address of a picture that a text at this place of an issue names; `None` if it is no picture of the archive.
    pub fn source(&mut self, issue: &Issue, at: u32, target: &str) -> Option<String> {
        let path = issue.place(at).0.to_owned();
        let key = (path.clone(), target.to_owned());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let file = issue.file_at(at).map(ToOwned::to_owned);
        let source = self.read(&Origin { path, file }, target);
        self.known.insert(key, source.clone());
        source
    }

    fn read(&mut self, origin: &Origin, target: &str) -> Option<String> {
        let name = percent_encoding::percent_decode_str(target)
            .decode_utf8()
            .ok()?;
        let bytes = load::named(&mut self.archive, origin, &name, LARGEST).ok()?;
        let (_, kind, ending) = KINDS.iter().find(|(magic, ..)| bytes.starts_with(magic))?;
        let Some(files) = &mut self.files else {
            return Some(format!("data:{kind};base64,{}", STANDARD.encode(bytes)));
        };
        let name = format!("picture-{}.{ending}", files.len() + 1);
        files.push(PictureFile {
            name: name.clone(),
            kind,
            bytes,
        });
        Some(name)
    }
}
