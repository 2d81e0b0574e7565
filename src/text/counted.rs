//! A number with its noun.

/// `1 article`, `2 articles`.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
