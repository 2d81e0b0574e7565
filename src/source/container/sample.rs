//! The archive that is compiled in: a tour of the reader.

use crate::source::{entry::Entry, listing::Listing};

/// A row of the table.
macro_rules! sample {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/assets/sample/",
                $name
            )),
        )
    };
}

/// Names and texts of `assets/sample`.
const SAMPLE: &[(&str, &str)] = &[
    sample!("2026-11-02-first-steps.md"),
    sample!("2026-10-26-korean.md"),
    sample!("2026-10-19-finding.md"),
    sample!("2026-10-12-terminal.md"),
    sample!("2026-10-05-your-own-archive.md"),
    sample!("2026-09-28-shelf.md"),
];

/// The files of the sample.
pub fn list() -> Listing {
    let entry =
        |(path, text): &(&str, &str)| Entry::memory((*path).to_owned(), text.as_bytes().to_vec());
    Listing {
        entries: SAMPLE.iter().map(entry).collect(),
        ..Listing::default()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_sample_file_is_compiled_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        files.reverse();
        let names: Vec<&str> = super::SAMPLE.iter().map(|(name, _)| *name).collect();
        assert_eq!(files, names);
    }
}
