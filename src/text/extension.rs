//! The ends of file names.

/// True if a path ends with one of these extensions, in any case: `md` of `2031/7.MD`.
pub fn has_extension(path: &str, wanted: &[&str]) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    wanted
        .iter()
        .any(|wanted| extension.eq_ignore_ascii_case(wanted))
}

/// True for the name of a file of plain text: `7.txt`, or an issue's number and no extension, as `7 - Lamp Weekly`.
pub fn names_plain_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let numbered = !name.contains('.') && name.contains(|c: char| c.is_ascii_digit());
    numbered || has_extension(name, &["txt", "text"])
}
