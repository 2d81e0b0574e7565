//! The values of a query's conditions: ranges, times, and the words of `is:`, `has:`, `lang:` and `sort:`.

use jiff::civil;

use crate::model::{ArticleView, Mark, Marks};

/// A range with both ends in it. A single value is a range from it to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range<T> {
    /// `None`: open.
    pub from: Option<T>,
    /// `None`: open.
    pub to: Option<T>,
}

impl<T: PartialOrd> Range<T> {
    /// True if the value lies in the range.
    pub fn contains(&self, value: &T) -> bool {
        self.from.as_ref().is_none_or(|from| from <= value)
            && self.to.as_ref().is_none_or(|to| value <= to)
    }
}

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    first: civil::Date,
    last: civil::Date,
}

impl Period {
    /// The year, the month or the day; `None` if the calendar has no such day.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        let first = civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        let last = match (month, day) {
            (None, _) => first.last_of_year(),
            (Some(_), None) => first.last_of_month(),
            (Some(_), Some(_)) => first,
        };
        Some(Self { first, last })
    }

    /// Its first day.
    pub fn first(self) -> civil::Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> civil::Date {
        self.last
    }
}

/// The point in time of `newer:` and `older:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// So many units before today.
    Ago(u16, Unit),
    /// The first day of this.
    On(Period),
}

impl Moment {
    /// The day that is meant.
    pub fn day(self, today: civil::Date) -> civil::Date {
        match self {
            Self::On(stamp) => stamp.first(),
            Self::Ago(count, unit) => {
                let count = i64::from(count);
                let span = match unit {
                    Unit::Day => jiff::Span::new().days(count),
                    Unit::Week => jiff::Span::new().weeks(count),
                    Unit::Month => jiff::Span::new().months(count),
                    Unit::Year => jiff::Span::new().try_years(count).unwrap_or_default(),
                };
                today.saturating_sub(span)
            }
        }
    }
}

/// Declares an enum whose values are words of the language.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$value_doc])* $value,)+ }

        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &[Self] = &[$(Self::$value,)+];

            /// The word of the language.
            pub fn word(self) -> &'static str {
                match self { $(Self::$value => $word,)+ }
            }
        }
    };
}

words! {
    /// A length of time, as in `2w`.
    Unit {
        /// A day.
        Day = "d",
        /// Seven days.
        Week = "w",
        /// A calendar month.
        Month = "m",
        /// A calendar year.
        Year = "y",
    }
}

words! {
    /// A language, told by its script: `en` stands for all that is written in Latin letters.
    Lang {
        /// Hangul.
        Korean = "ko",
        /// Kana.
        Japanese = "ja",
        /// Han characters without kana or Hangul.
        Chinese = "zh",
        /// Cyrillic.
        Russian = "ru",
        /// Latin.
        English = "en",
    }
}

words! {
    /// Something an article may contain.
    Feature {
        /// A link.
        Link = "link",
        /// Code: a span or a block.
        Code = "code",
        /// A section that sums it up.
        Summary = "summary",
    }
}

words! {
    /// A mark that an article bears or lacks.
    State {
        /// Not read.
        Unread = "unread",
        /// Read.
        Read = "read",
        /// Starred.
        Starred = "starred",
        /// Queued.
        Queued = "queued",
        /// Its reference was opened.
        Opened = "opened",
        /// It came since the archive was read last.
        New = "new",
    }
}

impl State {
    /// True if the article is in this state.
    pub fn holds(self, article: &ArticleView<'_>, marks: &dyn Marks) -> bool {
        match self.mark() {
            Some(mark) => marks.is(article, mark) == (self != Self::Unread),
            None => marks.is_new(article),
        }
    }

    /// The mark it depends on, if it depends on one.
    pub fn mark(self) -> Option<Mark> {
        Some(match self {
            Self::Unread | Self::Read => Mark::Read,
            Self::Starred => Mark::Starred,
            Self::Queued => Mark::Queued,
            Self::Opened => Mark::Opened,
            Self::New => return None,
        })
    }
}

words! {
    /// The property to order by.
    SortKey {
        /// The issue's date, newest first.
        Date = "date",
        /// The title, from A to Z.
        Title = "title",
        /// The issue's number, else its title.
        Issue = "issue",
        /// The place where the words were found: title, tags, summary, body.
        Relevance = "relevance",
    }
}

/// The order of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The property to order by.
    pub key: SortKey,
    /// The other way round: `sort:-date` is oldest first.
    pub reversed: bool,
}
