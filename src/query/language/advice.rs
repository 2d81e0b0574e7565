//! Advice for words of other query languages.

use super::{
    Query,
    expr::{Term, TextPattern},
};

impl Query {
    /// Advice on the first word that probably means something else than itself, for when nothing was found.
    pub fn advice(&self) -> Option<String> {
        let terms = self.expr.wanted();
        terms.into_iter().find_map(|term| match term.pattern() {
            Some(TextPattern::Literal(word)) if matches!(term, Term::Text(_)) => of_word(word),
            _ => None,
        })
    }
}

fn of_word(word: &str) -> Option<String> {
    let instead = match word {
        "or" | "||" => "`|` or OR stands between alternatives".to_owned(),
        "and" | "&&" | "&" => "terms that stand side by side must all hold".to_owned(),
        "not" => "`-` or NOT leaves out what follows".to_owned(),
        _ => {
            let signed = |sign| word.strip_prefix(sign).filter(|rest| !rest.is_empty());
            let without = signed('!').map(|rest| format!("write -{rest} to leave it out"));
            let plain = || Some(format!("write {}, all words must hold", signed('+')?));
            let part = || {
                let part = word.trim_matches('*');
                let starred = part != word && !part.is_empty();
                starred.then(|| format!("write {part}, parts of words are found"))
            };
            without.or_else(plain).or_else(part)?
        }
    };
    Some(format!("`{word}` is looked for as it stands: {instead}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_languages_are_explained() {
        let table = [
            (
                "love or redis",
                "`or` is looked for as it stands: `|` or OR stands between alternatives",
            ),
            (
                "!redis",
                "`!redis` is looked for as it stands: write -redis to leave it out",
            ),
            (
                "+redis",
                "`+redis` is looked for as it stands: write redis, all words must hold",
            ),
            (
                "red*",
                "`red*` is looked for as it stands: write red, parts of words are found",
            ),
            ("redis ! *", ""),
            ("title:or -or", ""),
        ];
        for (query, want) in table {
            let advice = Query::parse(query).unwrap().advice();
            assert_eq!(advice.unwrap_or_default(), want, "{query}");
        }
    }
}
