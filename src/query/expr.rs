//! What a query says, as a tree. Only the parser and the builders of [`Query`](super::Query) make one, in one canonical
//! form: no group within a group of its kind, no group of one.

use jiff::civil;

use crate::{
    model::{ArticleView, Mark, Marks},
    text::hangul,
};

/// A condition on an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// All of these; none: everything.
    All(Vec<Expr>),
    /// At least one of these.
    Any(Vec<Expr>),
    /// Not this.
    Not(Box<Expr>),
    /// A single condition.
    Term(Term),
}

/// A single condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Anywhere: title, own tags, everything written.
    Text(Pattern),
    /// In the title.
    Title(Pattern),
    /// In a link's URL.
    Url(Pattern),
    /// In the issue's title or path.
    Issue(Pattern),
    /// In the name of a section or of the group the article stands in, or the kind of a section.
    Section(Pattern),
    /// In the body of a section of this kind or name.
    In(String, Pattern),
    /// One of these tags.
    Tag(Vec<String>),
    /// The reference is at one of these hosts, or below one.
    Domain(Vec<String>),
    /// Mostly in one of these scripts.
    Lang(Vec<Lang>),
    /// In one of these states.
    Is(Vec<State>),
    /// Having one of these.
    Has(Vec<Part>),
    /// How many characters the article is written with.
    Length(Range<u32>),
    /// The issue's number.
    Number(Range<u32>),
    /// The issue's date.
    Date(Range<Stamp>),
    /// The issue's date is then or later.
    Newer(When),
    /// The issue's date is before then.
    Older(When),
}

/// What to look for in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// These words, NFC. Case counts only if one letter is a capital.
    Literal(String),
    /// A regular expression, in the syntax of Rust's regex crate.
    Regex(String),
}

/// A range with both ends in it. A single value is a range from it to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range<T> {
    /// `None`: open.
    pub from: Option<T>,
    /// `None`: open.
    pub to: Option<T>,
}

impl<T: PartialOrd> Range<T> {
    /// Whether a value lies in the range.
    pub fn contains(&self, value: &T) -> bool {
        self.from.as_ref().is_none_or(|from| from <= value)
            && self.to.as_ref().is_none_or(|to| value <= to)
    }
}

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    first: civil::Date,
    last: civil::Date,
}

impl Stamp {
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
pub enum When {
    /// So many units before today.
    Ago(u16, Unit),
    /// The first day of this.
    On(Stamp),
}

impl When {
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
    Part {
        /// A link.
        Link = "link",
        /// Code: a span or a block.
        Code = "code",
        /// A section that sums it up.
        Summary = "summary",
    }
}

words! {
    /// What the reader did with an article, or did not.
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
    }
}

impl State {
    /// Whether an article is in this state.
    pub fn holds(self, article: &ArticleView<'_>, marks: &dyn Marks) -> bool {
        marks.is(article, self.mark()) == (self != Self::Unread)
    }

    /// The mark it depends on.
    pub fn mark(self) -> Mark {
        match self {
            Self::Unread | Self::Read => Mark::Read,
            Self::Starred => Mark::Starred,
            Self::Queued => Mark::Queued,
            Self::Opened => Mark::Opened,
        }
    }
}

words! {
    /// What to order by.
    Key {
        /// The issue's date, newest first.
        Date = "date",
        /// The title, from A to Z.
        Title = "title",
        /// The issue's number, else its title.
        Issue = "issue",
        /// Where the words were found: title, tags, summary, body.
        Relevance = "relevance",
    }
}

/// The order of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// What to order by.
    pub key: Key,
    /// The other way round: `sort:-date` is oldest first.
    pub reversed: bool,
}

impl Expr {
    /// Everything.
    pub const EVERYTHING: Self = Self::All(Vec::new());

    /// All of `parts`.
    pub fn all(parts: impl IntoIterator<Item = Expr>) -> Self {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::All(parts) => parts,
            part => vec![part],
        });
        Self::group(flat.collect(), Self::All)
    }

    /// At least one of `parts`, which are not none.
    pub fn any(parts: impl IntoIterator<Item = Expr>) -> Self {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::Any(parts) => parts,
            part => vec![part],
        });
        Self::group(flat.collect(), Self::Any)
    }

    /// Not `inner`.
    pub fn negated(inner: Expr) -> Self {
        Self::Not(Box::new(inner))
    }

    fn group(mut parts: Vec<Expr>, group: fn(Vec<Expr>) -> Self) -> Self {
        match parts.len() {
            1 => parts.remove(0),
            _ => group(parts),
        }
    }

    /// Whether an article may match at one time and not at another, as it is marked.
    pub fn depends_on_marks(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::depends_on_marks),
            Self::Not(inner) => inner.depends_on_marks(),
            Self::Term(term) => matches!(term, Term::Is(_)),
        }
    }

    /// Whether spaces within Korean words may make a difference.
    pub fn can_be_loosened(&self) -> bool {
        let mut patterns = self.wanted().into_iter().filter_map(Term::pattern);
        patterns.any(Pattern::can_be_loosened)
    }

    /// The words that are looked for in the text of articles, if that is done once, and all that is found holds them.
    pub fn lone_text(&self) -> Option<&Pattern> {
        let texts = |parts: &[Self]| parts.iter().filter(|part| part.has_text()).count();
        match self {
            Self::All(parts) if texts(parts) == 1 => parts.iter().find_map(Self::lone_text),
            Self::Term(Term::Text(pattern)) => Some(pattern),
            _ => None,
        }
    }

    fn has_text(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::has_text),
            Self::Not(inner) => inner.has_text(),
            Self::Term(term) => matches!(term, Term::Text(_)),
        }
    }

    /// The terms that an article may match, those under a negation left out.
    pub fn wanted(&self) -> Vec<&Term> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::wanted).collect(),
            Self::Not(_) => Vec::new(),
            Self::Term(term) => vec![term],
        }
    }
}

impl Pattern {
    /// Whether two letters of Hangul stand together or with a space between, a consonant that will be a syllable among them.
    fn can_be_loosened(&self) -> bool {
        let Self::Literal(text) = self else {
            return false;
        };
        let is_hangul = |c: char| hangul::is_syllable(c) || hangul::is_initial(c);
        let mut letters = text.chars().filter(|c| !c.is_whitespace()).map(is_hangul);
        let mut before = false;
        letters.any(|hangul| std::mem::replace(&mut before, hangul) && hangul)
    }
}

impl Term {
    /// The pattern it looks for, if it looks for one.
    pub fn pattern(&self) -> Option<&Pattern> {
        match self {
            Self::Text(pattern)
            | Self::Title(pattern)
            | Self::Url(pattern)
            | Self::Issue(pattern)
            | Self::Section(pattern)
            | Self::In(_, pattern) => Some(pattern),
            _ => None,
        }
    }
}
