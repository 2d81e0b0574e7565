//! Which headings are articles, and which are groups of articles.

use super::{Cut, Draft, Habits, Mark, article, fitting, note};
use crate::parse::{
    outline::Kind,
    page::{Page, Section},
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
pub fn split(page: &Page, title: &str, cuts: &mut Vec<Cut>) {
    let habits = Habits::new(page, title);
    let root = page.section(0);
    if habits.is_one_post(page) {
        cuts.push(article(page.body.start, whole(page, title)));
        return;
    }
    if root
        .children
        .iter()
        .all(|&child| habits.title == Some(child))
    {
        for section in [&[0], root.children.as_slice()].concat() {
            split_content(page, page.section(section), &habits, cuts);
        }
    }
    let footer = footer(page);
    Splitter {
        page,
        habits,
        footer: footer.as_ref().map_or(page.body.end, |cut| cut.at),
        cuts,
    }
    .children(root);
    cuts.extend(footer);
}

/// What follows the last rule of the page, if it is neither a heading's nor a list: greetings, rows of links.
fn footer(page: &Page) -> Option<Cut> {
    let content = &page.sections.last()?.content;
    let is_rule = |&index: &usize| page.block(index).kind == Kind::Rule;
    let rules = page.sections.iter().flat_map(|section| &section.content);
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
            page.block(index).kind,
            Kind::Paragraph | Kind::Html | Kind::Comment
        )
    };
    let start = content.get(rule).map(|&index| page.block(index).span.start);
    (!after.is_empty() && after.iter().all(prose)).then(|| start.map(note))?
}

/// Cuts what `export` wrote: headings of level 1 are issues, of level 2 articles.
pub fn split_exported(page: &Page, cuts: &mut Vec<Cut>) {
    for section in page.sections.iter().skip(1) {
        let Some(span) = section.heading.map(|heading| page.block(heading).span) else {
            continue;
        };
        let title = section.heading.map(|heading| page.block_text(heading));
        let draft = Draft {
            title: title.unwrap_or_default().to_owned(),
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

fn whole(page: &Page, title: &str) -> Draft {
    Draft {
        title: title.to_owned(),
        body: page.body.start,
        headed: true,
        ..Draft::default()
    }
}

/// Cuts a section's own content in the layout that fits best.
fn split_content(page: &Page, section: &Section, habits: &Habits, cuts: &mut Vec<Cut>) {
    (fitting(page, section, habits).split)(page, section, cuts);
}

struct Splitter<'a> {
    page: &'a Page<'a>,
    habits: Habits,
    /// Where the footer begins, or the page ends.
    footer: u32,
    cuts: &'a mut Vec<Cut>,
}

impl Splitter<'_> {
    fn children(&mut self, parent: &Section) {
        let family = Family::new(self.page, parent);
        for (position, &child) in parent.children.iter().enumerate() {
            let section = self.page.section(child);
            let role = self.role(section, position, family);
            self.place(section, role);
        }
    }

    fn place(&mut self, section: &Section, role: Role) {
        let page = self.page;
        let Some(heading) = section.heading else {
            return;
        };
        let span = page.block(heading).span;
        let start = page.line_start(span.start);
        match role {
            Role::Part => return,
            Role::Article | Role::LinkedGroup => {
                self.cuts
                    .push(article(start, self.draft(section, span.end)));
            }
            Role::Group | Role::Note => self.cuts.push(note(start)),
        }
        if matches!(role, Role::Group | Role::LinkedGroup) {
            split_content(page, section, &self.habits, self.cuts);
            self.children(section);
        }
    }

    fn draft(&self, section: &Section, body: u32) -> Draft {
        Draft {
            title: section.title.clone(),
            body,
            link: section.link,
            group: Some(section.parent).filter(|_| self.habits.title != Some(section.parent)),
            headed: true,
            ..Draft::default()
        }
    }

    fn role(&self, section: &Section, position: usize, family: Family) -> Role {
        if self.habits.title == Some(section.index) {
            return Role::Group;
        }
        let listed = finds_articles(self.page, section, &self.habits);
        if section.children.is_empty() {
            return self.leaf_role(section, position, family, listed);
        }
        let below = Below::new(self.page, section);
        let whole = has_parts(self.page, section) || (section.link.is_some() && below.linked == 0);
        if !listed && (whole || self.is_odd_one_out(section, family, below)) {
            return Role::Article;
        }
        Role::Group
    }

    fn leaf_role(&self, section: &Section, position: usize, family: Family, listed: bool) -> Role {
        let last = position + 1 == family.size;
        if is_contents(self.page, section) {
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
        let bare = section.link.is_none() && is_bare(self.page, section, self.footer);
        if bare { Role::Note } else { Role::Article }
    }

    /// Whether a section is an article as its neighbours are, though there are headings in it.
    fn is_odd_one_out(&self, section: &Section, family: Family, below: Below) -> bool {
        let kinds = section
            .content
            .iter()
            .map(|&index| self.page.block(index).kind);
        let mut kinds = kinds.into_iter();
        let prose = kinds.any(|kind| matches!(kind, Kind::Paragraph | Kind::Quote | Kind::Code));
        let mut children = section
            .children
            .iter()
            .map(|&child| self.page.section(child));
        prose
            && below.linked == 0
            && below.sourced < 2
            && 3 * family.plain >= 2 * family.size
            && !children.any(|child| finds_articles(self.page, child, &self.habits))
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
    fn new(page: &Page, parent: &Section) -> Self {
        let children = parent.children.iter().map(|&child| page.section(child));
        let plain = children.filter(|child| child.children.is_empty() || has_parts(page, child));
        Self {
            size: parent.children.len(),
            plain: plain.count(),
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
    fn new(page: &Page, section: &Section) -> Self {
        let mut all = Self::default();
        for &child in &section.children {
            let child = page.section(child);
            let deeper = Self::new(page, child);
            let sourced = child.content.iter().any(|&index| page.has_link(index));
            all.linked += usize::from(child.link.is_some()) + deeper.linked;
            all.sourced += usize::from(sourced) + deeper.sourced;
        }
        all
    }
}

/// Whether the headings under a section name parts of one article.
fn has_parts(page: &Page, section: &Section) -> bool {
    let children = section.children.iter().map(|&child| page.section(child));
    let parts = children.filter(|child| child.kind.is_some() && child.link.is_none());
    let parts = parts.count();
    parts > 0 && 3 * parts >= section.children.len()
}

/// Whether nothing to read stands under a heading, up to the footer if there is one.
fn is_bare(page: &Page, section: &Section, footer: u32) -> bool {
    let blocks = section.content.iter().map(|&index| page.block(index));
    let mut blocks = blocks.take_while(|block| block.span.start < footer);
    blocks.all(|block| matches!(block.kind, Kind::Rule | Kind::Comment))
}

/// Whether a section is a table of contents: a list of links to places on the same page.
fn is_contents(page: &Page, section: &Section) -> bool {
    let blocks = section.content.iter().map(|&index| page.block(index));
    let mut lists = blocks.filter(|block| block.kind == Kind::List);
    lists.any(|list| page.leads_about(list.span))
}

/// Whether the layout that fits a section best finds an article in it.
fn finds_articles(page: &Page, section: &Section, habits: &Habits) -> bool {
    let mut cuts = Vec::new();
    split_content(page, section, habits, &mut cuts);
    cuts.iter().any(|cut| matches!(cut.mark, Mark::Article(_)))
}
