//! Chooses the streaks that are articles.

use super::{
    around::Ground,
    entry::Streak,
    heads::heads,
    issue::IssueStreaks,
    streak::{StreakLook, TABLE, look},
    weigh::weigh,
};
use crate::parse::sections::OutlineSection;

/// Streaks of this weight are articles.
const ENOUGH: i32 = 40;

/// Chooses the streaks that are articles, then once more, knowing the others.
pub fn choose(issue: &mut IssueStreaks) {
    let looks = looks(issue);
    issue.own = chosen(issue, &looks);
    issue.tally();
    issue.own = chosen(issue, &looks);
}

/// The look of the streaks of each section.
fn looks(issue: &IssueStreaks) -> Vec<Vec<StreakLook>> {
    let sections = issue.sections.all.iter().zip(&issue.streaks);
    let looks = sections.map(|(section, streaks)| {
        let ground = Ground::new(issue.sections, section);
        let looks = streaks
            .iter()
            .map(|streak| look(issue, section, &ground, streak));
        looks.collect()
    });
    looks.collect()
}

/// The positions of each section's streaks that are articles.
fn chosen(issue: &IssueStreaks, looks: &[Vec<StreakLook>]) -> Vec<Vec<usize>> {
    let sections = issue.sections.all.iter().zip(&issue.streaks).zip(looks);
    let chosen =
        sections.map(|((section, streaks), looks)| chosen_of(issue, section, streaks, looks));
    chosen.collect()
}

fn chosen_of(
    issue: &IssueStreaks,
    section: &OutlineSection,
    streaks: &[Streak],
    looks: &[StreakLook],
) -> Vec<usize> {
    let mut own: Vec<usize> = Vec::new();
    // Where the first article of those chosen begins.
    let mut first: Option<u32> = None;
    // Paragraphs come first: whether a list is in the body of one depends on them.
    let order = |list: bool| {
        let streaks = streaks.iter().zip(looks).enumerate();
        streaks.filter(move |(_, (streak, _))| streak.list == list)
    };
    for (at, (streak, look)) in order(false).chain(order(true)) {
        let start = streak.entries.first().map(|entry| entry.at);
        let mut look = *look;
        look.after_units = first.is_some_and(|first| Some(first) < start);
        look.others = issue.others(section, streak.list);
        if weigh(TABLE, &look) >= ENOUGH {
            own.push(at);
            let head = heads(streak).next().map(|head| head.at);
            first = first.into_iter().chain(head).min();
        }
    }
    own
}
