//! Code in colours, by Sublime Text's syntaxes.
//!
//! Reading the syntaxes takes milliseconds and megabytes. The first block of code shown loads them, on a background thread.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::style::Role;

/// The roles of a block of code, each with the byte offset where it begins.
pub type Colours = Vec<(u32, Role)>;

/// A block of code of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeBlock {
    /// The position of the block in the document.
    pub block: u32,
    /// The language, as the fence names it.
    pub language: String,
    /// The code.
    pub text: String,
}

/// A longer line stays plain: it was generated, and the syntaxes may look at each of its bytes from each other.
const LONGEST_LINE: usize = 4_000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The roles of scopes; the first row that fits counts, so longer names stand before shorter ones.
const SCOPES: [(&str, Role); 20] = [
    ("comment", Role::Comment),
    ("string", Role::String),
    ("constant.character", Role::String),
    ("constant", Role::Number),
    ("keyword.operator", Role::CodeBlock),
    ("keyword", Role::Keyword),
    ("storage", Role::Keyword),
    ("variable.function", Role::Function),
    ("entity.name.function", Role::Function),
    ("entity.name.tag", Role::Keyword),
    ("entity.name", Role::Type),
    ("entity.other.inherited-class", Role::Type),
    ("entity.other.attribute-name", Role::Type),
    ("support.function", Role::Function),
    ("support.macro", Role::Function),
    ("support", Role::Type),
    ("markup.inserted", Role::String),
    ("markup.deleted", Role::Number),
    ("markup.heading", Role::Keyword),
    ("punctuation.definition.comment", Role::Comment),
];

static ROLES: LazyLock<Vec<(Scope, Role)>> = LazyLock::new(|| {
    let known = SCOPES.iter();
    known
        .filter_map(|(name, role)| Some((Scope::new(name).ok()?, *role)))
        .collect()
});

/// The colours of a block of code, found as long as `goes_on`; `None` if its language is not known, or it was ended.
pub fn highlight(code: &CodeBlock, goes_on: &dyn Fn() -> bool) -> Option<Colours> {
    let syntax = syntax(&code.language)?;
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut colours = vec![(0, Role::CodeBlock)];
    let mut start = 0;
    for line in code.text.split_inclusive('\n') {
        if !goes_on() {
            return None;
        }
        if line.len() > LONGEST_LINE {
            begin(&mut colours, start, Role::CodeBlock);
            start += line.len() as u32;
            continue;
        }
        // The syntaxes want every line ended.
        let ended = format!("{}\n", line.trim_end_matches('\n'));
        for (at, change) in state.parse_line(&ended, &SYNTAXES).ok()? {
            stack.apply(&change).ok()?;
            begin(
                &mut colours,
                start + at.min(line.len()) as u32,
                role(&stack),
            );
        }
        start += line.len() as u32;
    }
    Some(colours)
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let name = language.trim_start_matches('.').to_lowercase();
    (!name.is_empty()).then(|| SYNTAXES.find_syntax_by_token(&name))?
}

/// Begins a role; an empty one is dropped.
fn begin(colours: &mut Colours, at: u32, role: Role) {
    colours.pop_if(|last| last.0 == at);
    if colours.last().is_none_or(|last| last.1 != role) {
        colours.push((at, role));
    }
}

fn role(stack: &ScopeStack) -> Role {
    let known = |scope: &Scope| ROLES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope));
    let innermost = stack.as_slice().iter().rev().find_map(known);
    innermost.map_or(Role::CodeBlock, |(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(language: &str, text: &str) -> Vec<(String, Role)> {
        let code = CodeBlock {
            block: 0,
            language: language.into(),
            text: text.into(),
        };
        let colours = highlight(&code, &|| true).unwrap();
        let ends = colours
            .iter()
            .skip(1)
            .map(|(at, _)| *at as usize)
            .chain([text.len()]);
        let pieces = colours.iter().zip(ends);
        pieces
            .map(|((at, role), end)| (text[*at as usize..end].trim().to_owned(), *role))
            .collect()
    }

    #[test]
    fn words_have_their_roles() {
        let table = [(
            "rust",
            "fn fog() { 7 } // 안개",
            vec![
                ("fn", Role::Keyword),
                ("fog", Role::Function),
                ("7", Role::Number),
                ("// 안개", Role::Comment),
            ],
        )];
        for (language, text, want) in table {
            let roles = roles(language, text);
            for (word, role) in want {
                assert!(
                    roles.contains(&(word.to_owned(), role)),
                    "{word} in {roles:?}"
                );
            }
        }
    }

    #[test]
    fn long_lines_stay_plain_and_the_next_ones_do_not() {
        let text = format!("fn a() {{}}\n// {}\nfn b() {{}}\n", "fog ".repeat(2_000));
        let roles = roles("rust", &text);
        assert!(roles.contains(&("b".to_owned(), Role::Function)));
        assert!(!roles.iter().any(|(_, role)| *role == Role::Comment));
    }

    #[test]
    fn it_ends_where_nobody_waits() {
        let code = CodeBlock {
            block: 0,
            language: "rust".into(),
            text: "fn fog() {}\n".repeat(10),
        };
        let lines = std::cell::Cell::new(0);
        let goes_on = || lines.replace(lines.get() + 1) < 3;
        assert_eq!(highlight(&code, &goes_on), None);
        assert_eq!(lines.get(), 4);
    }

    #[test]
    fn unknown_languages_stay_plain() {
        let code = CodeBlock {
            block: 0,
            language: "fogscript".into(),
            text: "x".into(),
        };
        assert_eq!(highlight(&code, &|| true), None);
    }
}
