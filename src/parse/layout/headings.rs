//! Which headings are articles, and which are groups of articles.

use std::{borrow::Cow, cell::OnceCell};

use super::{Cut, Draft, Habits, Mark, article, fitting, note};
use crate::parse::{
    outline::BlockKind,
    sections::{OutlineSection, Sections},
    words,
};

/// With so many rules on a page, rules divide its articles.
const MANY_RULES: usize = 3;

/// What a section turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// An article with all that is under it, deeper headings included.
    Article,
    /// A group: its own content is split, and each section under it has its own role.
    Group,
    /// A group whose heading has a link to lose: an article of its own before the others.
    LinkedGroup,
    /// No article: what stands before the first and after the last.
    Note,
    /// A part of the article before it.
    Part,
}

/// Cuts a page at its headings.
pub fn split<'p>(sections: &'p Sections<'_>, title: &'p str, cuts: &mut Vec<Cut<'p>>) {
    let habits = Habits::new(sections, title);
    let root = sections.section(0);
    if habits.is_one_post(sections) {
        cuts.push(article(sections.body.start, whole(sections, title)));
        return;
    }
    let is_title = |child: &OutlineSection| habits.title == Some(child.index);
    if sections.children(root).all(is_title) {
        for section in std::iter::once(root).chain(sections.children(root)) {
            split_content(sections, section, &habits, cuts);
        }
    }
    let footer = footer(sections);
    Splitter {
        sections,
        habits,
        footer: footer.as_ref().map_or(sections.body.end, |cut| cut.at),
        own: vec![OnceCell::new(); sections.all.len()],
        cuts,
    }
    .children(root);
    cuts.extend(footer);
}

/// What follows the last rule of the page, if it is neither a heading's nor a list: greetings, rows of links.
fn footer(sections: &Sections) -> Option<Cut<'static>> {
    let content = sections.content(sections.all.last()?);
    let is_rule = |&index: &usize| sections.block(index).kind == BlockKind::Rule;
    let rules = sections
        .all
        .iter()
        .flat_map(|section| sections.content(section));
    let few = rules
        .filter(|index| is_rule(index))
        .take(MANY_RULES)
        .count()
        < MANY_RULES;
    let rule = content
        .iter()
        .rposition(is_rule)
        .filter(|&at| few && at > 0)?;
    let after = content.get(rule + 1..)?;
    let prose = |&index: &usize| {
        matches!(
            sections.block(index).kind,
            BlockKind::Paragraph | BlockKind::Html | BlockKind::Comment
        )
    };
    let start = content
        .get(rule)
        .map(|&index| sections.block(index).span.start);
    (!after.is_empty() && after.iter().all(prose)).then(|| start.map(note))?
}

/// Cuts what `export` wrote: headings of level 1 are issues, of level 2 articles.
pub fn split_exported<'p>(sections: &'p Sections, cuts: &mut Vec<Cut<'p>>) {
    for section in sections.all.iter().skip(1) {
        let Some(span) = section.heading.map(|heading| sections.block(heading).span) else {
            continue;
        };
        let title = section.heading.map(|heading| sections.block_text(heading));
        let draft = Draft {
            title: title.unwrap_or_default(),
            body: span.end,
            link: section.link,
            group: Some(section.parent),
            exact: true,
            headed: true,
        };
        cuts.push(if section.level == 2 {
            article(span.start, draft)
        } else {
            note(span.start)
        });
    }
}

fn whole<'p>(sections: &Sections, title: &'p str) -> Draft<'p> {
    Draft {
        title: title.into(),
        body: sections.body.start,
        headed: true,
        ..Draft::default()
    }
}

/// Cuts a section's own content in the layout that fits best.
fn split_content<'p>(
    sections: &'p Sections,
    section: &OutlineSection,
    habits: &Habits,
    cuts: &mut Vec<Cut<'p>>,
) {
    (fitting(sections, section, habits).split)(sections, section, cuts);
}

struct Splitter<'p, 's, 'a> {
    sections: &'p Sections<'a>,
    habits: Habits,
    /// Where the footer begins, or the page ends.
    footer: u32,
    /// How each section's own content is cut, once that was asked for.
    own: Vec<OnceCell<Vec<Cut<'p>>>>,
    cuts: &'s mut Vec<Cut<'p>>,
}

impl<'p, 'a> Splitter<'p, '_, 'a> {
    fn children(&mut self, parent: &OutlineSection) {
        let family = Family::new(self.sections, parent);
        for (position, section) in self.sections.children(parent).enumerate() {
            let role = self.role(section, position, family);
            self.place(section, role);
        }
    }

    fn place(&mut self, section: &'p OutlineSection<'a>, role: Role) {
        let sections = self.sections;
        let Some(heading) = section.heading else {
            return;
        };
        let span = sections.block(heading).span;
        let start = sections.line_start(span.start);
        match role {
            Role::Part => return,
            Role::Article | Role::LinkedGroup => {
                self.cuts
                    .push(article(start, self.draft(section, span.end)));
            }
            Role::Group | Role::Note => self.cuts.push(note(start)),
        }
        if matches!(role, Role::Group | Role::LinkedGroup) {
            let own = self.own_cuts(section).to_vec();
            self.cuts.extend(own);
            self.children(section);
        }
    }

    /// How a section's own content is cut in the layout that fits it best.
    fn own_cuts(&self, section: &OutlineSection) -> &[Cut<'p>] {
        let made = || {
            let mut cuts = Vec::new();
            split_content(self.sections, section, &self.habits, &mut cuts);
            cuts
        };
        let own = self.own.get(section.index);
        own.map_or(&[], |own| own.get_or_init(made))
    }

    /// Whether that finds an article in it.
    fn finds_articles(&self, section: &OutlineSection) -> bool {
        let cuts = self.own_cuts(section);
        cuts.iter().any(|cut| matches!(cut.mark, Mark::Article(_)))
    }

    fn draft(&self, section: &'p OutlineSection<'a>, body: u32) -> Draft<'p> {
        Draft {
            title: Cow::Borrowed(&section.title),
            body,
            link: section.link,
            group: Some(section.parent).filter(|_| self.habits.title != Some(section.parent)),
            headed: true,
            ..Draft::default()
        }
    }

    fn role(&self, section: &OutlineSection, position: usize, family: Family) -> Role {
        if self.habits.title == Some(section.index) {
            return Role::Group;
        }
        let listed = self.finds_articles(section);
        if !section.is_parent() {
            return self.leaf_role(section, position, family, listed);
        }
        let below = Below::new(self.sections, section);
        let whole =
            has_parts(self.sections, section) || (section.link.is_some() && below.linked == 0);
        if !listed && (whole || self.is_odd_one_out(section, family, below)) {
            return Role::Article;
        }
        Role::Group
    }

    fn leaf_role(
        &self,
        section: &OutlineSection,
        position: usize,
        family: Family,
        listed: bool,
    ) -> Role {
        let last = position + 1 == family.size;
        if is_contents(self.sections, section) {
            return Role::Note;
        }
        if section.kind.is_some() && !(listed && self.habits.lists > 0) {
            return match position {
                _ if section.link.is_some() => Role::Article,
                0 => Role::Note,
                _ if last => Role::Note,
                _ => Role::Part,
            };
        }
        if listed {
            let linked = section.link.is_some();
            return if linked {
                Role::LinkedGroup
            } else {
                Role::Group
            };
        }
        let aside = position == 0 || position + 2 >= family.size;
        if aside && words::is_trailer(&section.title) {
            return Role::Note;
        }
        let bare = section.link.is_none() && is_bare(self.sections, section, self.footer);
        if bare { Role::Note } else { Role::Article }
    }

    /// Whether a section is an article as its neighbours are, though there are headings in it.
    fn is_odd_one_out(&self, section: &OutlineSection, family: Family, below: Below) -> bool {
        let content = self.sections.content(section).iter();
        let mut kinds = content.map(|&index| self.sections.block(index).kind);
        let prose = kinds.any(|kind| {
            matches!(
                kind,
                BlockKind::Paragraph | BlockKind::Quote | BlockKind::Code
            )
        });
        let mut children = self.sections.children(section);
        prose
            && below.linked == 0
            && below.sourced < 2
            && 3 * family.plain >= 2 * family.size
            && !children.any(|child| self.finds_articles(child))
    }
}

/// The headings under one heading.
#[derive(Clone, Copy)]
struct Family {
    size: usize,
    /// Those that are articles by all signs: no headings under them, or only such as name parts.
    plain: usize,
}

impl Family {
    fn new(sections: &Sections, parent: &OutlineSection) -> Self {
        let children = sections.children(parent);
        let plain = |child: &&OutlineSection| !child.is_parent() || has_parts(sections, child);
        Self {
            size: children.clone().count(),
            plain: children.filter(plain).count(),
        }
    }
}

/// What the headings below a section are like, at any depth.
#[derive(Clone, Copy, Default)]
struct Below {
    /// How many are links.
    linked: usize,
    /// How many have a link under them.
    sourced: usize,
}

impl Below {
    fn new(sections: &Sections, section: &OutlineSection) -> Self {
        let mut all = Self::default();
        for child in sections.children(section) {
            let deeper = Self::new(sections, child);
            all.linked += usize::from(child.link.is_some()) + deeper.linked;
            all.sourced += usize::from(child.sourced) + deeper.sourced;
        }
        all
    }
}

/// Whether the headings under a section name parts of one article.
fn has_parts(sections: &Sections, section: &OutlineSection) -> bool {
    let children = sections.children(section);
    let is_part = |child: &&OutlineSection| child.kind.is_some() && child.link.is_none();
    let parts = children.clone().filter(is_part).count();
    parts > 0 && 3 * parts >= children.count()
}

/// Whether nothing to read stands under a heading, up to the footer if there is one.
fn is_bare(sections: &Sections, section: &OutlineSection, footer: u32) -> bool {
    let blocks = sections
        .content(section)
        .iter()
        .map(|&index| sections.block(index));
    let mut blocks = blocks.take_while(|block| block.span.start < footer);
    blocks.all(|block| matches!(block.kind, BlockKind::Rule | BlockKind::Comment))
}

/// Whether a section is a table of contents: a list of links to places on the same page.
fn is_contents(sections: &Sections, section: &OutlineSection) -> bool {
    let blocks = sections
        .content(section)
        .iter()
        .map(|&index| sections.block(index));
    let mut lists = blocks.filter(|block| block.kind == BlockKind::List);
    lists.any(|list| sections.leads_about(list.span))
}
