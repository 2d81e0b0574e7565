//! Small corrections to the text before it is parsed, with the way back to offsets of the source.

mod site_code;

use std::{borrow::Cow, ops::Range};

use memchr::{memchr, memchr2_iter, memmem, memrchr};
use site_code::site_code;

/// Text to parse in place of the source.
pub struct Patched<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Where the text differs: its offset, and how far offsets from there on are off.
    shifts: Vec<(usize, isize)>,
}

impl<'a> Patched<'a> {
    /// The source, unchanged.
    fn unchanged(source: &'a str) -> Self {
        Self {
            text: Cow::Borrowed(source),
            shifts: Vec::new(),
        }
    }

    /// True if the text is the source.
    fn is_unchanged(&self) -> bool {
        self.shifts.is_empty()
    }

    /// The offset in the source that belongs to `at` in the text.
    #[inline]
    pub fn origin(&self, at: usize) -> usize {
        if self.is_unchanged() {
            return at;
        }
        let passed = self.shifts.partition_point(|&(from, _)| from <= at);
        let shift = passed.checked_sub(1).and_then(|last| self.shifts.get(last));
        at.saturating_add_signed(shift.map_or(0, |&(_, shift)| shift))
    }
}

/// A glued heading is shorter than this many bytes.
const MAX_TITLE: usize = 300;

/// An edit of the source.
struct Edit {
    /// The bytes removed.
    gone: Range<usize>,
    /// The text in their place.
    new: &'static str,
}

/// Corrects what is almost always a slip: a heading glued to the line before it, bullets pushed so far to the right that they
/// would be code, Markdown that would be raw HTML because it follows `</h3>` without an empty line.
pub fn patch(source: &str) -> Patched<'_> {
    let mut edits = glued_headings(source);
    edits.extend(pushed_bullets(source));
    edits.extend(closed_headings(source));
    edits.extend(hashes(source));
    edits.extend(runs_on(source));
    edits.extend(attributes(source));
    edits.extend(site_code(source));
    edits.sort_by_key(|edit| edit.gone.start);
    edits.dedup_by(|later, earlier| later.gone.start < earlier.gone.end);
    apply(source, &edits)
}

fn apply<'a>(source: &'a str, edits: &[Edit]) -> Patched<'a> {
    if edits.is_empty() {
        return Patched::unchanged(source);
    }
    let mut text = String::with_capacity(source.len() + 2 * edits.len());
    let (mut shifts, mut done) = (Vec::with_capacity(edits.len()), 0);
    for edit in edits {
        text.push_str(source.get(done..edit.gone.start).unwrap_or(""));
        text.push_str(edit.new);
        done = edit.gone.end;
        shifts.push((text.len(), done.cast_signed() - text.len().cast_signed()));
    }
    text.push_str(source.get(done..).unwrap_or(""));
    Patched {
        text: Cow::Owned(text),
        shifts,
    }
}

/// `the end.## Next`: the heading gets a line of its own.
fn glued_headings(source: &str) -> Vec<Edit> {
    let (mut line, mut passed) = (0, 0);
    let mut split = |at: usize| {
        let newline = memrchr(b'\n', source.as_bytes().get(passed..at)?);
        line = newline.map_or(line, |newline| passed + newline + 1);
        passed = at;
        let before = source.get(..at)?.trim_end_matches('#');
        let last = before.chars().next_back()?;
        let ends = matches!(
            last,
            '.' | '!' | '?' | ')' | ']' | '*' | '。' | '！' | '？' | '）' | '…'
        );
        let quoted = source.get(line..)?.starts_with('>');
        let level = at - before.len() + 2;
        let glued = ends && level <= 6 && !quoted && is_title(source.get(at + 2..)?);
        glued.then_some(Edit {
            gone: before.len()..before.len(),
            new: "\n\n",
        })
    };
    memmem::find_iter(source.as_bytes(), "## ")
        .filter_map(&mut split)
        .collect()
}

/// True if the rest of the line may be a heading's text.
fn is_title(rest: &str) -> bool {
    let line = rest.as_bytes().iter().take(MAX_TITLE);
    let line: Vec<u8> = line.copied().take_while(|&byte| byte != b'\n').collect();
    (2..MAX_TITLE).contains(&line.len()) && !line.contains(&b'`')
}

/// `</h3>` at the end of a line that another line follows: the HTML ends there.
fn closed_headings(source: &str) -> Vec<Edit> {
    let closed = |at: usize| {
        let after = source.get(at + 3..)?;
        let rest = after
            .strip_prefix(['1', '2', '3', '4', '5', '6'])?
            .strip_prefix('>')?;
        let next = rest.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
        let line = source.len() - next.len();
        (!next.trim_start_matches([' ', '\t']).starts_with('\n')).then_some(Edit {
            gone: line..line,
            new: "\n",
        })
    };
    memmem::find_iter(source.as_bytes(), "</h")
        .filter_map(closed)
        .collect()
}

/// `###Heading`: a space parts the title from its marks. A single mark may be a tag's, but not one before the only words above all
/// other text.
fn hashes(source: &str) -> Vec<Edit> {
    let (mut at, mut fenced) = (0, false);
    let mut edits = Vec::new();
    let is_glued = |at| {
        let marks: Option<&str> = source.get(at..);
        marks.is_some_and(|marks| {
            !marks
                .trim_start_matches('#')
                .starts_with(char::is_whitespace)
        })
    };
    let begin = source.len() - source.trim_start().len();
    if is_first_title(source.trim_start()) {
        edits.push(Edit {
            gone: begin + 1..begin + 1,
            new: " ",
        });
    }
    // Most texts have none.
    if !memmem::find_iter(source.as_bytes(), "##").any(is_glued) {
        return edits;
    }
    for line in source.split_inclusive('\n') {
        fenced ^= line.starts_with("```") || line.starts_with("~~~");
        let title = line.trim_start_matches('#');
        let level = line.len() - title.len();
        if (2..=6).contains(&level) && !fenced && !title.starts_with(char::is_whitespace) {
            edits.push(Edit {
                gone: at + level..at + level,
                new: " ",
            });
        }
        at += line.len();
    }
    edits
}

/// True if a text begins with `#Title of words` and an empty line.
fn is_first_title(text: &str) -> bool {
    let line = text
        .split_once('\n')
        .filter(|(_, rest)| rest.trim_start_matches(' ').starts_with('\n'));
    let title = line.and_then(|(line, _)| line.strip_prefix('#'));
    title.is_some_and(|title| {
        title.starts_with(char::is_alphabetic) && title.trim().contains(' ') && !title.contains('#')
    })
}

/// Lines that end what stands before a paragraph or a definition, but no empty line follows: `<hr>`, `<br>`, `{% include %}`.
fn runs_on(source: &str) -> Vec<Edit> {
    let ends = |start: usize| {
        let (before, rest) = source.split_at_checked(start)?;
        let begins = before.trim_end_matches(|c: char| c != '\n' && c.is_whitespace());
        if !begins.is_empty() && !begins.ends_with('\n') {
            return None;
        }
        let (line, rest) = rest.split_once('\n')?;
        let (line, next) = (line.trim_end(), rest.lines().next()?.trim());
        let code = ["%}", "}}", "/>"].iter().any(|end| line.ends_with(end));
        let defines = next.starts_with('[') && next.contains("]: ");
        let at = source.len() - rest.len();
        ((is_break(line) && !next.is_empty()) || (code && defines)).then_some(Edit {
            gone: at..at,
            new: "\n",
        })
    };
    memchr2_iter(b'<', b'{', source.as_bytes())
        .filter_map(ends)
        .collect()
}

/// True if a line is nothing but `<hr>` and `<br>`.
fn is_break(line: &str) -> bool {
    let tag = |tag: &str| {
        matches!(
            tag.trim_matches([' ', '<', '/'])
                .to_ascii_lowercase()
                .as_str(),
            "hr" | "br"
        )
    };
    line.starts_with('<')
        && line
            .strip_suffix('>')
            .is_some_and(|tags| tags.split('>').all(tag))
}

/// Attributes that some sites write behind links and pictures: `{:target="_blank"}`, `(picture.png align="left")`.
fn attributes(source: &str) -> Vec<Edit> {
    let kramdown = memmem::find_iter(source.as_bytes(), "{:").filter_map(|at| {
        let before = source.get(..at)?;
        let behind = before.is_empty() || before.ends_with([')', ']', '\n', ' ', '*', '_']);
        let line = source.get(at..)?.lines().next()?;
        let end = at + line.find('}')? + 1;
        behind.then_some(Edit {
            gone: at..end,
            new: "",
        })
    });
    let aligned = memmem::find_iter(source.as_bytes(), " align=\"").filter_map(|at| {
        let line = source.get(..at)?.rsplit('\n').next()?;
        let rest = source.get(at + 8..)?;
        let end = rest.find('"').filter(|end| {
            rest.get(end + 1..)
                .is_some_and(|rest| rest.starts_with(')'))
        })?;
        line.contains("](").then_some(Edit {
            gone: at..at + 8 + end + 1,
            new: "",
        })
    });
    kramdown.chain(aligned).collect()
}

/// Bullets indented by four spaces or more that follow an empty line and no list.
fn pushed_bullets(source: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !may_be_pushed(source) {
        return edits;
    }
    let (mut in_list, mut pushed, mut blank, mut fenced) = (false, false, true, false);
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let rest = line.get(indent..).unwrap_or("").trim_end();
        fenced ^= rest.starts_with("```") || rest.starts_with("~~~");
        let bullet = is_linked_bullet(rest);
        if fenced {
            pushed = false;
        } else if rest.is_empty() {
            blank = true;
        } else {
            pushed = indent >= 4 && bullet && !in_list && (blank || pushed);
            if pushed {
                let gone = at..at + indent;
                edits.push(Edit { gone, new: "" });
            } else {
                in_list = (in_list && indent > 0) || (indent < 4 && is_bullet(rest));
            }
            blank = false;
        }
        at += line.len();
    }
    edits
}

/// True if any line looks like a pushed bullet by itself. Few texts have one, and this is found out several times as fast.
fn may_be_pushed(source: &str) -> bool {
    let bullet = |at: usize| {
        let text = source.get(at..).unwrap_or("").trim_start_matches(' ');
        let end = memchr(b'\n', text.as_bytes()).unwrap_or(text.len());
        text.get(..end).is_some_and(is_linked_bullet)
    };
    let mut ends = memmem::find_iter(source.as_bytes(), "\n    ");
    bullet(0) || ends.any(|end| bullet(end + 1))
}

fn is_bullet(text: &str) -> bool {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after.len() < text.len() && after.starts_with([')', '.']);
    numbered || text.starts_with(['-', '*', '+'])
}

fn is_linked_bullet(text: &str) -> bool {
    let item = text.strip_prefix(['-', '*', '+']);
    item.is_some_and(|item| item.starts_with(' ') && item.contains("](http"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_find_their_way_back() {
        let source = "a.## B\n\n    - [c](https://c.example)\n";
        let patched = patch(source);
        assert_eq!(patched.text, "a.\n\n## B\n\n- [c](https://c.example)\n");
        for word in ["a.", "## B", "[c]"] {
            let at = patched.text.find(word).unwrap();
            assert_eq!(patched.origin(at), source.find(word).unwrap(), "{word}");
        }
        assert_eq!(patched.origin(patched.text.len()), source.len());
    }

    #[test]
    fn bullets_are_pushed_back_wherever_they_stand() {
        let pushed = "    - [b](https://b.example)\n";
        let table = [
            ("", true),
            ("\n", true),
            ("text\n\n", true),
            ("text\n\n    - c\n", false),
        ];
        for (before, back) in table {
            let source = [before, pushed].concat();
            let bullet = pushed.trim_start_matches(|c| back && c == ' ');
            assert_eq!(patch(&source).text, [before, bullet].concat());
        }
    }

    #[test]
    fn nested_bullets_and_code_stay() {
        for source in [
            "- a\n\n    - [b](https://b.example)\n",
            "1. a\n    * [b](https://b.example)\n",
            "text ##\n",
            "    let x = 1;\n",
            "```\n\n    - [b](https://b.example)\n```\n",
        ] {
            assert_eq!(patch(source).text, source);
        }
    }
}
