//! Tells a collection from one text that its headings divide.

use std::collections::HashSet;

use super::{
    Cut, CutKind, Known,
    headings::{has_own_source, stands_out},
    issue::IssueStreaks,
    weigh::{Evidence, row, weigh},
};
use crate::{
    model::{SectionKind, Span},
    parse::{
        outline::{BlockKind, OutlineBlock},
        sections::{OutlineSection, Sections},
        words::{self, COLONS},
    },
};

/// The look of an issue.
#[allow(clippy::struct_excessive_bools, reason = "each is evidence of its own")]
struct IssueLook {
    /// The number of articles found.
    articles: usize,
    /// Those that are headings.
    heads: usize,
    /// Of these, those that are links; have a link anywhere; have one that stands amid no sentence; have one that is plainly the
    /// source.
    linked: usize,
    sourced: usize,
    apart: usize,
    own: usize,
    /// Those of a mail whose links lead to one host that the links of no other lead to.
    placed: usize,
    /// The number of sections, and of those with items that are articles.
    sections: usize,
    holding: usize,
    /// The number of items that are articles.
    items: usize,
    /// True if all articles are items of one list amid more text.
    amid: bool,
    /// The number of sources that a list at the end names.
    sources: usize,
    /// Rules between sections.
    rules: usize,
    /// True if headings recur under several others.
    parts: bool,
    /// True if the title has a number or a date.
    numbered: bool,
    /// True if the text has no title of its own.
    untitled: bool,
    /// Headings that only an essay has: steps, a conclusion.
    steps: usize,
    closing: bool,
    /// True if a section of references with headings in it ends the issue.
    further: bool,
    /// True if all headings begin with one label: `Interview: Ann`, `Interview: Bob`.
    labelled: bool,
    /// True if links stand in the words before the first article.
    intro: bool,
    newsletter: bool,
    /// True if other issues have titles like this one, though most have not.
    series: bool,
    posts: bool,
    /// Headings that stand in many issues.
    recurring: usize,
}

/// Evidence for a collection, and against it.
const TABLE: &[Evidence<IssueLook>] = &[
    row(60, "links head several articles", |l| l.linked > 1),
    row(10, "a link heads one", |l| l.linked == 1),
    row(50, "half of the sections hold items", |l| {
        l.items > 1 && 2 * l.holding >= l.sections
    }),
    row(20, "some do", |l| l.items > 1 && l.holding > 1),
    row(40, "items are most of the articles", |l| {
        l.items > 2 && 2 * l.items > l.articles
    }),
    row(20, "all headings have a link below", |l| {
        l.heads > 1 && l.sourced == l.heads && 2 * l.apart >= l.heads
    }),
    row(10, "most do", |l| {
        l.heads > 1 && 3 * l.sourced >= 2 * l.heads && 2 * l.apart >= l.heads
    }),
    row(40, "most have a source of their own", |l| {
        l.own > 1 && 3 * l.own >= 2 * l.heads
    }),
    row(
        40,
        "it was sent, each about another place of the web",
        |l| l.heads > 2 && 5 * l.placed >= 4 * l.heads,
    ),
    row(45, "a list of sources ends it", |l| {
        l.heads > 1 && l.sources == l.heads && l.sourced == 0
    }),
    row(30, "rules divide", |l| {
        l.heads > 1 && l.rules + 1 >= l.heads
    }),
    row(60, "headings recur under others", |l| l.parts),
    row(20, "headings have one label", |l| l.labelled),
    row(40, "the title has a number", |l| l.numbered && !l.posts),
    row(25, "nothing is the title of all", |l| {
        l.untitled && l.heads > 1 && !l.posts
    }),
    row(80, "it is an issue of a newsletter", |l| l.newsletter),
    row(30, "it is one of a series", |l| l.series && !l.newsletter),
    row(40, "headings stand in other issues", |l| l.recurring > 1),
    row(-60, "the archive is of posts", |l| l.posts),
    row(-50, "headings are steps", |l| l.steps > 0),
    row(-30, "it has a conclusion", |l| l.closing),
    row(-40, "it has references in groups", |l| l.further),
    row(-30, "most headings have no link", |l| {
        l.heads > 0 && 2 * l.sourced < l.heads
    }),
    row(-10, "links stand before", |l| l.intro),
    row(-50, "and there are few items", |l| {
        l.intro && l.items < 3 && l.heads < 2 && !l.numbered
    }),
    row(-95, "items stand amid a longer text", |l| l.amid),
    row(-20, "it is a collection of nothing", |l| {
        l.heads > 0 && l.sourced == 0 && l.items == 0
    }),
];

/// True if all of an issue is one article.
pub fn is_one(issue: &IssueStreaks, known: Known, cuts: &[Cut]) -> bool {
    let look = look(issue, known, cuts);
    if look.articles == 0 {
        return issue
            .sections
            .all
            .iter()
            .any(|section| !issue.is_bare(section) || section.link.is_some());
    }
    if look.articles == 1 && look.items == 0 {
        return !look.newsletter || look.intro || look.heads == 0;
    }
    weigh(TABLE, &look) <= 0
}

fn look(issue: &IssueStreaks, known: Known, cuts: &[Cut]) -> IssueLook {
    let title = known.title;
    let sections = issue.sections;
    let heads: Vec<&OutlineSection> = heads(issue, cuts).collect();
    let articles = articles_of(cuts).count();
    let count =
        |is: &dyn Fn(&OutlineSection) -> bool| heads.iter().filter(|section| is(section)).count();
    let filled = sections
        .all
        .iter()
        .filter(|section| !issue.is_bare(section) && !issue.is_title(section));
    let first = articles_of(cuts).next().map_or(0, |cut| cut.at);
    let titles = || {
        sections
            .all
            .iter()
            .skip(1)
            .filter(|section| !issue.is_title(section))
    };
    let highest = titles().map(|section| section.level).min();
    let last = titles().rfind(|section| Some(section.level) == highest);
    IssueLook {
        amid: heads.is_empty() && is_amid(sections, cuts),
        articles,
        heads: heads.len(),
        linked: count(&|section| section.link.is_some()),
        sourced: count(&|section| has_source(sections, section)),
        apart: count(&|section| stands_out(sections, section)),
        own: count(&|section| has_own_source(sections, section)),
        placed: if known.sent {
            placed(sections, &heads)
        } else {
            0
        },
        sections: filled.clone().count(),
        holding: filled.filter(|section| issue.has_units(section)).count(),
        items: articles - heads.len(),
        sources: sources(sections).len(),
        rules: rules(sections),
        parts: count(&|section| issue.has_part_list(section)) > 1
            || !issue.parts.is_empty()
                && heads.iter().filter(|section| section.is_parent()).count() > 1,
        numbered: title.contains(|c: char| c.is_ascii_digit()) && is_numbered(title),
        untitled: !known.titled,
        steps: count(&|section| words::is_step(&section.title)),
        closing: last.is_some_and(|section| words::is_conclusion(&section.title)),
        further: last.is_some_and(|section| {
            section.kind == Some(SectionKind::Reference) && section.is_parent()
        }),
        labelled: are_labelled(&heads),
        intro: issue
            .sections
            .links_in(Span {
                start: sections.body.start,
                end: first,
            })
            .next()
            .is_some(),
        newsletter: issue.habits.is_newsletter(title, known.path),
        series: issue.habits.is_series(title),
        posts: issue.is_post,
        recurring: titles()
            .filter(|section| issue.habits.recurs(&section.key))
            .count(),
    }
}

fn articles_of<'c, 'p>(cuts: &'c [Cut<'p>]) -> impl Iterator<Item = &'c Cut<'p>> {
    let is_article = |cut: &&Cut| matches!(cut.kind, CutKind::Article(_));
    cuts.iter().filter(is_article)
}

/// The sections that are articles.
fn heads<'i>(
    issue: &'i IssueStreaks<'_, '_>,
    cuts: &[Cut],
) -> impl Iterator<Item = &'i OutlineSection<'i>> {
    let starts: HashSet<u32> = articles_of(cuts).map(|cut| cut.at).collect();
    let sections = issue.sections;
    let start = |heading| sections.line_start(sections.block(heading).span.start);
    sections.all.iter().skip(1).filter(move |section| {
        let start = section.heading.map(start);
        start.is_some_and(|start| starts.contains(&start))
    })
}

/// True if articles are items of one list amid more text: two paragraphs at least stand before it, and as many after it.
fn is_amid(sections: &Sections, cuts: &[Cut]) -> bool {
    let starts: Vec<u32> = articles_of(cuts).map(|cut| cut.at).collect();
    let holds = |span: Span| {
        let next = starts.partition_point(|start| *start < sections.line_start(span.start));
        starts.get(next).is_some_and(|start| *start < span.end)
    };
    let blocks: Vec<&OutlineBlock> = sections
        .top_in(sections.body)
        .map(|(_, block)| block)
        .collect();
    let holding = |block: &&OutlineBlock| holds(block.span);
    let Some(at) = blocks.iter().position(holding) else {
        return false;
    };
    let (before, rest) = blocks.split_at(at);
    let Some((list, after)) = rest.split_first() else {
        return false;
    };
    let told = |blocks: &[&OutlineBlock]| {
        let told = blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Paragraph);
        let (count, bytes) = told.fold((0, 0), |(count, bytes), block| {
            (count + 1, bytes + block.span.len())
        });
        (count > 1).then_some(bytes)
    };
    let only = list.kind == BlockKind::List && !after.iter().any(holding);
    let around = told(before).zip(told(after));
    only && around.is_some_and(|(before, after)| before + after > 2 * list.span.len())
}

/// True if several headings begin with one label, and a colon.
fn are_labelled(heads: &[&OutlineSection]) -> bool {
    let label = |section: &&OutlineSection| {
        let (label, _) = section.title.split_once(COLONS)?;
        Some(words::key(label))
    };
    let first = heads.first().and_then(label);
    heads.len() > 1 && first.is_some() && heads.iter().all(|head| label(head) == first)
}

/// True if a number in a title counts issues or days: `#7`, `Letter 7`, `2031-02-03`, `第 7 期`.
fn is_numbered(title: &str) -> bool {
    let ordinal = |word: &str| {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < word.len() && matches!(rest, "st" | "nd" | "rd" | "th")
    };
    if title.split(|c: char| !c.is_alphanumeric()).any(ordinal) {
        return true;
    }
    let digits = title
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty());
    let ends = title
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .ends_with(|c: char| c.is_ascii_digit());
    let marked = title.contains(['#', '第', '期', '号', '호', '年', '월', '月']);
    let mut numbers = digits.clone();
    let year = numbers.next().is_some_and(is_year) && numbers.next().is_none();
    ends && !year || marked || digits.count() > 2
}

/// True for the number of a year of newsletters.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.starts_with(['1', '2'])
}

/// True if a link stands in a section or in one under it.
fn has_source(sections: &Sections, section: &OutlineSection) -> bool {
    section.link.is_some()
        || section.sourced
        || sections
            .children(section)
            .any(|child| has_source(sections, child))
}

/// The number of headings whose links lead to one host that the links of no other heading lead to.
fn placed(sections: &Sections, heads: &[&OutlineSection]) -> usize {
    let only_host = |head: &&OutlineSection| {
        let mut hosts = hosts(sections, head);
        let first = hosts.next()?;
        hosts.all(|host| host == first).then_some(first)
    };
    let hosts = heads.iter().filter_map(only_host);
    let hosts: HashSet<&str> = hosts.collect();
    hosts.len()
}

/// The hosts of the links to the web under a heading.
fn hosts<'s>(sections: &'s Sections, section: &OutlineSection) -> impl Iterator<Item = &'s str> {
    let inside = sections.all.get(section.index..section.end());
    let blocks = inside.into_iter().flatten().flat_map(|section| {
        let content = sections.content(section).iter().copied();
        section.heading.into_iter().chain(content)
    });
    let links = blocks.flat_map(|block| sections.links_in(sections.block(block).span));
    let urls = links.filter(|(link, _)| sections.is_web(*link));
    urls.filter_map(|(_, raw)| sections.outline.url(raw).split('/').nth(2))
}

/// The number of rules that end a section.
fn rules(sections: &Sections) -> usize {
    let last = |section| sections.content(section).last();
    let ends = sections.all.iter().filter_map(last);
    ends.filter(|&&index| sections.block(index).kind == BlockKind::Rule)
        .count()
}

/// The first links of the items of a list of sources that ends a page.
pub fn sources(sections: &Sections) -> Vec<usize> {
    let last = sections
        .all
        .last()
        .filter(|section| section.kind == Some(SectionKind::Reference));
    let content = last.map_or(&[][..], |section| sections.content(section));
    let lists = content
        .iter()
        .filter(|&&index| sections.block(index).kind == BlockKind::List);
    let items = lists.flat_map(|&list| sections.outline.children(list));
    items
        .filter_map(|(_, item)| sections.first_link_in(item.span))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::weigh::assert_sound, TABLE};

    #[test]
    fn the_table_is_sound() {
        assert_sound(TABLE);
    }
}
