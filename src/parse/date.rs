//! Dates as newsletters write them: in front matter, in file names, in titles.

use jiff::{Timestamp, civil};

use crate::model::Date;

/// English months, by their first three letters.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Text is looked at so far, in characters.
const LONGEST: usize = 200;

/// Reads a date in any of these forms, the first that fits, ignoring what follows it:
///
/// - RFC 3339, also with a blank for `T`, without seconds or offset: `2024-09-08T21:20:17+09:00`, `2013-06-07 18:46`
/// - JavaScript's `Date.toString()` and RFC 2822: `Sun Sep 08 2024 21:20:17 GMT+0000 (…)`, `Sun, 8 Sep 2024 21:20:17 +0000`
/// - `2024-9-8`, `2024/09/08`, `2024.9.8`, `20240908`, `2024년 9월 8일`, `Sep 8, 2024`, `8 September 2024`, `12-31-2024`
/// - `2024-09`, `September 2024`
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim().trim_matches(['"', '\'']);
    let words = tokens(text);
    year_first(text, &words)
        .or_else(|| month_named(text, &words))
        .or_else(|| year_last(&words))
}

/// The best date in the names of a path: a day anywhere, else a month.
pub fn in_path(path: &str) -> Option<Date> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let words = tokens(stem);
    let places = || (0..words.len()).rev();
    let day = places().find_map(|at| day_at(&words, at));
    day.or_else(|| places().find_map(|at| month_at(&words, at)))
}

/// A run of digits or letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word<'a> {
    /// Digits: their value, and how many they are.
    Number(u32, usize),
    /// Letters.
    Name(&'a str),
}

fn tokens(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let end = text
        .char_indices()
        .nth(LONGEST)
        .map_or(text.len(), |(at, _)| at);
    let mut rest = text.get(..end).unwrap_or(text);
    while let Some(c) = rest.chars().next() {
        let same: fn(char) -> bool = if c.is_ascii_digit() {
            |c| c.is_ascii_digit()
        } else if c.is_alphabetic() {
            char::is_alphabetic
        } else {
            rest = rest.get(c.len_utf8()..).unwrap_or("");
            continue;
        };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        words.push(match word.parse() {
            Ok(number) => Word::Number(number, word.len()),
            Err(_) => Word::Name(word),
        });
    }
    words
}

fn year_first(text: &str, words: &[Word]) -> Option<Date> {
    if let Some(day) = day_at(words, 0) {
        return Some(with_time(text, day));
    }
    month_at(words, 0)
}

/// `2024 9 8`, `2024 Sep 8`, `20240908` from word `at` on; Korean and Chinese units between numbers are passed over.
fn day_at(words: &[Word], at: usize) -> Option<Date> {
    if let Some(&Word::Number(number, 8)) = words.get(at) {
        return day(number / 10_000, number / 100 % 100, number % 100);
    }
    let year = year(words.get(at)?)?;
    let mut rest = words.get(at + 1..)?.iter().filter(|word| !is_unit(word));
    let month = month(rest.next()?)?;
    match rest.next()? {
        &Word::Number(number, 1 | 2) => day(year, month, number),
        _ => None,
    }
}

/// `2024 09` from word `at` on. A week's number is no month: `2024-W09` is not understood.
fn month_at(words: &[Word], at: usize) -> Option<Date> {
    let year = year(words.get(at)?)?;
    let mut rest = words.get(at + 1..)?.iter().filter(|word| !is_unit(word));
    let month = match rest.next()? {
        Word::Number(_, 1) => return None,
        word => month(word)?,
    };
    Date::from_month(i16::try_from(year).ok()?, i8::try_from(month).ok()?)
}

/// `Sun Sep 08 2024 …`, `8 September 2024`, `Sep 8, 2024`, `September 2024`.
fn month_named(text: &str, words: &[Word]) -> Option<Date> {
    let at = words
        .iter()
        .take(4)
        .position(|word| matches!(word, Word::Name(_)) && month(word).is_some())?;
    let name = month(words.get(at)?)?;
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let after = words.get(at + 1);
    let short = |word: Option<&Word>| match word {
        Some(&Word::Number(number, 1 | 2)) => Some(number),
        _ => None,
    };
    if let (None, Some(last)) = (short(before).or(short(after)), after) {
        return Date::from_month(i16::try_from(year(last)?).ok()?, i8::try_from(name).ok()?);
    }
    let found = match (short(before), short(after)) {
        (Some(number), None) => day(year(after?)?, name, number),
        (_, Some(number)) => day(year(words.get(at + 2)?)?, name, number),
        (None, None) => None,
    };
    found.map(|day| with_time(text, day))
}

/// `12-31-2024`, month first unless that makes no sense.
fn year_last(words: &[Word]) -> Option<Date> {
    match words {
        [Word::Number(a, 1 | 2), Word::Number(b, 1 | 2), last, ..] => {
            let year = year(last)?;
            day(year, *a, *b).or_else(|| day(year, *b, *a))
        }
        _ => None,
    }
}

fn year(word: &Word) -> Option<u32> {
    match word {
        Word::Number(number @ 1980..=2199, 4) => Some(*number),
        _ => None,
    }
}

fn month(word: &Word) -> Option<u32> {
    match word {
        Word::Number(number @ 1..=12, 1 | 2) => Some(*number),
        Word::Name(name) => {
            let start = name.get(..3)?.to_ascii_lowercase();
            let known = MONTHS.iter().position(|month| *month == start)?;
            Some(known as u32 + 1)
        }
        Word::Number(..) => None,
    }
}

/// Words between the numbers of a date in Korean, Chinese and Japanese.
fn is_unit(word: &Word) -> bool {
    matches!(word, Word::Name("년" | "월" | "年" | "月"))
}

fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    let date = civil::Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    Date::from_day(date.ok()?)
}

/// The day with the time of day that `text` names after it, in the offset it names, UTC if none.
fn with_time(text: &str, date: Date) -> Date {
    time_of(text, date.day()).map_or(date, Date::from_time)
}

fn time_of(text: &str, day: civil::Date) -> Option<Timestamp> {
    let colon = text.find(':')?;
    let start = text
        .get(..colon)?
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .len();
    let clock = text.get(start..)?;
    let end = clock
        .find(|c: char| !c.is_ascii_digit() && c != ':')
        .unwrap_or(clock.len());
    let (clock, rest) = clock.split_at_checked(end)?;
    if rest.starts_with(char::is_alphabetic) && !rest.starts_with('Z') {
        return None;
    }
    let mut parts = clock.split(':').map(str::parse::<i8>);
    let mut part = || parts.next().unwrap_or(Ok(0)).ok();
    let time = civil::Time::new(part()?, part()?, part()?, 0).ok()?;
    let offset = jiff::tz::Offset::from_seconds(offset_of(rest)).ok()?;
    offset.to_timestamp(day.to_datetime(time)).ok()
}

/// Seconds east of UTC that `+0900`, `-05:00`, `GMT+0000` or `Z` stand for; 0 for all else.
fn offset_of(text: &str) -> i32 {
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || ". ".contains(c));
    let text = text
        .strip_prefix("GMT")
        .or_else(|| text.strip_prefix("UTC"))
        .unwrap_or(text);
    let sign = match text.chars().next() {
        Some('+') => 1,
        Some('-') => -1,
        _ => return 0,
    };
    let digits: String = text
        .chars()
        .skip(1)
        .filter(|c| *c != ':')
        .take_while(char::is_ascii_digit)
        .take(4)
        .collect();
    let number: i32 = digits.parse().unwrap_or(0);
    let (hours, minutes) = if digits.len() == 4 {
        (number / 100, number % 100)
    } else {
        (number, 0)
    };
    sign * (hours.min(14) * 3600 + minutes.min(59) * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_makes() {
        let table = [
            (
                "Mon Feb 03 2031 13:15:49 GMT+0000 (Coordinated Universal Time)",
                "2031-02-03T13:15:49Z",
            ),
            (
                "Tue Feb 04 2031 02:15:49 GMT+0900 (대한민국 표준시)",
                "2031-02-03T17:15:49Z",
            ),
            ("2031-02-03T13:15:49Z", "2031-02-03T13:15:49Z"),
            ("2031-02-03T13:15:49.123+09:00", "2031-02-03T04:15:49Z"),
            ("2031-02-03 18:46", "2031-02-03T18:46:00Z"),
            ("2031-02-03T22:03", "2031-02-03T22:03:00Z"),
            ("2031-02-03 00:00:00 -0000", "2031-02-03T00:00:00Z"),
            ("Mon, 3 Feb 2031 13:15:49 -0500", "2031-02-03T18:15:49Z"),
            ("2031-02-03", "2031-02-03"),
            ("2031-2-3", "2031-02-03"),
            ("\"2031/02/03\"", "2031-02-03"),
            ("2031.2.3", "2031-02-03"),
            ("20310203", "2031-02-03"),
            ("02-13-2031", "2031-02-13"),
            ("13-02-2031", "2031-02-13"),
            ("2031년 2월 3일", "2031-02-03"),
            ("Feb 3, 2031", "2031-02-03"),
            ("3 February 2031", "2031-02-03"),
            ("2031-02-03 14:4g5:00", "2031-02-03"),
            ("2031-02", "2031-02"),
            ("February 2031", "2031-02"),
            ("2031-(TODO)", ""),
            ("2031", ""),
            ("soon", ""),
            ("2031-02-31", "2031-02"),
            ("99:99:99", ""),
        ];
        for (text, want) in table {
            let date = parse(text);
            let found = match date {
                Some(date) if want.contains('T') => date.timestamp().to_string(),
                Some(date) => date.to_string(),
                None => String::new(),
            };
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn dates_in_paths() {
        let table = [
            ("_posts/2031-02-3-issue-7.md", "2031-02-03"),
            ("2031-02-03-2031-W06.md", "2031-02-03"),
            ("contents/2031/Feb/03.md", "2031-02-03"),
            ("contents/2031/Feb/03", "2031-02-03"),
            ("issues/2031-02.md", "2031-02"),
            ("2031/issue-7.md", ""),
            ("docs/issue-330.md", ""),
            ("cm0u2vd4p000209jx8dw3cobh.md", ""),
        ];
        for (path, want) in table {
            let found = in_path(path).map(|date| date.to_string());
            assert_eq!(found.unwrap_or_default(), want, "{path}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[0-9A-Za-z:+./ 년월-]{0,40}") {
            let _ = (parse(&text), in_path(&text));
        }
    }
}
