//! The time of day and the zone that stand behind a date.

use jiff::{Timestamp, civil, tz::Offset};

/// Zones by the names people write, in minutes east of UTC. Of names that several zones share the one of RFC 5322 counts.
const ZONES: [(&str, i32); 26] = [
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("WEST", 60),
    ("BST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("IST", 330),
    ("HKT", 480),
    ("SGT", 480),
    ("KST", 540),
    ("JST", 540),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
];

/// The moment on a day that a text names after it, in the zone it names, UTC if none.
pub fn moment(text: &str, day: civil::Date) -> Option<Timestamp> {
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
    let (afternoon, zone_text) = half(rest);
    if zone_text.starts_with(char::is_alphabetic) && zone(zone_text).is_none() {
        return None;
    }
    let mut parts = clock.split(':').map(str::parse::<i8>);
    let mut part = || parts.next().unwrap_or(Ok(0)).ok();
    let hour = of_half(part()?, afternoon);
    let time = civil::Time::new(hour, part()?, part()?, 0).ok()?;
    let offset = Offset::from_seconds(offset(zone_text) * 60).ok()?;
    offset.to_timestamp(day.to_datetime(time)).ok()
}

/// True for the afternoon, false for the morning, if a text begins with one of them; and the rest.
fn half(text: &str) -> (Option<bool>, &str) {
    let names = [("pm", true), ("p.m.", true), ("am", false), ("a.m.", false)];
    let start = text.trim_start();
    let found = names.iter().find_map(|(name, afternoon)| {
        let (head, rest) = start.split_at_checked(name.len())?;
        head.eq_ignore_ascii_case(name)
            .then(|| (Some(*afternoon), rest.trim_start()))
    });
    found.unwrap_or((None, text))
}

fn of_half(hour: i8, afternoon: Option<bool>) -> i8 {
    match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    }
}

/// Minutes east of UTC that `+0900`, `-05:00`, `GMT+0000`, `KST` or `Z` stand for; 0 for all else.
fn offset(text: &str) -> i32 {
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || ". ".contains(c));
    let (zone, rest) = zone(text).unwrap_or((0, text));
    let sign = match rest.chars().next() {
        Some('+') => 1,
        Some('-') => -1,
        _ => return zone,
    };
    let digits: String = rest
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
    zone + sign * (hours.min(14) * 60 + minutes.min(59))
}

/// The zone that a text begins with, and the rest.
fn zone(text: &str) -> Option<(i32, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic());
    let (name, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
    if name == "Z" {
        return Some((0, rest));
    }
    let zone = ZONES.iter().find(|(known, _)| *known == name)?;
    Some((zone.1, rest))
}
