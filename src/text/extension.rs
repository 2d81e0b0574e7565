//! The ends of file names.

/// True if a path ends with one of these extensions, in any case: `md` of `2031/7.MD`.
pub fn has_extension(path: &str, wanted: &[&str]) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    wanted
        .iter()
        .any(|wanted| extension.eq_ignore_ascii_case(wanted))
}
