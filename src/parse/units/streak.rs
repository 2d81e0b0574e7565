//! The look of a streak, and the evidence in it for articles.

use super::{
    around::{Around, Ground},
    entry::{Entry, Streak, are_different},
    headings::has_own_source,
    heads::{is_bold_led, is_strong},
    issue::IssueStreaks,
    weigh::{Evidence, row},
};
use crate::{
    model::SectionKind,
    parse::{
        lead::{By, is_address},
        outline::BlockKind,
        sections::{OutlineSection, Sections},
        words::{self, COLONS},
    },
};

/// So many items amid prose are more than examples of what it says.
const MANY_ITEMS: usize = 4;

/// So many headings with numbers are counted, and not what stands under them.
const MANY_COUNTED: usize = 3;

/// The look of a streak.
#[allow(clippy::struct_excessive_bools, reason = "each is evidence of its own")]
#[derive(Clone, Copy)]
pub struct StreakLook {
    around: Around,
    /// The number of entries.
    all: usize,
    /// Those that begin with a link, each with a title of its own.
    led: usize,
    /// Those that are titles over text, or bold links.
    strong: usize,
    /// Those of which a link is all.
    bare: usize,
    /// Those that begin with bold words.
    bold: usize,
    /// Those that begin with a number.
    numbered: usize,
    /// Those with a link anywhere that says more than a name.
    linked: usize,
    /// Those that begin as items of other sections, or of other issues, do.
    repeated: usize,
    /// Those that begin as headings do.
    recap: usize,
    /// Those of a list without a heading that stand in many issues, word for word.
    said_again: usize,
    /// True if the heading of the last section names sources, and all links of the streak also stand above.
    linked_again: bool,
    list: bool,
    /// True if no entry ends as a sentence does.
    terse: bool,
    /// True if articles of the same section stand before.
    pub after_units: bool,
    /// True if its section holds no other list.
    only_list: bool,
    headed: bool,
    heading_linked: bool,
    part: bool,
    /// True if the heading is that of a footer, as in other issues or by its name.
    footer: bool,
    detail: bool,
    others_numbered: bool,
    /// True if headings stand below, and none above.
    preface: bool,
    /// True if most other sections have a link line below words.
    sourced: bool,
    like_heading: bool,
    /// True if it is words over or before a bare URL, and they are not marked as a title.
    address: bool,
    /// True if its heading has a number under another heading, as others have.
    counted_heading: bool,
    /// True if most sections beside its own have a source of their own, and it has none.
    beside_sources: bool,
    /// True if its entries are bare URLs.
    addresses: bool,
    /// True if others like it are articles.
    pub others: bool,
    /// True if there are lists without any link.
    plain_lists: bool,
    /// True if the section's heading holds items in other issues.
    usual: bool,
    /// True if the section's heading stands in many issues.
    recurs: bool,
    /// True if all paragraphs are nothing but links.
    only_links: bool,
    /// True if it stands in one of an archive of posts.
    post: bool,
    /// True if it is in the last section, whose heading names sources, below others.
    sources: bool,
}

impl StreakLook {
    /// True if a shape repeats, or may have its like elsewhere.
    fn has_shape(&self) -> bool {
        let led = self.few_led() || (self.led > 1 && self.most(self.led));
        if self.list {
            led || self.is_bold() || (self.linked > 0 && self.most(self.linked))
        } else {
            led || self.numbered > 0 || self.strong > 0 || self.is_bold() || self.is_lone_bold()
        }
    }

    fn most(&self, some: usize) -> bool {
        2 * some >= self.all
    }

    fn few_led(&self) -> bool {
        self.led == 1 && (self.all == 1 || !self.list)
    }

    fn is_prose(&self) -> bool {
        self.list && self.led < 2 && !self.is_bold() && self.linked > 1 && self.most(self.linked)
    }

    /// True if there are few entries, or most say nothing but a title.
    fn is_short(&self) -> bool {
        self.all < MANY_ITEMS || self.most(self.bare)
    }

    fn is_amid_prose(&self) -> bool {
        self.list && !self.around.opens && !self.around.closes && self.around.links_before
    }

    /// True if half of the items begin as elsewhere, or all paragraphs that may be titles: a few are lines that each issue has.
    fn is_repeated(&self) -> bool {
        let titles = self.led.max(self.strong).max(self.bold).max(self.numbered);
        let (repeated, all) = if self.list {
            (2 * self.repeated, self.led)
        } else {
            (self.repeated, titles)
        };
        repeated >= all.max(1)
    }

    fn is_lone_bold(&self) -> bool {
        !self.list && self.all == 1 && self.bold == 1 && self.recurs
    }

    fn is_bold(&self) -> bool {
        self.bold > 1 && self.most(self.bold) && 2 * self.linked >= self.bold
    }
}

/// Evidence for articles, and against it.
pub const TABLE: &[Evidence<StreakLook>] = &[
    row(50, "most items begin with a link", |l| {
        l.list && l.led > 1 && l.most(l.led)
    }),
    row(40, "most paragraphs begin with a link", |l| {
        !l.list && l.led > 1 && l.most(l.led)
    }),
    row(25, "paragraphs are titles over text", |l| {
        !l.list && l.strong > 1
    }),
    row(60, "paragraphs have numbers", |l| !l.list && l.numbered > 1),
    row(45, "bold words begin most entries", StreakLook::is_bold),
    row(20, "most items are prose with a link", StreakLook::is_prose),
    row(15, "and no sentences", |l| l.is_prose() && l.terse),
    row(10, "one of them begins with it", |l| {
        l.is_prose() && l.led == 1
    }),
    row(25, "a lone entry begins with a link", |l| {
        l.few_led() && (l.list || l.strong > 0)
    }),
    row(25, "bold begins a lone one", StreakLook::is_lone_bold),
    row(10, "all do", |l| l.led > 1 && l.led == l.all),
    row(10, "there are more than two", |l| l.all > 2 && !l.few_led()),
    row(-100, "no shape repeats", |l| !l.has_shape()),
    row(-40, "prose in a post", |l| {
        l.post && (l.is_prose() || (!l.list && l.is_bold()))
    }),
    row(-60, "sources end a text", |l| {
        l.list && l.sources && !l.others && !l.usual
    }),
    row(25, "another list of the section is such", |l| {
        let all = l.led == l.all || l.linked == l.all;
        l.list && l.after_units && l.around.follows_list && all
    }),
    row(30, "it has a number as others have", |l| {
        !l.list && l.numbered == 1 && l.others_numbered
    }),
    row(-30, "it stands before all headings", |l| {
        !l.list && l.few_led() && l.preface
    }),
    row(-60, "sections beside it have sources under words", |l| {
        !l.list && l.headed && l.only_links && l.led == l.all && l.sourced
    }),
    row(15, "nothing stands before", |l| l.around.opens),
    row(15, "no heading stands above", |l| !l.headed && !l.few_led()),
    row(15, "labels stand before lists", |l| {
        l.list && l.around.labelled && !l.headed && !l.around.references
    }),
    row(25, "others are such", |l| {
        l.others && (l.list || l.numbered > 0 || !l.others_numbered)
    }),
    row(30, "the section holds some in other issues", |l| l.usual),
    row(-10, "words stand before", |l| {
        l.headed && !l.around.opens && !l.after_units
    }),
    row(-40, "a sentence leads to its prose", |l| {
        l.around.announced && l.headed && l.is_prose() && l.is_short() && !l.usual && !l.recurs
    }),
    row(-60, "a table below words", |l| {
        l.around.table && !l.around.opens
    }),
    row(-30, "amid prose", StreakLook::is_amid_prose),
    row(-30, "and the only list there", |l| {
        l.is_amid_prose() && l.is_short() && l.only_list && !l.after_units && !l.usual
    }),
    row(-60, "amid the text of an article", |l| {
        l.list && l.after_units && !l.around.follows_list && !l.around.closes
    }),
    row(-60, "below a paragraph with a number", |l| {
        let digest = l.around.digest && l.only_list && l.led == l.all;
        l.list && l.after_units && l.others_numbered && !digest
    }),
    row(-100, "glued to an article", |l| {
        l.after_units && l.around.glued
    }),
    row(-60, "the heading has a source", |l| l.heading_linked),
    row(40, "but nothing else stands below", |l| {
        l.heading_linked && l.around.only_lists && l.others && !l.is_prose()
    }),
    row(-60, "the heading says the same", |l| l.like_heading),
    row(-10, "a lone address is the heading's", |l| {
        l.address && l.headed && l.few_led()
    }),
    row(-60, "headings have numbers", |l| {
        !l.list && l.counted_heading
    }),
    row(-40, "sections beside it have sources", |l| {
        l.list && l.beside_sources && (l.addresses || !l.around.only_lists)
    }),
    row(-60, "after words and a rule", |l| {
        l.list && l.headed && l.around.after_rule && !l.around.opens && !l.after_units
    }),
    row(-80, "the same in other sections", StreakLook::is_repeated),
    row(-80, "the same in many issues", |l| {
        l.said_again > 0 && 3 * l.said_again >= 2 * l.all
    }),
    row(-100, "the links above once more", |l| {
        l.list && l.linked_again
    }),
    row(-40, "the heading names a part", |l| l.part),
    row(-100, "the heading ends the issue", |l| l.footer),
    row(-80, "the heading stands under others, too", |l| l.detail),
    row(-60, "others have numbers", |l| {
        !l.list && l.numbered == 0 && l.others_numbered
    }),
    row(-100, "headings once more", |l| {
        l.recap > 1 && l.most(l.recap)
    }),
    row(-40, "a row of links under prose", |l| {
        l.only_links && l.headed && !l.around.opens
    }),
    row(-20, "other lists have no links", |l| {
        l.is_prose() && l.headed && l.plain_lists
    }),
];

/// The look of a streak, while none is chosen.
pub fn look(
    issue: &IssueStreaks,
    section: &OutlineSection,
    ground: &Ground,
    streak: &Streak,
) -> StreakLook {
    let sections = issue.sections;
    let entries = &streak.entries;
    let count = |is: &dyn Fn(&Entry) -> bool| entries.iter().filter(|entry| is(entry)).count();
    let telling = telling(entries);
    let headed = section.heading.is_some() && !issue.is_title(section);
    // Under a heading, what is said again may be news all the same.
    let may_greet = streak.list && !headed;
    let last = section.index > 0 && section.index + 1 == sections.all.len();
    let names_sources = section.kind == Some(SectionKind::Reference);
    let mut above = sections.all.iter().take(section.index).skip(1);
    let heading = &section.key;
    let above_key = &sections.section(section.parent).key;
    StreakLook {
        around: Around::new(sections, ground, streak),
        all: streak.size,
        led: led(&telling),
        strong: count(&|entry| is_strong(entry)),
        bare: count(&|entry| entry.lead.by == By::Link && !entry.lead.more),
        bold: count(&|entry| {
            is_bold_led(entry) || (entry.lead.by == By::Bold && (streak.list || entry.over))
        }),
        numbered: count(&|entry| entry.lead.numbered && entry.lead.by != By::Nothing),
        linked: count(&|entry| {
            let links = entry.lead.link.is_some() || entry.lead.by == By::Link;
            links && !words::is_mention(&entry.lead.title)
        }),
        repeated: count(&|entry| issue.is_repeated(entry)),
        recap: count(&|entry| issue.is_heading(entry)),
        linked_again: last && names_sources && links_again(sections, section, streak),
        said_again: count(&|entry| may_greet && issue.is_said_again(entry)),
        list: streak.list,
        terse: !entries
            .iter()
            .any(|entry| entry.lead.title.ends_with(['.', '。', '!', '…'])),
        after_units: false,
        only_list: issue.has_one_list(section),
        headed,
        heading_linked: section.link.is_some(),
        part: issue.is_part(section),
        footer: issue.is_footer(section),
        detail: issue.parts.contains(heading) && !issue.habits.recurs(above_key),
        others_numbered: issue.numbered > 1,
        preface: section.heading.is_none() && sections.all.len() > 1,
        sourced: issue.sourced,
        like_heading: !streak.list && entries.iter().take(1).any(|entry| entry.key == *heading),
        address: !streak.list && entries.iter().any(|entry| is_plain(sections, entry)),
        counted_heading: section.parent > 0 && issue.is_counted(section, MANY_COUNTED),
        beside_sources: has_sources_beside(issue, section),
        addresses: entries.iter().all(|entry| is_address(&entry.lead.title)),
        others: false,
        plain_lists: issue.plain_lists,
        usual: issue.habits.holds_items(&section.key),
        recurs: issue.habits.recurs(&section.key),
        post: issue.is_post,
        sources: last && names_sources && above.any(|above| is_text(sections, above)),
        only_links: !streak.list
            && !telling.is_empty()
            && telling.iter().all(|entry| entry.only_links > 0),
    }
}

/// The entries that begin with a title that is a link.
fn telling<'e, 'p>(entries: &'e [Entry<'p>]) -> Vec<&'e Entry<'p>> {
    let telling = |entry: &&Entry| entry.lead.is_telling() && !entry.aside;
    entries.iter().filter(telling).collect()
}

/// The number of such entries with titles of their own.
fn led(telling: &[&Entry]) -> usize {
    if are_different(telling.iter().map(|entry| &*entry.lead.title)) {
        telling.len()
    } else {
        telling.len().min(1)
    }
}

/// True if all links of a streak also stand before it.
fn links_again(sections: &Sections, section: &OutlineSection, streak: &Streak) -> bool {
    let content = sections.content(section);
    let block = content
        .get(streak.place)
        .map(|&index| sections.block(index));
    block.is_some_and(|block| {
        let mut again = sections.links_again(block.span).peekable();
        again.peek().is_some() && again.all(|again| again)
    })
}

/// True if an entry is a bare URL below words that are not emphasized.
fn is_plain(sections: &Sections, entry: &Entry) -> bool {
    let text = sections.source.get(entry.at as usize..).unwrap_or("");
    entry.lead.by == By::Address && !text.starts_with(['*', '_'])
}

/// True if a section holds more than lists and their labels.
fn is_text(sections: &Sections, section: &OutlineSection) -> bool {
    let labels = |index: usize| sections.block_text(index).ends_with(COLONS);
    let mut said = sections
        .content(section)
        .iter()
        .filter(|&&index| sections.says(index));
    said.any(|&index| sections.block(index).kind != BlockKind::List && !labels(index))
}

/// True if most sections beside one have a source of their own, and it has none.
fn has_sources_beside(issue: &IssueStreaks, section: &OutlineSection) -> bool {
    section.heading.is_some()
        && issue.over_sources.contains(&section.parent)
        && !has_own_source(issue.sections, section)
}

#[cfg(test)]
mod tests {
    use super::{super::weigh::assert_sound, TABLE};

    #[test]
    fn the_table_is_sound() {
        assert_sound(TABLE);
    }
}
