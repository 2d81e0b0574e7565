//! Dates as precise as their sources.

use std::fmt;

use jiff::{Timestamp, civil, tz::TimeZone};

/// The part of a [`Date`] that its source states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// Year and month only.
    Month,
    /// A day.
    Day,
    /// A moment of a day.
    Time,
    /// A day on which the issue came into its repository: it says none of its own.
    Committed,
}

/// When an issue appeared, in UTC, as precisely as its source says.
///
/// Ordered by time; displayed as `2024-09` or `2024-09-08` (ISO 8601), and as `~2024-09-08` where only the repository's history
/// tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    at: Timestamp,
    precision: Precision,
}

impl Date {
    /// A moment.
    pub fn from_time(at: Timestamp) -> Self {
        Self {
            at,
            precision: Precision::Time,
        }
    }

    /// A calendar day; `None` outside of years -9999 to 9999.
    pub fn from_day(day: civil::Date) -> Option<Self> {
        Some(Self {
            at: midnight(day)?,
            precision: Precision::Day,
        })
    }

    /// The day on which an issue without a date came into its repository.
    pub fn from_commit(day: civil::Date) -> Option<Self> {
        let precision = Precision::Committed;
        Some(Self {
            precision,
            ..Self::from_day(day)?
        })
    }

    /// A calendar month, ordered as its first day.
    pub fn from_month(year: i16, month: i8) -> Option<Self> {
        let day = civil::Date::new(year, month, 1).ok()?;
        Some(Self {
            at: midnight(day)?,
            precision: Precision::Month,
        })
    }

    /// The day in UTC; the first of the month of a date without day.
    pub fn day(&self) -> civil::Date {
        TimeZone::UTC.to_datetime(self.at).date()
    }

    /// The moment; midnight UTC where only a day or a month is known.
    pub fn timestamp(&self) -> Timestamp {
        self.at
    }

    /// True if the issue does not say it, and only its repository's history tells.
    pub fn is_committed(&self) -> bool {
        self.precision == Precision::Committed
    }

    /// `2024-09` or `2024-09-08`, for programs.
    pub fn iso(&self) -> String {
        self.to_string().trim_start_matches('~').to_owned()
    }

    /// The known part of the date.
    pub fn precision(&self) -> Precision {
        self.precision
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.day();
        if self.is_committed() {
            f.write_str("~")?;
        }
        write!(f, "{:04}-{:02}", day.year(), day.month())?;
        match self.precision {
            Precision::Month => Ok(()),
            Precision::Day | Precision::Time | Precision::Committed => {
                write!(f, "-{:02}", day.day())
            }
        }
    }
}

fn midnight(day: civil::Date) -> Option<Timestamp> {
    TimeZone::UTC
        .to_timestamp(day.to_datetime(civil::Time::midnight()))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn displays_what_is_known() {
        let day = civil::date(2024, 9, 8);
        assert_eq!(Date::from_day(day).unwrap().to_string(), "2024-09-08");
        assert_eq!(Date::from_month(2024, 9).unwrap().to_string(), "2024-09");
        let committed = Date::from_commit(day).unwrap();
        assert_eq!(committed.to_string(), "~2024-09-08");
        assert_eq!(committed.iso(), "2024-09-08");
        let late: Timestamp = "2024-09-08T23:30:00-05:00".parse().unwrap();
        assert_eq!(
            Date::from_time(late).to_string(),
            "2024-09-09",
            "days are UTC days"
        );
    }
}
