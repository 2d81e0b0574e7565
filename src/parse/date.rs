//! Dates as newsletters write them: in front matter, in file names, in titles.

mod clock;
mod cuid;
mod form;
mod month;
mod word;

use jiff::civil;

use crate::model::Date;
pub use form::{DateOrder, Doubt, Reading, monday};
use word::words;

/// So many words, a weekday's name among them, may stand before a date that is a value of its own.
const WORDS_BEFORE: usize = 3;

/// Reads a value that is a date, in any of these forms, ignoring what follows it:
///
/// - RFC 3339, also with a blank for `T`, without seconds or offset: `2024-09-08T21:20:17+09:00`, `2013-06-07 18:46 KST`
/// - JavaScript's `Date.toString()` and RFC 2822: `Sun Sep 08 2024 21:20:17 GMT+0000 (…)`, `Sun, 8 Sep 2024 21:20:17 +0000`
/// - `2024-9-8`, `2024/09/08`, `2024. 9. 8.`, `20240908`, `2024년 9월 8일`, `令和6年9月8日`
/// - `Sep 8th, 2024`, `8 September 2024`, `8 de setembro de 2024`, `08.09.2024`, `12/31/2024`, `31/12/2024`
/// - `2024-09`, `September 2024`, `2024-W36`
/// - `1725830417000`, the milliseconds since 1970
pub fn read(text: &str) -> Option<Reading> {
    let text = text.trim().trim_matches(['"', '\'']);
    let words = words(text);
    let places = || 0..words.len().min(WORDS_BEFORE + 1);
    let day = places().find_map(|at| form::day(&words, at));
    if let Some(found) = day {
        return Some(with_time(text, found));
    }
    let week = form::week(&words, 0).or_else(|| cuid::counted(text));
    let date = week.or_else(|| places().find_map(|at| form::month(&words, at)))?;
    Some(Reading {
        date,
        doubt: None,
        order: None,
    })
}

/// The date that a text is, without its doubts.
pub fn parse(text: &str) -> Option<Date> {
    read(text).map(|found| found.date)
}

/// The date that stands anywhere in a title: a day, else a week, else a month.
pub fn in_title(title: &str) -> Option<Date> {
    let words = words(title);
    let places = || 0..words.len();
    let day = places().find_map(|at| form::day(&words, at));
    let day = day.map(|found| found.date);
    let week = || places().find_map(|at| form::week(&words, at));
    let month = || places().find_map(|at| form::month(&words, at));
    day.or_else(week).or_else(month)
}

/// The best date in the names of a path: a day anywhere, else a week, else a month, else the moment of a `cuid`.
pub fn in_path(path: &str) -> Option<Date> {
    let stem = without_extension(path);
    let words = words(stem);
    let places = || (0..words.len()).rev();
    let certain = |at| form::day(&words, at).filter(|found| found.doubt.is_none());
    let day = places().find_map(certain).map(|found| found.date);
    let week = || places().find_map(|at| form::week(&words, at));
    let month = || places().find_map(|at| form::month(&words, at));
    let made = || stem.rsplit('/').find_map(in_key);
    day.or_else(week).or_else(month).or_else(made)
}

/// True if a text names a day or a month, be it without its year: `5-7 Mar`.
pub fn is_named(text: &str) -> bool {
    in_title(text).is_some() || in_title(&format!("{text}, 2000")).is_some()
}

fn without_extension(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// The day of a path that names month and day in the folder of a year: `2031/0125.md`.
pub fn in_year_folder(path: &str) -> Option<Date> {
    let stem = without_extension(path);
    let digits = |name: &str| name.len() == 4 && name.chars().all(|c| c.is_ascii_digit());
    let (folders, name) = stem.rsplit_once('/')?;
    let year = folders.rsplit('/').next()?;
    let number: i16 = Some(name).filter(|name| digits(name))?.parse().ok()?;
    let year = Some(year).filter(|year| digits(year))?.parse().ok()?;
    let (month, day) = (i8::try_from(number / 100).ok()?, (number % 100) as i8);
    Date::from_day(civil::Date::new(year, month, day).ok()?)
}

/// A year and the number behind it, where a path names these and no day or week: `2031/12/index.md`.
pub fn number_of_year(path: &str) -> Option<(i16, u32)> {
    let stem = without_extension(path);
    let words = words(stem);
    let places = || 0..words.len();
    let number = places().find_map(|at| form::number_of_year(&words, at))?;
    let is_told = |at| form::day(&words, at).is_some() || form::week(&words, at).is_some();
    (!places().any(is_told)).then_some(number)
}

/// The date that a key holds, if it is a `cuid`.
fn in_key(key: &str) -> Option<Date> {
    cuid::date(key)
}

/// A day with the time that a text names after it.
fn with_time(text: &str, found: Reading) -> Reading {
    if found.doubt.is_some() {
        return found;
    }
    let moment = clock::moment(text, found.date.day());
    Reading {
        date: moment.map_or(found.date, Date::from_time),
        ..found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_stand_in_folders_of_years() {
        let table = [
            ("letters/2031/0125.md", Some("2031-01-25")),
            ("2031/1231.md", Some("2031-12-31")),
            ("2031/1301.md", None),
            ("2031/0230.md", None),
            ("2031/125.md", None),
            ("years/0125.md", None),
            ("0125.md", None),
        ];
        for (path, want) in table {
            let date = in_year_folder(path).map(|date| date.to_string());
            assert_eq!(date.as_deref(), want, "{path}");
        }
    }

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
            ("1927890949000", "2031-02-03T13:15:49Z"),
            ("2031-(TODO)", ""),
            ("2031", ""),
            ("soon", ""),
            ("2031-02-31", "2031-02"),
            ("2031-02-03 03:00 KST", "2031-02-02T18:00:00Z"),
            ("2031-02-03 08:59:00 JST", "2031-02-02T23:59:00Z"),
            ("2031-02-03 10:00 PST", "2031-02-03T18:00:00Z"),
            ("Feb 3, 2031 at 6:30 pm CET", "2031-02-03T17:30:00Z"),
            ("05/31/2031", "2031-05-31"),
            ("31/05/2031", "2031-05-31"),
            ("03.02.2031", "2031-02-03"),
            ("3.2.2031", "2031-02-03"),
            ("3rd September 2031", "2031-09-03"),
            ("February 3rd, 2031", "2031-02-03"),
            ("the 3rd of February, 2031", "2031-02-03"),
            ("2031年2月3日", "2031-02-03"),
            ("2031. 2. 3.", "2031-02-03"),
            ("令和13年2月3日", "2031-02-03"),
            ("5 февраля 2031", "2031-02-05"),
            ("5 февраля 2031 г.", "2031-02-05"),
            ("3. März 2031", "2031-03-03"),
            ("1er août 2031", "2031-08-01"),
            ("3 de enero de 2031", "2031-01-03"),
            ("3 de março de 2031", "2031-03-03"),
            ("2031-W06", "2031-02-03"),
            ("0000-01-01", ""),
            ("9999-12-31", ""),
            ("true", ""),
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
            ("2031-W06.md", "2031-02-03"),
            ("02-03-2031.md", ""),
            ("cm0u2vd4p000209jx8dw3cobh.md", "2024-09-08"),
            ("cm0u2vd4p000209jx8dw3cob.md", ""),
        ];
        for (path, want) in table {
            let found = in_path(path).map(|date| date.to_string());
            assert_eq!(found.unwrap_or_default(), want, "{path}");
        }
    }

    #[test]
    fn dates_in_titles() {
        let table = [
            ("Lamp Weekly #5 | 2031-02-03", "2031-02-03"),
            ("등대 소식 제5호 2031년 2월 3일", "2031-02-03"),
            ("Lamp Weekly for the week of Feb 3, 2031", "2031-02-03"),
            ("Lamp Weekly, week 2031-W06", "2031-02-03"),
            ("Le récap #2 - Mai 2031", "2031-05"),
            ("Lamp Weekly 2031", ""),
            ("Marketing 2031", ""),
        ];
        for (title, want) in table {
            let found = in_title(title).map(|date| date.to_string());
            assert_eq!(found.unwrap_or_default(), want, "{title}");
        }
    }

    #[test]
    fn doubts_are_told() {
        let table = [
            ("02/03/2031", "2031-02-03", "2031-03-02"),
            ("02-03-2031", "2031-02-03", "2031-03-02"),
            ("02/02/2031", "2031-02-02", ""),
            ("02.03.2031", "2031-03-02", ""),
            ("2031-02-31", "2031-02", "no such day"),
        ];
        for (text, want, doubt) in table {
            let found = read(text).unwrap();
            let told = match found.doubt {
                Some(Doubt::DayFirst(date)) => date.to_string(),
                Some(Doubt::NoSuchDay) => "no such day".to_owned(),
                None => String::new(),
            };
            assert_eq!(
                (found.date.to_string(), told),
                (want.to_owned(), doubt.to_owned()),
                "{text}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[0-9A-Za-z:+./ 년월-]{0,40}") {
            let _ = (parse(&text), in_path(&text));
        }
    }
}
