//! Addresses that count clicks and do not say where they lead.

/// Parts of a path that lead on. A token follows them, in the path or behind it.
const STEPS: [&str; 20] = [
    "c", "cl0", "click", "clicks", "ct", "e", "f", "go", "l", "link", "links", "ls", "r", "redir",
    "redirect", "ss", "t", "tn.jsp", "track", "wf",
];

/// The fewest characters of a token that says nothing to people.
const OPAQUE: usize = 16;

/// True if an address leads on to another that nobody can read in it.
pub fn is_redirect(url: &str) -> bool {
    let path = url
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'));
    let Some((_, path)) = path else { return false };
    let mut parts = path.split(['/', '?', '&', '=']);
    let steps = |part: &str| STEPS.iter().any(|step| part.eq_ignore_ascii_case(step));
    if !parts.any(steps) {
        return false;
    }
    let mut after = parts.peekable();
    let numbered = after.peek().is_some_and(|part| is_number(part));
    numbered || after.any(is_opaque)
}

/// The number of a link, as services count them.
fn is_number(part: &str) -> bool {
    part.len() >= 5 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for a token that is no word: a long run of letters and digits, or a UUID (RFC 9562).
fn is_opaque(part: &str) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let mut runs = part.split(|c: char| !c.is_ascii_alphanumeric());
    let hex: String = part.chars().filter(|c| *c != '-').collect();
    let uuid = hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    uuid || runs.any(|run| run.len() >= OPAQUE && digits(run) > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_are_known_by_their_tokens() {
        let table = [
            (
                "https://a.us1.clicks.example/track/click?u=9f1c33ef0a2b4c5d6e7f8a9b&id=00",
                true,
            ),
            (
                "https://r20.cc.example/tn.jsp?f=001Ab3dEfGh1jKlMn0pQrStUv",
                true,
            ),
            (
                "https://n.example/redirect/5b1f0c9e-7d3a-4c55-9d0e-2f6a1b3c4d5e?j=x",
                true,
            ),
            (
                "https://link.n.example/c/443/9f1c33ef0a2b4c5d6e7f8a9b",
                true,
            ),
            ("https://weekly.example/link/165432/web", true),
            (
                "https://fog.example/r/lamps/comments/1ol22jl/version_012_of_the_lamp/",
                false,
            ),
            ("https://fog.example/commit/9f1c33ef0a2b4c5d6e7f8a9b", false),
            ("https://fog.example/links/2031", false),
            ("https://fog.example/go/how-to-write-lamps-in-2031", false),
            ("https://fog.example/", false),
            ("mailto:ann@fog.example", false),
        ];
        for (url, want) in table {
            assert_eq!(is_redirect(url), want, "{url}");
        }
    }
}
