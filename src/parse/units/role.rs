//! Which headings are articles, and which are groups of articles.

use super::{
    Cut, Draft, article,
    issue::IssueStreaks,
    note,
    weigh::{Evidence, row, weigh},
};
use crate::{
    model::{SectionKind, Span},
    parse::{
        lead::{sentence, split_number},
        outline::BlockKind,
        sections::{OutlineSection, Sections},
        words,
    },
};

/// An issue ends with fewer sections than this about the newsletter itself.
const MOST_TRAILERS: usize = 5;

/// So many headings of a level have numbers where these count the articles.
const FEWEST_COUNTED: usize = 2;

/// The role of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeadingRole {
    /// An article with all that is under it, deeper headings included.
    Article,
    /// A group: its own content is divided, and each section under it has its own role.
    Group,
    /// No article: what stands before the first and after the last.
    Note,
    /// A part of the article before it.
    Part,
}

/// The look of a section with others under it.
#[allow(clippy::struct_excessive_bools, reason = "each is evidence of its own")]
struct HeadingLook {
    linked: bool,
    /// True if streaks of its own content are articles.
    units: bool,
    /// True if it has text of its own, or a source.
    text: bool,
    source: bool,
    /// The number of headings below that are links, and that hold articles.
    linked_below: usize,
    units_below: usize,
    /// The number of sections at the first level below that have a source.
    sourced: usize,
    children: usize,
    below: usize,
    /// True if no other section has the same parent.
    alone: bool,
    /// True if its heading is of level 1.
    top: bool,
    /// True if most headings below stand over others, and have no text of their own.
    groups_below: bool,
    /// True if most headings below name parts, or also stand under other headings.
    parts: bool,
    /// True if most sections beside it have no others under them.
    leaves: bool,
    /// True if most sections beside it have no text of their own above others.
    groups: bool,
    recurs: bool,
}

/// Evidence for one article with all below, and against it.
const TABLE: &[Evidence<HeadingLook>] = &[
    row(40, "the heading is a link", |l| l.linked),
    row(25, "it has text of its own", |l| l.text),
    row(15, "and a source there", |l| l.source),
    row(60, "parts stand below", |l| l.parts),
    row(20, "sections beside it have no others below", |l| l.leaves),
    row(-25, "sections beside it are groups", |l| l.groups),
    row(-60, "its own text holds articles", |l| l.units),
    row(-60, "links head sections below", |l| l.linked_below > 0),
    row(-20, "sections below hold articles", |l| l.units_below > 0),
    row(-50, "most sections below do", |l| {
        l.units_below > 0 && 3 * l.units_below >= 2 * l.below
    }),
    row(-15, "several below have sources", |l| {
        l.sourced > 1 && !l.source
    }),
    row(-40, "it stands in other issues, too", |l| l.recurs),
    row(-20, "nothing stands beside it", |l| {
        l.alone && l.sourced > 1
    }),
    row(-60, "sections below are groups", |l| {
        l.groups_below && l.top
    }),
    row(-10, "one section below is no division", |l| {
        !l.text && l.children > 1
    }),
];

/// Sections that stand beside each other, and what is true of them all.
struct Family<'f, 'p> {
    sections: &'f [&'p OutlineSection<'p>],
    /// True if articles stand in one of them.
    holding: bool,
    /// True if most have no others under them.
    leaves: bool,
    /// True if most have others under them, and no text of their own.
    groups: bool,
}

impl<'f, 'p> Family<'f, 'p> {
    fn new(issue: &IssueStreaks, sections: &'f [&'p OutlineSection<'p>]) -> Self {
        let has_units = |section: &&&OutlineSection| issue.has_units(section);
        let (parents, leaves): (Vec<_>, Vec<_>) =
            sections.iter().partition(|section| section.is_parent());
        let units = leaves.iter().filter(has_units).count();
        let texts = parents
            .iter()
            .filter(|section| issue.sections.has_text(section));
        Self {
            sections,
            holding: sections.iter().any(|section| issue.has_units(section)),
            leaves: sections.len() > 2 && 2 * (leaves.len() - units) >= sections.len(),
            groups: 2 * (parents.len() - texts.count()) >= sections.len(),
        }
    }
}

/// The cuts at headings, and those of what stands under them.
pub fn cuts<'p>(issue: &IssueStreaks<'p, '_>) -> Vec<Cut<'p>> {
    let sections: &'p Sections = issue.sections;
    let root = sections.section(0);
    let mut cuts = issue.own_cuts(root);
    children(issue, root, &mut cuts);
    cuts
}

fn children<'p>(issue: &IssueStreaks<'p, '_>, parent: &OutlineSection, cuts: &mut Vec<Cut<'p>>) {
    let sections: &'p Sections = issue.sections;
    let family: Vec<&'p OutlineSection> = sections.children(parent).collect();
    let family = Family::new(issue, &family);
    for (position, section) in family.sections.iter().enumerate() {
        let role = if family.holding && is_detail(issue, section) {
            HeadingRole::Note
        } else {
            role(issue, section, position, &family)
        };
        place(issue, section, role, cuts);
    }
}

/// True if a section without articles stands under other headings, too: beside items it says more of their group.
fn is_detail(issue: &IssueStreaks, section: &OutlineSection) -> bool {
    let leaf = section.link.is_none() && !section.is_parent();
    leaf && issue.parts.contains(&section.key) && !issue.has_units(section)
}

fn place<'p>(
    issue: &IssueStreaks<'p, '_>,
    section: &'p OutlineSection,
    role: HeadingRole,
    cuts: &mut Vec<Cut<'p>>,
) {
    let Some(heading) = section.heading else {
        return;
    };
    let span = issue.sections.block(heading).span;
    let start = issue.sections.line_start(span.start);
    match role {
        HeadingRole::Part => (),
        HeadingRole::Article => cuts.push(article(start, draft(issue, section, span.end))),
        HeadingRole::Note => cuts.push(note(start)),
        HeadingRole::Group => {
            // A link of the heading would be lost in a note.
            let linked = section.link.is_some() && !issue.is_title(section);
            cuts.push(if linked {
                article(start, draft(issue, section, span.end))
            } else {
                note(start)
            });
            cuts.extend(issue.own_cuts(section));
            children(issue, section, cuts);
        }
    }
}

fn draft<'p>(issue: &IssueStreaks<'p, '_>, section: &'p OutlineSection, body: u32) -> Draft<'p> {
    Draft {
        title: match title(issue, section) {
            "" => first_words(issue.sections, section).into(),
            title => title.into(),
        },
        body,
        link: section.link,
        group: Some(section.parent).filter(|&parent| issue.title != Some(parent)),
        headed: true,
        ..Draft::default()
    }
}

/// The beginning of the text under a heading that says nothing.
fn first_words(sections: &Sections, section: &OutlineSection) -> String {
    let first = sections.content(section).iter().find_map(|&block| {
        let mut inside = sections.outline.children(block).map(|(inner, _)| inner);
        let texts = [inside.next().unwrap_or(block), block];
        let mut texts = texts.map(|block| sections.block_text(block)).into_iter();
        texts.find(|text| !text.is_empty())
    });
    first.map(sentence).unwrap_or_default()
}

/// The title of a section, without its number if others of its level have one, too.
fn title<'p>(issue: &IssueStreaks, section: &'p OutlineSection) -> &'p str {
    if issue.is_counted(section, FEWEST_COUNTED) {
        split_number(&section.title).1
    } else {
        &section.title
    }
}

fn role(
    issue: &IssueStreaks,
    section: &OutlineSection,
    position: usize,
    family: &Family,
) -> HeadingRole {
    if issue.is_title(section) {
        return HeadingRole::Group;
    }
    let footer = section.link.is_none()
        && !section.is_parent()
        && family.sections.len() > 1
        && issue.is_footer(section);
    if (footer || is_subtitle(section, position, family.sections)) && !issue.has_units(section) {
        return HeadingRole::Note;
    }
    if section.is_parent() {
        let look = look(issue, section, family);
        return if weigh(TABLE, &look) > 0 {
            HeadingRole::Article
        } else {
            HeadingRole::Group
        };
    }
    leaf_role(issue, section, position, family.sections)
}

/// True if a heading stands below the title of the page as its second line, deeper than all that follow.
fn is_subtitle(section: &OutlineSection, position: usize, family: &[&OutlineSection]) -> bool {
    let mut others = family.iter().skip(1);
    let deeper = others.len() > 1 && others.all(|other| other.level < section.level);
    position == 0 && deeper && !section.linked && section.parent == 0
}

fn leaf_role(
    issue: &IssueStreaks,
    section: &OutlineSection,
    position: usize,
    family: &[&OutlineSection],
) -> HeadingRole {
    let last = position + 1 == family.len();
    if is_contents(issue.sections, section) {
        return HeadingRole::Note;
    }
    let units = issue.has_units(section);
    let holds = units
        && (section.kind != Some(SectionKind::Reference) || holds_more(issue, position, family));
    if section.kind.is_some() && !(holds || (units && ends_with_links(issue, section))) {
        return match position {
            _ if section.link.is_some() => HeadingRole::Article,
            0 => HeadingRole::Note,
            _ if last => HeadingRole::Note,
            _ => HeadingRole::Part,
        };
    }
    if units {
        return HeadingRole::Group;
    }
    // The first heading may say nothing over a greeting.
    if section.title.is_empty() && (position == 0 || !section.sourced) {
        return HeadingRole::Note;
    }
    if section.link.is_none() && (is_trailer(section, position, family) || issue.is_bare(section)) {
        return HeadingRole::Note;
    }
    HeadingRole::Article
}

/// True if other sections hold articles, too, or a section that names sources stands alone or first.
fn holds_more(issue: &IssueStreaks, position: usize, family: &[&OutlineSection]) -> bool {
    let many = issue.lists.len() + issue.paragraphs.len() > 1;
    many || family.len() == 1 || position == 0
}

/// True if a section is the last, with items as under its heading in other issues, and none of their links stands above.
fn ends_with_links(issue: &IssueStreaks, section: &OutlineSection) -> bool {
    let last = section.index + 1 == issue.sections.all.len();
    let usual = last && !issue.is_post && issue.habits.holds_items(&section.key);
    let heading = section.heading.filter(|_| usual);
    heading.is_some_and(|heading| {
        let start = issue.sections.block(heading).span.end;
        let end = issue.sections.body.end;
        let mut again = issue.sections.links_again(Span { start, end });
        !again.any(|again| again)
    })
}

/// True if a section at the beginning or the end speaks of the newsletter, and not of the world.
fn is_trailer(section: &OutlineSection, position: usize, family: &[&OutlineSection]) -> bool {
    let after = family.get(position + 1..).unwrap_or_default();
    let closes = after.len() < 2
        || (after.len() < MOST_TRAILERS && after.iter().all(|after| is_about(after)));
    let many = family.len() > 2;
    let concludes = many && after.is_empty() && words::is_conclusion(&section.title);
    (position == 0 || closes)
        && if section.sourced {
            concludes || (many && words::is_trailer(&section.title))
        } else {
            is_about(section)
        }
}

/// True if the title of a section is that of words about the newsletter itself.
fn is_about(section: &OutlineSection) -> bool {
    words::is_trailer(&section.title) || words::is_notice(&section.title)
}

fn look(issue: &IssueStreaks, section: &OutlineSection, family: &Family) -> HeadingLook {
    let sections = issue.sections;
    let inside = section.index + 1..section.end();
    let below = || sections.all.get(inside.clone()).into_iter().flatten();
    let children: Vec<_> = sections.children(section).collect();
    let parts = children
        .iter()
        .filter(|child| is_part(issue, child))
        .count();
    let content = sections.content(section);
    HeadingLook {
        linked: section.link.is_some(),
        units: issue.has_units(section),
        text: sections.has_text(section),
        source: content.iter().any(|&index| sections.has_link(index)),
        linked_below: below().filter(|child| child.link.is_some()).count(),
        units_below: below().filter(|child| issue.has_units(child)).count(),
        sourced: children.iter().filter(|child| child.sourced).count(),
        children: children.len(),
        below: below().count(),
        alone: family.sections.len() == 1,
        top: section.level == 1,
        groups_below: 2 * children
            .iter()
            .filter(|child| child.is_parent() && !sections.has_text(child))
            .count()
            >= children.len(),
        parts: parts > 0 && 3 * parts >= children.len(),
        leaves: family.leaves,
        groups: family.groups,
        recurs: issue.habits.recurs(&section.key),
    }
}

/// True if a heading names a part of the article above it.
fn is_part(issue: &IssueStreaks, section: &OutlineSection) -> bool {
    section.link.is_none() && (section.kind.is_some() || issue.parts.contains(&section.key))
}

/// True if a section is a table of contents: a list of links to places on the same page.
fn is_contents(sections: &Sections, section: &OutlineSection) -> bool {
    let blocks = sections
        .content(section)
        .iter()
        .map(|&index| sections.block(index));
    let mut lists = blocks.filter(|block| block.kind == BlockKind::List);
    lists.any(|list| sections.leads_about(list.span))
}

#[cfg(test)]
mod tests {
    use super::{super::weigh::assert_sound, TABLE};

    #[test]
    fn the_table_is_sound() {
        assert_sound(TABLE);
    }
}
