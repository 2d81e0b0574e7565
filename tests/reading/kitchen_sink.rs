//! One article with everything in it, in four languages, at six widths.

use std::fs;

use backissue::page::WrapOptions;

use super::{plain, render};

fn all_widths(language: &str) -> String {
    let path = format!(
        "{}/tests/fixtures/reading/{language}.md",
        env!("CARGO_MANIFEST_DIR")
    );
    let document = render(&fs::read_to_string(path).unwrap());
    let pages = [20, 40, 60, 80, 120, 200].map(|width| {
        let ruler = "=".repeat(width.into());
        format!(
            "{ruler} {width}\n{}\n",
            plain(&document.wrap(&WrapOptions::width(width)))
        )
    });
    pages.concat()
}

#[test]
fn every_language_at_every_width() {
    insta::with_settings!({ snapshot_path => "../snapshots" }, {
        for language in ["english", "korean", "chinese", "japanese"] {
            insta::assert_snapshot!(format!("kitchen_sink_{language}"), all_widths(language));
        }
    });
}
