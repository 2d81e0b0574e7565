//! The beginning of an article's text without its markup, and texts without their URLs.

use std::borrow::Cow;

use memchr::memchr;

use crate::text::bare_url;

/// So many characters of a text are its lead: longer ones name more that they are not about.
pub const LEAD: usize = 160;

/// The ends of hosts that stand for a place and not for a topic: `fog.dev`, but `socket.io` and `node.js` are names.
const ENDS: [&str; 8] = ["com", "org", "dev", "kr", "app", "cn", "edu", "gov"];

/// The first [`LEAD`] characters of Markdown, without code blocks, targets of links, pictures, tags and URLs. A rough reading
/// will do: nothing of it is shown.
pub fn lead(markdown: &str) -> String {
    let mut lead = String::with_capacity(3 * LEAD);
    let mut in_code = false;
    for line in markdown.lines() {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        let mut rest = if in_code || fence { "" } else { line };
        while !rest.is_empty() && !is_enough(&lead) {
            let (text, after) = plain(rest);
            add_words(&text, &mut lead);
            rest = after;
        }
        if is_enough(&lead) {
            break;
        }
    }
    let end = lead
        .char_indices()
        .nth(LEAD)
        .map_or(lead.len(), |(at, _)| at);
    lead.truncate(end);
    lead
}

/// Adds the words of a text until there are enough.
fn add_words(text: &str, lead: &mut String) {
    let add = |word: &str, lead: &mut String| {
        lead.push_str(word);
        lead.push(' ');
    };
    for word in text.split_whitespace() {
        match without_urls(word) {
            Cow::Borrowed(word) => add(word, lead),
            Cow::Owned(words) => words.split_whitespace().for_each(|word| add(word, lead)),
        }
        if is_enough(lead) {
            break;
        }
    }
}

/// True if a text is longer than a lead.
fn is_enough(lead: &str) -> bool {
    lead.len() > LEAD && lead.chars().count() > LEAD
}

/// The beginning of a line without its markup, and the rest of the line: a lead needs no more than the beginning of most.
fn plain(line: &str) -> (String, &str) {
    let mut plain = String::with_capacity(line.len().min(2 * LEAD));
    let mut rest = line;
    while let Some(at) = rest
        .bytes()
        .position(|byte| MARKS.get(usize::from(byte)) == Some(&true))
    {
        let (text, markup) = rest.split_at(at);
        let hidden = hidden(markup);
        let mark = hidden > 0 || !markup.starts_with(['!', '<']);
        plain.push_str(text);
        let shown = markup.get(..1).filter(|_| !mark);
        plain.push_str(shown.unwrap_or(" "));
        rest = markup.get(hidden.max(1)..).unwrap_or_default();
        // Where nothing is markup the line goes on as words; to look for the end of each would cost the square of its length.
        if plain.len() > if mark { LEAD } else { 8 * LEAD } {
            return (plain, rest);
        }
    }
    plain.push_str(rest);
    (plain, "")
}

/// The characters of markup. Those but `!` and `<` are always such.
#[expect(clippy::indexing_slicing, reason = "the compiler checks constants")]
static MARKS: [bool; 256] = {
    let (mut table, marks) = ([false; 256], b"!<#*`>[]|");
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
};

/// The length of unreadable markup that `text` begins with: a picture, the target of a link, a tag.
fn hidden(text: &str) -> usize {
    let until = |end: u8| memchr(end, text.as_bytes()).map_or(0, |at| at + 1);
    match text.as_bytes() {
        [b'!', b'[', ..] | [b']', b'(', ..] => until(b')'),
        [b']', b'[', rest @ ..] => rest.iter().position(|c| *c == b']').map_or(0, |at| at + 3),
        [b'<', ..] => until(b'>'),
        _ => 0,
    }
}

/// A text without the URLs and hosts in it: they name places, not topics.
pub fn without_urls(text: &str) -> Cow<'_, str> {
    // Most texts have neither: a dot or a colon stands within both.
    let within = |two: &[u8]| matches!(two, [b'.' | b':', next] if *next != b' ');
    if !text.as_bytes().windows(2).any(within) {
        return Cow::Borrowed(text);
    }
    let text = without_bare_urls(text);
    if !text.contains("://") && !text.split(' ').any(is_host) {
        return text;
    }
    let words = text.split(' ').map(before_scheme);
    let words = words.filter(|word| !is_host(word));
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// A text with a space for each URL.
fn without_bare_urls(text: &str) -> Cow<'_, str> {
    let mut left = String::new();
    let mut rest = text;
    while let Some(url) = bare_url::find(rest) {
        left.push_str(rest.get(..url.start).unwrap_or_default());
        left.push(' ');
        rest = rest.get(url.end..).unwrap_or_default();
    }
    if left.is_empty() {
        return Cow::Borrowed(text);
    }
    left.push_str(rest);
    Cow::Owned(left)
}

/// The part of a word before a URL that is glued to it: `fog` of `foghttps://fog.example`.
fn before_scheme(word: &str) -> &str {
    let Some((before, _)) = word.split_once("://") else {
        return word;
    };
    let schemes = ["https", "http"].into_iter();
    let mut before = schemes.filter_map(|scheme| before.strip_suffix(scheme));
    before.next().unwrap_or_default()
}

/// True for `fog.example.com` and `fog.io/a`.
fn is_host(word: &str) -> bool {
    if !word.contains('.') {
        return false;
    }
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let (host, path) = word.split_once('/').unwrap_or((word, ""));
    let Some((name, end)) = host.rsplit_once('.') else {
        return false;
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let named = !name.is_empty() && !end.is_empty() && host.chars().all(is_name);
    named && (word.contains('/') && !path.is_empty() || ENDS.contains(&end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_text_alone() {
        let table = [
            (
                "- **Fog** [horn](https://docker.example/go): a *guide*",
                "- Fog horn : a guide ",
            ),
            ("![Go](go.png) sea <b>ice</b>", "sea ice "),
            ("```go\ncode\n```\nafter", "after "),
            ("[a][rust] b", "a b "),
            ("at docker.com and node.js", "at and node.js "),
        ];
        for (markdown, want) in table {
            assert_eq!(lead(markdown), want, "{markdown}");
        }
        assert_eq!(lead(&"안개 ".repeat(200)).chars().count(), LEAD);
    }

    #[test]
    fn urls_and_hosts_are_no_words() {
        let table = [
            ("Fog https://github.com/go/docker.html done", "Fog   done"),
            ("(github.com) fog.io/rust sea", "sea"),
            ("Socket.io, Node.js, v1.2", "Socket.io, Node.js, v1.2"),
            ("한글https://github.com", "한글 "),
            (
                "nets netshttps://sea.example/golang-cli now",
                "nets nets now",
            ),
            ("chttps://sea.example/rust 등대", "c 등대"),
            ("git://sea.example/rust sea", " sea"),
        ];
        for (text, want) in table {
            assert_eq!(without_urls(text), want, "{text}");
        }
    }
}
