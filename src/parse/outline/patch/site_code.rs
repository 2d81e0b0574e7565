//! Code of the generator of a site, as a newsletter's repository has it: it shows no words of its own.

use memchr::memmem;

use super::Edit;

/// The beginnings of a generator's code and their ends. The last kind stands for words.
const SITE_CODE: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}")];

/// Code of the site's generator among words, `{{< icon lamp >}}` or `{% icon lamp %}`, which shows no words of its own; and in
/// the target of a link, which leads to another page of the site: `[Fog]({{< ref "fog" >}})`.
pub fn site_code(source: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let has = |begin: &[u8]| memmem::find(source.as_bytes(), begin).is_some();
    if !has(b"{{") && !has(b"{%") {
        return edits;
    }
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        add_site_code(line, start, &mut edits);
        start += line.len();
    }
    edits
}

/// Adds the edits of the line at `start`. Each byte is looked at once, whatever the line holds: what is begun and not ended is
/// looked for only once.
fn add_site_code(line: &str, start: usize, edits: &mut Vec<Edit>) {
    let (mut done, mut ticks) = (0, 0);
    let mut kinds = SITE_CODE.to_vec();
    while let Some((before, rest)) = next_brace(line, done) {
        ticks += before.matches('`').count();
        let at = line.len() - rest.len();
        let kind = kinds.iter().position(|(begin, _)| rest.starts_with(begin));
        let Some(kind) = kind else {
            done = at + 1;
            continue;
        };
        let (begin, end) = kinds.get(kind).copied().unwrap_or_default();
        let Some(length) = rest.find(end).map(|length| length + end.len()) else {
            kinds.retain(|kind| kind.0 != begin);
            done = at + 1;
            continue;
        };
        let (code, after) = rest.split_at(length);
        let (before, quoted) = (line.get(..at).unwrap_or(""), ticks % 2 > 0);
        let is_alone = [before, after].iter().all(|text| text.trim().is_empty());
        let gone = start + at..start + at + length;
        if before.ends_with("](") {
            edits.push(Edit { gone, new: "." });
        } else if end != "}}" && !is_alone && !quoted {
            edits.push(Edit { gone, new: "" });
        }
        ticks += code.matches('`').count();
        done = at + length;
    }
}

/// The text before the next brace of a line, from a place on, and all from that brace.
fn next_brace(line: &str, from: usize) -> Option<(&str, &str)> {
    let rest = line.get(from..)?;
    Some(rest.split_at(rest.find('{')?))
}
