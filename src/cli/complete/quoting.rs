//! Candidates as a shell may put them on the command line. Bash and PowerShell insert them as they are: a tag or a file's name
//! must not become a command there. The other shells quote on their own.

use crate::text::clean;

/// The word as the user means it: without the quotes and backslashes that bash hands over with it.
pub(super) fn unquoted(typed: &str) -> String {
    let inner = typed.strip_prefix(['\'', '"']);
    let mut word = String::new();
    let mut chars = inner.unwrap_or(typed).chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if inner.is_none() => word.extend(chars.next()),
            c => word.push(c),
        }
    }
    word
}

/// The candidate in the form for this shell to insert after the input; `None` if there is no safe way.
pub(super) fn quoted(shell: &str, typed: &str, value: &str) -> Option<String> {
    if clean::line(value) != value {
        return None;
    }
    match shell {
        "bash" => for_bash(typed, value),
        "powershell" | "pwsh" => for_powershell(value),
        _ => Some(value.to_owned()),
    }
}

/// Bash splits candidates at vertical tabs, expands patterns in them, and inserts the rest.
fn for_bash(typed: &str, value: &str) -> Option<String> {
    let inserted = match typed.chars().next() {
        Some('\'') => !value.contains('\''),
        Some('"') => !value.contains(['"', '$', '`', '\\', '!']),
        _ if is_plain(value) => true,
        _ if typed.contains(['\'', '"', '\\']) || value.contains('\'') => false,
        _ => return (!is_pattern(value)).then(|| format!("'{value}'")),
    };
    (inserted && !is_pattern(value)).then(|| value.to_owned())
}

fn is_pattern(value: &str) -> bool {
    value.contains(['*', '?', '[', '\\'])
}

fn for_powershell(value: &str) -> Option<String> {
    if is_plain(value) {
        return Some(value.to_owned());
    }
    // Typographic quotes end a quoted text there as well.
    let quotes = ['\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];
    (!value.contains(quotes)).then(|| format!("'{}'", value.replace('\'', "''")))
}

/// True if no shell sees more in it than a word.
fn is_plain(value: &str) -> bool {
    let is_safe = |c: char| c.is_alphanumeric() || "_-./:+=%".contains(c);
    let home = value.strip_prefix("~/").unwrap_or(value);
    let tag = home.strip_prefix('#').unwrap_or(home);
    tag.chars().all(|c| is_safe(c) || "#,".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_is_never_more_than_a_word() {
        let table = [
            ("bash", "tag:g", "tag:go", Some("tag:go")),
            ("bash", "g", "go;touch x", Some("'go;touch x'")),
            ("bash", "g", "go$(x)", Some("'go$(x)'")),
            ("bash", "g", "go`x`", Some("'go`x`'")),
            ("bash", "g", "go'x", None),
            ("bash", "g", "go*", None),
            ("bash", "g", "go\\x", None),
            ("bash", "'g", "go;x", Some("go;x")),
            ("bash", "'g", "go';x", None),
            ("bash", "\"g", "go;x", Some("go;x")),
            ("bash", "\"g", "go$(x)", None),
            ("bash", "a\\ g", "a go;x", None),
            ("powershell", "g", "go;x", Some("'go;x'")),
            ("powershell", "g", "go'x", Some("'go''x'")),
            ("powershell", "g", "go\u{2019};x", None),
            ("elvish", "g", "go;x", Some("go;x")),
            ("elvish", "g", "go'x", Some("go'x")),
            ("elvish", "g", "go\u{1b}x", None),
            ("powershell", "g", "go`x", Some("'go`x'")),
            ("powershell", "g", "go$(x)", Some("'go$(x)'")),
            ("powershell", "g", "go x", Some("'go x'")),
            ("powershell", "g", "go\nx", None),
            ("zsh", "g", "go;x", Some("go;x")),
            ("zsh", "g", "go\u{1b}]0;x\u{7}", None),
            ("fish", "g", "go\n;x", None),
        ];
        for (shell, typed, value, want) in table {
            let got = quoted(shell, typed, value);
            assert_eq!(got.as_deref(), want, "{value} after {typed} in {shell}");
        }
    }

    #[test]
    fn words_are_read_without_their_quotes() {
        for (typed, want) in [("'#go x", "#go x"), ("\"a\\b", "a\\b"), ("a\\ b", "a b")] {
            assert_eq!(unquoted(typed), want);
        }
    }
}
