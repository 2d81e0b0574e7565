//! Cutting a command into words, as a shell would that expands nothing.

/// The words of a command: quotes and backslashes keep spaces. Where a quote never ends, spaces alone cut.
pub fn words(command: &str) -> Vec<String> {
    let plain = || command.split_whitespace().map(str::to_owned).collect();
    shlex::split(command).unwrap_or_else(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_spaces() {
        let table = [
            ("vi  -p", vec!["vi", "-p"]),
            (
                "'/opt/my editor' \"a b\" c\\ d",
                vec!["/opt/my editor", "a b", "c d"],
            ),
            ("it's", vec!["it's"]),
            ("", vec![]),
        ];
        for (command, want) in table {
            assert_eq!(words(command), want, "{command}");
        }
    }
}
