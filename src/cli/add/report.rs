//! The report of an addition, in a sentence.

use std::io::{self, Write};

use jiff::{Zoned, civil};

use crate::{
    model::{Archive, Issue},
    text::counted,
};

/// `669 issues, 41,210 articles since 2013, newest 3 days ago; read it: backissue twir`
pub(super) fn write(name: &str, archive: &Archive, out: &mut dyn Write) -> io::Result<()> {
    let told = told(archive, Zoned::now().date());
    writeln!(out, "{told}; read it: backissue {name}")
}

fn told(archive: &Archive, today: civil::Date) -> String {
    let issues = counted(archive.order().len(), "issue", "issues");
    let articles = archive.article_count();
    let noun = if articles == 1 { "article" } else { "articles" };
    let days = || archive.issues().filter_map(|(_, issue)| day(issue));
    let span = days().min().zip(days().max());
    let span = span.map_or_else(String::new, |(first, last)| {
        format!(" since {}, newest {}", first.year(), ago(last, today))
    });
    format!("{issues}, {} {noun}{span}", grouped(articles))
}

fn day(issue: &Issue) -> Option<civil::Date> {
    Some(issue.date?.day())
}

fn ago(day: civil::Date, today: civil::Date) -> String {
    let days = (today - day).get_days();
    match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        // One that is yet to come is as far away as one long ago.
        2..=60 => format!("{days} days ago"),
        _ => day.to_string(),
    }
}

/// Digits in groups of three.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_read_well() {
        let table = [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ];
        for (n, want) in table {
            assert_eq!(grouped(n), want);
        }
        let today = civil::date(2031, 3, 10);
        let table = [
            (civil::date(2031, 3, 10), "today"),
            (civil::date(2031, 3, 9), "yesterday"),
            (civil::date(2031, 3, 7), "3 days ago"),
            (civil::date(2030, 3, 7), "2030-03-07"),
            (civil::date(2031, 4, 1), "2031-04-01"),
        ];
        for (day, want) in table {
            assert_eq!(ago(day, today), want);
        }
    }
}
