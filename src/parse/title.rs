//! The title of an issue, and its number in the series.

use super::{
    date,
    front_matter::is_template,
    outline::{BlockKind, OutlineBlock, without_stray_marks},
    sections::Sections,
};
use crate::model::Date;

/// The title: the one [`given`], else the file's name made readable.
pub fn of_issue(
    sections: &Sections,
    given: Option<String>,
    path: &str,
    date: Option<Date>,
) -> String {
    let first = || {
        let first = sections.all.get(1).filter(|_| is_cuid(stem(path)))?;
        Some(first.title.to_string()).filter(|title| !title.is_empty())
    };
    given.or_else(first).unwrap_or_else(|| of_path(path, date))
}

/// The title that the text itself gives.
pub fn given(sections: &Sections, stated: Option<&str>) -> Option<String> {
    let heading = || main_heading(sections).map(|index| sections.section(index).title.to_string());
    let found = stated
        .map(|title| without_stray_marks(title).unwrap_or_else(|| title.to_owned()))
        .or_else(heading);
    let usable = |title: &String| !title.is_empty() && !is_template(title);
    found.filter(usable)
}

/// The heading that is the issue's title: the only one of level 1, else the first if it stands above all else, or is the only one of
/// its level and has a number or nothing beside it. A blog's software may set it lower than the sections that follow.
fn main_heading(sections: &Sections) -> Option<usize> {
    let shown = |block: &OutlineBlock| block.kind != BlockKind::Comment;
    let start = sections.outline.blocks.iter().position(shown);
    let headings = || sections.all.iter().skip(1);
    let is_only = |level: u8| {
        let mut same = headings().filter(move |section| section.level == level);
        same.next().filter(|_| same.next().is_none())
    };
    let mut top = sections.children(sections.section(0));
    let first = top.next().filter(|first| first.heading == start);
    let lower = first.zip(top.next());
    let lower = lower.filter(|(first, next)| first.link.is_none() && next.level < first.level);
    if let Some(top) = lower.map(|(first, _)| first).or(is_only(1)) {
        return Some(top.index);
    }
    let first = first?;
    let alone = is_only(first.level).is_some() && first.link.is_none();
    let lists = sections
        .content(first)
        .iter()
        .any(|&index| sections.block(index).kind == BlockKind::List);
    let only = sections.all.len() == 2 && !lists;
    let named = alone && (only || first.title.contains(|c: char| c.is_ascii_digit()));
    let bare = first.level == 1 && sections.content(first).is_empty();
    let highest = headings().all(|other| other.level >= first.level);
    let counted = highest
        && !lists
        && first.link.is_none()
        && !first.linked
        && has_later_number(&first.title);
    let mut others = sections.children(sections.section(0)).skip(1).peekable();
    let over_groups = !first.is_parent()
        && first.link.is_none()
        && others.peek().is_some()
        && others.all(|other| other.level == first.level && other.is_parent());
    (named || bare || counted || over_groups).then_some(first.index)
}

/// True if a number that counts issues stands in a title: behind words, or between marks for it. Before words it counts headings.
fn has_later_number(title: &str) -> bool {
    title.trim_start().starts_with('第')
        || title
            .trim_start_matches(|c: char| !c.is_alphabetic())
            .contains(|c: char| c.is_ascii_digit())
}

/// `issue-7.md` is "Issue 7", `2031/Feb/03.md` its date.
fn of_path(path: &str, date: Option<Date>) -> String {
    let stem = stem(path);
    if let (false, Some(date)) = (stem.contains(char::is_alphabetic), date) {
        return date.to_string();
    }
    if stem.chars().all(|c| c.is_ascii_digit()) {
        return format!("Issue {}", stem.trim_start_matches('0'));
    }
    let words = stem.split(['-', '_', ' ']).filter(|word| !word.is_empty());
    let mut title = words.collect::<Vec<_>>().join(" ");
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
}

/// True if a name is an id that a blog's software made.
fn is_cuid(name: &str) -> bool {
    name.len() == 25 && name.starts_with('c') && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The file's name without extension; for `7/index.md` the folder's.
pub fn stem(path: &str) -> &str {
    let mut names = path.rsplit('/');
    let name = names.next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.eq_ignore_ascii_case("index") {
        names.next().unwrap_or(stem)
    } else {
        stem
    }
}

/// The words that count issues behind a number.
const COUNTERS: [char; 6] = ['호', '号', '號', '期', '회', '回'];

/// The number in the series that a title names, else the file's name.
pub fn number(title: &str, path: &str) -> Option<u32> {
    let named = || {
        let dated = date::in_path(path).is_some() || date::in_year_folder(path).is_some();
        (!dated).then(|| named_number(stem(path)))?
    };
    marked_number(title)
        .or_else(|| counted_number(title))
        .or_else(|| trailing_number(title))
        .or_else(named)
}

/// `#7`, `Issue 7`, `第 7 期`, `7호`.
fn marked_number(title: &str) -> Option<u32> {
    let lower = title.to_lowercase();
    for mark in ["#", "issue ", "no. ", "vol. ", "第", "제"] {
        for (at, _) in lower.match_indices(mark) {
            let rest = lower.get(at + mark.len()..)?.trim_start_matches([' ', '#']);
            if let Some(number) = leading_number(rest).filter(|number| !is_dated(*number, rest)) {
                return Some(number);
            }
        }
    }
    None
}

/// True if a text begins with this year, and its month or number: `2031-02`.
fn is_dated(year: u32, text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1980..2200).contains(&year) && rest.starts_with(['-', '/', '.'])
}

/// `7호`, `周刊7期`; `2月7号` is a day.
fn counted_number(title: &str) -> Option<u32> {
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    words.find_map(counted)
}

fn counted(word: &str) -> Option<u32> {
    let rest = word.strip_suffix(COUNTERS)?;
    let before = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let day = before.ends_with(['月', '월']);
    rest.get(before.len()..)
        .filter(|_| !day)
        .and_then(|digits| digits.parse().ok())
}

fn trailing_number(title: &str) -> Option<u32> {
    let rest = title.trim_end_matches(|c: char| c.is_ascii_digit());
    let number: u32 = title.get(rest.len()..)?.parse().ok()?;
    let apart = rest.ends_with(' ') && !rest.trim_end().ends_with([',', '.', '-', ':']);
    (apart && !(1980..2200).contains(&number) && !date::is_named(title)).then_some(number)
}

fn leading_number(text: &str) -> Option<u32> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

/// The one number of a name such as `issue-7`; dates have more than one, and years do not count.
fn named_number(stem: &str) -> Option<u32> {
    let words = stem.split(|c: char| !c.is_alphanumeric());
    let mut numbers = words.filter_map(word_number);
    let number = numbers.next()?;
    (numbers.next().is_none() && !(1980..2200).contains(&number)).then_some(number)
}

/// The number of a word such as `7`, `no7` or `7호`; `k8s` has none.
fn word_number(word: &str) -> Option<u32> {
    let marks = [
        "issue", "vol", "no", "nr", "ep", "episode", "week", "제", "第",
    ];
    let lower = word.to_ascii_lowercase();
    let rest = marks.iter().find_map(|mark| lower.strip_prefix(mark));
    let digits = rest.unwrap_or(&lower).trim_end_matches(COUNTERS);
    let number = digits.len() <= 4 && digits.chars().all(|c| c.is_ascii_digit());
    number.then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_from_paths() {
        let date = crate::parse::date::parse("2031-02-03");
        let table = [
            ("2031/Feb/03.md", date, "2031-02-03"),
            ("2018/issue-100.markdown", None, "Issue 100"),
            ("007/index.md", None, "Issue 7"),
            ("_posts/the_sea.md", None, "The sea"),
        ];
        for (path, date, want) in table {
            assert_eq!(of_path(path, date), want, "{path}");
        }
    }

    #[test]
    fn numbers() {
        let table = [
            ("Lantern #7: fog", "x.md", Some(7)),
            ("Lantern 130", "2031-02-03.md", Some(130)),
            ("Lantern for March 3", "a.md", None),
            ("Lantern 2031 feb 3", "a.md", None),
            ("Lantern #2031-02", "2031-02.md", None),
            ("科技爱好者周刊（第 330 期）", "a.md", Some(330)),
            ("Week Ending April 14, 2024", "2024-04-14-update.md", None),
            ("등대 소식 7호", "a.md", Some(7)),
            ("灯塔周刊7期：雾", "a.md", Some(7)),
            ("灯塔日报 2月7号", "a.md", None),
            ("Lantern Issue 7", "a.md", Some(7)),
            ("k8s at sea", "k8s-at-sea.md", None),
            ("Fog", "issue-9.md", Some(9)),
            ("Fog", "cl7qta5.md", None),
            ("Fog", "007.md", Some(7)),
            ("Fog", "lamp-no7.md", Some(7)),
            ("Fog", "제7호.md", Some(7)),
            ("Fog", "k8s-at-sea.md", None),
            ("Fog", "fog-fest-2023.md", None),
            ("Fog", "2031/0125.md", None),
            ("Fog", "0125.md", Some(125)),
        ];
        for (title, path, want) in table {
            assert_eq!(number(title, path), want, "{title} {path}");
        }
    }
}
