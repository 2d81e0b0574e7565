//! Names of archives, short enough to be typed and fit to be folders.

use crate::text::clean;

/// Words in lower case, joined by hyphens: letters and digits of any script. Empty if there are none.
pub fn slug(text: &str) -> String {
    let text = clean::line(text).to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let words = words.map(|word| word.replace(['\'', '’'], ""));
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The first letters of the words of a name, where it has several.
pub(super) fn initials(slug: &str) -> Option<String> {
    slug.contains('-').then(|| {
        let words = slug.split('-');
        words.filter_map(|word| word.chars().next()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_typed_without_quotes() {
        let table = [
            ("This Week in Fog", "this-week-in-fog", Some("twif")),
            ("Sea'ish", "seaish", None),
            ("안개 소식", "안개-소식", Some("안소")),
            ("../../etc", "etc", None),
            ("-rf .", "rf", None),
            ("…", "", None),
        ];
        for (text, want, short) in table {
            assert_eq!(slug(text), want, "{text}");
            assert_eq!(initials(&slug(text)).as_deref(), short, "{text}");
        }
    }
}
