//! Moments as counted time: the milliseconds since 1970 that a program wrote for a date, or put into the first letters of a `cuid`
//! (<https://github.com/paralleldrive/cuid>).

use jiff::Timestamp;

use crate::model::Date;

const LENGTH: usize = 25;

/// The years in which there may be any, in milliseconds since 1970: 2012 to 2050.
const YEARS: std::ops::Range<i64> = 1_325_376_000_000..2_524_608_000_000;

/// The date in a `cuid`: a `c`, then eight digits to the base of 36.
pub fn date(text: &str) -> Option<Date> {
    let digit = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase();
    let made = text.len() == LENGTH && text.chars().all(digit);
    let moment = text.strip_prefix('c').filter(|_| made)?.get(..8)?;
    of_milliseconds(i64::from_str_radix(moment, 36).ok()?)
}

/// The date in a text that is nothing but the milliseconds since 1970.
pub fn counted(text: &str) -> Option<Date> {
    of_milliseconds(text.parse().ok()?)
}

fn of_milliseconds(moment: i64) -> Option<Date> {
    let moment = Some(moment).filter(|moment| YEARS.contains(moment))?;
    Timestamp::from_millisecond(moment)
        .ok()
        .map(Date::from_time)
}
