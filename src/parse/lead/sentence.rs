//! Sentences: where they end, and titles made of the first.

/// The longest title made from prose, in characters.
pub const LONGEST_TITLE: usize = 140;

/// The marks that end a sentence.
const STOPS: [char; 6] = ['.', '!', '?', '。', '！', '？'];

/// Names of ordinals and parts before a number, as `No. 7`, are at most this long, in characters.
const LONGEST_COUNTED: usize = 4;

/// True if a text ends as a sentence does, or as a label.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end()
        .ends_with(['.', '!', '。', '！', ':', '：', '…'])
}

/// A title from prose: its first sentence, shortened if need be.
pub fn sentence(text: &str) -> String {
    // An end further on would be cut off.
    let begin = text.char_indices().take(LONGEST_TITLE + 1);
    let marks = begin.filter(|(at, c)| *at >= 12 && STOPS.contains(c));
    let ends = marks.filter(|&(at, c)| {
        let rest = text.get(at + c.len_utf8()..).unwrap_or("");
        let next = rest.strip_prefix(' ').unwrap_or(rest);
        let apart = rest.is_empty() || (rest != next && !next.starts_with(char::is_lowercase));
        let before = text.get(..at).unwrap_or("");
        !c.is_ascii() || (apart && !(c == '.' && is_abbreviated(before, next)))
    });
    let end = ends.map(|(at, c)| at + c.len_utf8()).next();
    shortened(text.get(..end.unwrap_or(text.len())).unwrap_or(text))
}

/// True if the last word before a full stop is cut short, and no sentence ends: `e.g`, `Dr`, `vs`, `т. е`, `No` before a number.
fn is_abbreviated(before: &str, next: &str) -> bool {
    let word = before
        .rsplit(|c: char| !c.is_alphabetic() && c != '.')
        .next()
        .unwrap_or("");
    let mut letters = word.chars();
    let acronym = letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
    let counted = next.starts_with(|c: char| c.is_ascii_digit())
        && word.starts_with(char::is_uppercase)
        && word.chars().nth(LONGEST_COUNTED).is_none();
    let initial = word.chars().nth(1).is_none();
    // A word right behind a digit is a unit, as in `6:30pm`.
    let unit = before
        .strip_suffix(word)
        .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    let says = !word.is_empty() && !acronym && !unit && !next.is_empty();
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().nth(1).is_none());
    says && (dotted || counted || initial || letters.all(is_consonant))
}

/// True for a consonant of the Latin and Cyrillic scripts. Words of nothing else are cut short.
fn is_consonant(c: char) -> bool {
    let letter = c.is_ascii_alphabetic() || matches!(c, 'Ѐ'..='ӿ');
    letter && !"aeiouyаеёиоуыэюяіїє".contains(c.to_lowercase().next().unwrap_or(c))
}

fn shortened(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(LONGEST_TITLE) else {
        return text.to_owned();
    };
    let head = text.get(..cut).unwrap_or(text);
    let at_word = head.rfind(' ').and_then(|space| head.get(..space));
    format!("{}…", at_word.unwrap_or(head).trim_end_matches([',', ' ']))
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn abbreviations_end_no_sentence() {
        let table = [
            (
                "Semaphore at sea vs. Morse. It is",
                "Semaphore at sea vs. Morse.",
            ),
            ("A visit to old Dr. Lamp. He is", "A visit to old Dr. Lamp."),
            (
                "Neue Lampen, z. B. Laternen. Sie",
                "Neue Lampen, z. B. Laternen.",
            ),
            (
                "Новые лампы, т. е. Фонари. Они",
                "Новые лампы, т. е. Фонари.",
            ),
            (
                "We use lamps, e.g. Lanterns. They",
                "We use lamps, e.g. Lanterns.",
            ),
            ("The long letter No. 12. It has", "The long letter No. 12."),
            (
                "Town opens a bank at To.wn. It is",
                "Town opens a bank at To.wn.",
            ),
            (
                "The lamps are lit at 6:30pm. Come",
                "The lamps are lit at 6:30pm.",
            ),
            ("A query written in SQL. It runs", "A query written in SQL."),
            (
                "Lamps are brighter now. 12 shine",
                "Lamps are brighter now.",
            ),
            ("등대가 다시 열렸다. 매일 열린다", "등대가 다시 열렸다."),
        ];
        for (text, want) in table {
            assert_eq!(sentence(text), want, "{text}");
        }
    }
}
