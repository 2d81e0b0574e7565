//! The forms of a date, from one of a text's words on.

use jiff::civil;

use super::{month, word::DateWord};
use crate::model::Date;

/// A date that was read, and the doubt about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The date.
    pub date: Date,
    /// The doubt about it, if any.
    pub doubt: Option<Doubt>,
    /// The order of day and month, where numbers alone are in one that shows.
    pub order: Option<DateOrder>,
}

/// The order of day and month in a date of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `31/12/2031`
    DayFirst,
    /// `12/31/2031`
    MonthFirst,
}

/// A doubt about a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Doubt {
    /// The month has no such day, so the date is a month.
    NoSuchDay,
    /// The day may come first: the date if it does.
    DayFirst(Date),
}

/// The date with a day that begins with the word at `at`.
pub fn day(words: &[DateWord<'_>], at: usize) -> Option<Reading> {
    let rest = words.get(at..)?;
    eight_digits(rest)
        .or_else(|| year_first(rest))
        .or_else(|| day_month_year(rest))
        .or_else(|| month_day_year(rest))
        .or_else(|| numbers_year_last(rest))
}

/// The month of a year that begins with the word at `at`: `2031-02`, `February 2031`.
pub fn month(words: &[DateWord<'_>], at: usize) -> Option<Date> {
    let rest = words.get(at..)?;
    let (year, after) = match rest.first()? {
        DateWord::Name(_) => (None, rest),
        _ => year(rest).map(|(year, after)| (Some(year), after))?,
    };
    let mut after = after.iter().filter(|word| !is_joint(word));
    let month = match after.next()? {
        // `2031 1` is the number of an issue.
        DateWord::Number(_, 1, _) => return None,
        word => word,
    };
    let year = match year {
        Some(year) => year,
        None => plain_year(after.next()?)?,
    };
    let month = month_of(month)?;
    Date::from_month(i16::try_from(year).ok()?, i8::try_from(month).ok()?)
}

/// The Monday of an ISO week: `2031-W06`.
pub fn week(words: &[DateWord<'_>], at: usize) -> Option<Date> {
    let [
        DateWord::Number(year, 4, _),
        DateWord::Name("W" | "w"),
        DateWord::Number(week, 1 | 2, _),
        ..,
    ] = words.get(at..)?
    else {
        return None;
    };
    let year = i16::try_from(*year).ok().filter(|year| is_year(*year))?;
    monday(year, *week)
}

/// The Monday of a week of a year (ISO 8601).
pub fn monday(year: i16, week: u32) -> Option<Date> {
    let week = i8::try_from(week).ok()?;
    let week = civil::ISOWeekDate::new(year, week, civil::Weekday::Monday).ok()?;
    Date::from_day(week.date())
}

/// `20310203`.
fn eight_digits(words: &[DateWord<'_>]) -> Option<Reading> {
    let DateWord::Number(number, 8, _) = *words.first()? else {
        return None;
    };
    let year = number / 10_000;
    let day = civil_date(year, number / 100 % 100, number % 100)?;
    is_year(day.year()).then(|| certain(day))?
}

/// `2031 2 3`, `2031 Feb 3`; units of Korean, Chinese and Japanese between the numbers are passed over.
fn year_first(words: &[DateWord<'_>]) -> Option<Reading> {
    let (year, after) = year(words)?;
    let mut rest = after.iter().filter(|word| !is_joint(word));
    let month = month_of(rest.next()?)?;
    match rest.next()? {
        &DateWord::Number(day, 1 | 2, _) => reading(year, month, day),
        _ => None,
    }
}

/// `3 February 2031`, `3rd of February, 2031`, `3 de fevereiro de 2031`.
fn day_month_year(words: &[DateWord<'_>]) -> Option<Reading> {
    let (first, after) = words.split_first()?;
    let &DateWord::Number(day, 1 | 2, _) = first else {
        return None;
    };
    let mut rest = after.iter().filter(|word| !is_joint(word));
    let name = rest.next().filter(|word| matches!(word, DateWord::Name(_)));
    reading(plain_year(rest.next()?)?, month_of(name?)?, day)
}

/// `February 3rd, 2031`, `Feb 03 2031`.
fn month_day_year(words: &[DateWord<'_>]) -> Option<Reading> {
    let (first, after) = words.split_first()?;
    let name = Some(first).filter(|word| matches!(word, DateWord::Name(_)))?;
    let mut rest = after.iter().filter(|word| !is_joint(word));
    match rest.next()? {
        &DateWord::Number(day, 1 | 2, _) => {
            reading(plain_year(rest.next()?)?, month_of(name)?, day)
        }
        _ => None,
    }
}

/// `03.02.2031` has the day first; `02/03/2031` may have either, and has the month first as long as nothing tells.
fn numbers_year_last(words: &[DateWord<'_>]) -> Option<Reading> {
    let [
        DateWord::Number(a, 1 | 2, _),
        DateWord::Number(b, 1 | 2, sign),
        last,
        ..,
    ] = words
    else {
        return None;
    };
    let year = plain_year(last)?;
    let day_first = civil_date(year, *b, *a);
    let month_first = civil_date(year, *a, *b).filter(|_| *sign != '.');
    match (month_first, day_first) {
        (Some(month_first), Some(day_first)) if month_first != day_first => Some(Reading {
            date: Date::from_day(month_first)?,
            doubt: Some(Doubt::DayFirst(Date::from_day(day_first)?)),
            order: None,
        }),
        (Some(day), None) => ordered(day, DateOrder::MonthFirst),
        (None, Some(day)) if *sign != '.' => ordered(day, DateOrder::DayFirst),
        (month_first, day_first) => certain(month_first.or(day_first)?),
    }
}

/// The day, or the month if it has no such day.
fn reading(year: u32, month: u32, day: u32) -> Option<Reading> {
    if let Some(day) = civil_date(year, month, day) {
        return certain(day);
    }
    let date = Date::from_month(i16::try_from(year).ok()?, i8::try_from(month).ok()?)?;
    (1..=99).contains(&day).then_some(Reading {
        date,
        doubt: Some(Doubt::NoSuchDay),
        order: None,
    })
}

fn certain(day: civil::Date) -> Option<Reading> {
    Some(Reading {
        date: Date::from_day(day)?,
        doubt: None,
        order: None,
    })
}

fn ordered(day: civil::Date, order: DateOrder) -> Option<Reading> {
    let order = Some(order);
    certain(day).map(|reading| Reading { order, ..reading })
}

/// A year and the number of at most two digits behind it: `2031/12`; not the beginning of a day.
pub fn number_of_year(words: &[DateWord<'_>], at: usize) -> Option<(i16, u32)> {
    let rest = words.get(at..)?;
    let year = i16::try_from(plain_year(rest.first()?)?).ok()?;
    match (rest.get(1)?, rest.get(2)) {
        (_, Some(DateWord::Number(_, 1 | 2, _))) => None,
        (DateWord::Number(number, 1 | 2, _), _) => Some((year, *number)),
        _ => None,
    }
}

fn civil_date(year: u32, month: u32, day: u32) -> Option<civil::Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    civil::Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// A year that words begin with, and the words behind it. `令和13年` counts from the year before an emperor's first.
fn year<'w, 'a>(words: &'w [DateWord<'a>]) -> Option<(u32, &'w [DateWord<'a>])> {
    let eras = [("令和", 2018), ("平成", 1988)];
    match words {
        [
            DateWord::Name(era),
            DateWord::Number(number, 1 | 2, _),
            rest @ ..,
        ] => {
            let (_, before) = eras.iter().find(|(name, _)| name == era)?;
            Some((before + number, rest))
        }
        [first, rest @ ..] => Some((plain_year(first)?, rest)),
        [] => None,
    }
}

fn plain_year(word: &DateWord<'_>) -> Option<u32> {
    match *word {
        DateWord::Number(year, 4, _) => i16::try_from(year).is_ok_and(is_year).then_some(year),
        _ => None,
    }
}

/// True for a year in which a newsletter may appear.
fn is_year(year: i16) -> bool {
    (1980..2200).contains(&year)
}

fn month_of(word: &DateWord<'_>) -> Option<u32> {
    match *word {
        DateWord::Number(number @ 1..=12, 1 | 2, _) => Some(number),
        DateWord::Name(name) => month::named(name),
        DateWord::Number(..) | DateWord::Break => None,
    }
}

/// Words between the parts of a date: units, endings of ordinals, "of".
fn is_joint(word: &DateWord<'_>) -> bool {
    let joints = [
        "년", "월", "年", "月", "st", "nd", "rd", "th", "er", "de", "del", "of", "г",
    ];
    matches!(word, DateWord::Name(name) if joints.contains(name))
}
