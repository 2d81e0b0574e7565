//! The language of an article, told by its script.

use super::super::language::values::Lang;
use crate::model::ArticleView;

/// Letters that are looked at: enough to tell, few enough to be quick.
const SAMPLE: usize = 400;

/// The language most of the article is written in; `None` if there are no letters. A letter of another script counts for
/// three Latin ones: technical prose is full of Latin names, and syllables hold more than letters.
pub(super) fn of(view: &ArticleView<'_>) -> Option<Lang> {
    let letters = view.title().chars().chain(view.body().chars());
    let sample: Vec<Lang> = letters.filter_map(script).take(SAMPLE).collect();
    let count = |lang: Lang| {
        let letters = sample.iter().filter(|&&other| other == lang).count();
        letters * if lang == Lang::English { 1 } else { 3 }
    };
    let best = Lang::ALL.iter().copied().max_by_key(|&lang| count(lang))?;
    match best {
        _ if count(best) == 0 => None,
        // Japanese is written with more Han characters than Chinese has kana.
        Lang::Chinese if count(Lang::Japanese) * 4 > count(Lang::Chinese) => Some(Lang::Japanese),
        best => Some(best),
    }
}

fn script(c: char) -> Option<Lang> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(Lang::English),
        '\u{400}'..='\u{52f}' => Some(Lang::Russian),
        '\u{3041}'..='\u{30ff}' => Some(Lang::Japanese),
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => Some(Lang::Chinese),
        '\u{ac00}'..='\u{d7a3}' => Some(Lang::Korean),
        _ => None,
    }
}
