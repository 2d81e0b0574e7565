//! Addresses that a mail's plain text gives directly, where its HTML counts clicks.

use std::{
    collections::{HashMap, HashSet},
    mem,
};

use super::sheet::{Matter, Sheet};
use crate::parse::format::{
    redirect,
    text::{Footnotes, footnote_in, footnotes},
};

/// Replaces targets by those that the plain text has under the same words, or in the same order if there are as many. A link
/// that was `given` as a redirect told its target, which counts more; and an address of such a host is no target.
pub fn links(sheet: &mut Sheet, given: &[(usize, String)], plain: &str) {
    let told: HashSet<usize> = given.iter().map(|(link, _)| *link).collect();
    let leading_on: HashSet<&str> = given.iter().map(|(_, url)| host(url)).collect();
    let found = addresses(plain);
    let texts = texts(sheet);
    let ordered = texts.len() == found.len();
    let of_text = same_texts(&texts, &found);
    let mut replaced: HashMap<String, Option<String>> = HashMap::new();
    for (at, (link, text)) in texts.iter().enumerate() {
        let in_order = found.get(at).filter(|_| ordered).map(|(_, url)| *url);
        let direct = of_text.get(text.as_str()).and_then(|same| same.of(at));
        let direct = direct.or(in_order);
        let (Some(old), Some(direct)) = (sheet.urls.get_mut(*link), direct) else {
            continue;
        };
        let target = redirect::target(direct);
        let leads_on = target.is_none() && leading_on.contains(host(direct));
        let direct = target.unwrap_or_else(|| direct.to_owned());
        if !told.contains(link) && !leads_on && host(&direct) != host(old) {
            let known = replaced.entry(mem::replace(old, direct.clone()));
            let only =
                |known: &mut Option<String>| *known = known.take().filter(|it| *it == direct);
            known.and_modify(only).or_insert(Some(direct));
        }
    }
    // A picture leads where the words do that have its address.
    for url in &mut sheet.urls {
        if let Some(Some(direct)) = replaced.get(url) {
            url.clone_from(direct);
        }
    }
}

/// The links of a page under the same words, and the addresses under them in the plain text.
#[derive(Default)]
struct SameText<'a> {
    /// Positions among all links.
    links: Vec<usize>,
    urls: Vec<&'a str>,
}

impl<'a> SameText<'a> {
    /// The address of a link: of as many under these words, the one in its place; else the only one there is.
    fn of(&self, link: usize) -> Option<&'a str> {
        let (first, others) = self.urls.split_first()?;
        if self.links.len() == 1 || others.iter().all(|url| url == first) {
            return Some(first);
        }
        let place = self.links.iter().position(|other| *other == link)?;
        let even = self.links.len() == self.urls.len();
        self.urls.get(place).copied().filter(|_| even)
    }
}

/// By their words, the links of a page and the addresses in its plain text.
fn same_texts<'a, 't>(
    texts: &'t [(usize, String)],
    found: &[(String, &'a str)],
) -> HashMap<&'t str, SameText<'a>> {
    let mut same: HashMap<&str, SameText> = HashMap::new();
    for (at, (_, text)) in texts.iter().enumerate() {
        same.entry(text).or_default().links.push(at);
    }
    for (text, url) in found {
        if let Some(same) = same.get_mut(text.as_str()) {
            same.urls.push(url);
        }
    }
    same
}

/// The links of a page in order, and their words.
fn texts(sheet: &Sheet) -> Vec<(usize, String)> {
    let mut texts: Vec<(usize, String)> = Vec::new();
    for stretch in sheet
        .stretches
        .iter()
        .filter(|stretch| stretch.matter == Matter::Text)
    {
        let Some(link) = stretch
            .link
            .filter(|&link| sheet.url(link).starts_with("http"))
        else {
            continue;
        };
        match texts.last_mut() {
            Some((last, text)) if *last == link => text.push_str(&known_by(sheet.text_of(stretch))),
            _ => texts.push((link, known_by(sheet.text_of(stretch)))),
        }
    }
    texts
}

/// The addresses in plain text, and the words before each.
fn addresses(plain: &str) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    let mut last = "";
    let footnotes = footnotes(plain);
    for line in plain.lines() {
        if footnote_in(line, &footnotes).is_some() {
            continue;
        }
        let mut rest = line;
        let mut any = noted(line, &footnotes, &mut found);
        while let Some(at) = rest.find("http") {
            let (before, address) = rest.split_at_checked(at).unwrap_or((rest, ""));
            let end =
                address.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"'));
            let (url, after) = address
                .split_at_checked(end.unwrap_or(address.len()))
                .unwrap_or((address, ""));
            if url.starts_with("http://") || url.starts_with("https://") {
                let before = before.trim_end().trim_end_matches(['(', '<', '[']);
                let words = before
                    .rsplit_once('[')
                    .filter(|_| before.ends_with(']'))
                    .map_or(before, |(_, label)| label);
                let words = known_by(words);
                found.push((
                    if words.is_empty() && !any {
                        known_by(last)
                    } else {
                        words
                    },
                    url,
                ));
            }
            rest = after.trim_start_matches([')', '>', ']', ' ']);
            any = true;
        }
        if !any && !line.trim().is_empty() {
            last = line;
        }
    }
    found
}

/// Adds the words before each number in brackets that stands for an address, `Fog [1]` or `[Fog][1]`, or after it in `[1]Fog`.
/// True if there were some.
fn noted<'a>(line: &str, footnotes: &Footnotes<'a>, found: &mut Vec<(String, &'a str)>) -> bool {
    let known = found.len();
    let mut words = String::new();
    for part in line.split('[') {
        let (inner, after) = part.split_once(']').unwrap_or(("", part));
        match footnotes.get(inner) {
            Some(url) => {
                let label = if words.is_empty() { after } else { &words };
                found.push((known_by(label), url));
                after.clone_into(&mut words);
            }
            None if after.is_empty() => inner.clone_into(&mut words),
            None => words.push_str(part),
        }
    }
    found.len() > known
}

/// Words as they are compared: letters and digits only.
fn known_by(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn host(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_follow_their_words() {
        let plain = "Fog at noon (https://a.example/1)\n\n# [Sea _now_](https://a.example/2)\n* Tide\n  https://a.example/3\n\
                     Salt <https://a.example/4> and more [ https://a.example/5 ]\n\
                     See [Fog two][1], ice [2] and\n[3]Gulls\n\n[1]: https://a.example/6\n[2] https://a.example/7\n3. https://a.example/8";
        let found = addresses(plain);
        let want = [
            ("fogatnoon", "https://a.example/1"),
            ("seanow", "https://a.example/2"),
            ("tide", "https://a.example/3"),
            ("salt", "https://a.example/4"),
            ("andmore", "https://a.example/5"),
            ("fogtwo", "https://a.example/6"),
            ("ice", "https://a.example/7"),
            ("gulls", "https://a.example/8"),
        ];
        assert_eq!(
            found
                .iter()
                .map(|(text, url)| (text.as_str(), *url))
                .collect::<Vec<_>>(),
            want
        );
    }
}
