//! Labels of link reference definitions.

/// A label in the form for comparing (CommonMark 0.31, 4.7).
pub fn fold(label: &str) -> String {
    let words: Vec<_> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
