//! Which headings are articles, and which are groups of articles.

use super::{
    Cut, Draft, Habits, article, bold_links, bullets, fitting, note, numbered, prose_bullets,
};
use crate::parse::{
    outline::Kind,
    page::{Page, Section},
    words,
};

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
    let habits = habits(page);
    let root = page.section(0);
    if is_one_post(page, &habits) {
        cuts.push(article(page.body.start, whole(page, title)));
        return;
    }
    let names_title = |section: &Section| is_title(page, section, title);
    if root
        .children
        .iter()
        .all(|&child| names_title(page.section(child)))
    {
        for section in [&[0], root.children.as_slice()].concat() {
            split_content(page, page.section(section), &habits, cuts);
        }
    }
    Splitter {
        page,
        title,
        habits,
        cuts,
    }
    .children(root);
}

/// Cuts what `export` wrote: headings of level 1 are issues, of level 2 articles.
pub fn split_exported(page: &Page, cuts: &mut Vec<Cut>) {
    for section in page.sections.iter().skip(1) {
        let Some(span) = section.heading.map(|heading| page.block(heading).span) else {
            continue;
        };
        let draft = Draft {
            title: section.title.clone(),
            body: span.end,
            link: section.link,
            group: Some(section.parent),
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

fn habits(page: &Page) -> Habits {
    let mut habits = Habits::default();
    for section in &page.sections {
        let list = section.kind.is_none()
            && (bullets::is_plain_list(page, section)
                || prose_bullets::is_plain_list(page, section));
        habits.lists += usize::from(list);
        habits.numbered += numbered::count(page, section);
        habits.bold += bold_links::count(page, section);
    }
    habits
}

fn is_title(page: &Page, section: &Section, title: &str) -> bool {
    let first = page
        .outline
        .blocks
        .iter()
        .position(|block| block.kind != Kind::Comment);
    let leads = section.heading.is_some() && section.heading == first;
    let same = section.title.eq_ignore_ascii_case(title);
    let alone = page
        .sections
        .iter()
        .filter(|other| other.level == 1)
        .count()
        == 1;
    section.level == 1 && ((leads && (alone || same || section.content.is_empty())) || same)
}

/// Whether nothing repeats: every heading names a part, or an essay has headings without links.
fn is_one_post(page: &Page, habits: &Habits) -> bool {
    if habits.lists > 0 || habits.numbered > 1 || habits.bold > 1 {
        let only_parts = page
            .sections
            .iter()
            .skip(1)
            .all(|section| section.kind.is_some());
        return only_parts && page.sections.len() > 2;
    }
    let first = page
        .outline
        .blocks
        .iter()
        .position(|block| block.kind != Kind::Comment);
    let heads = page.sections.iter().skip(1);
    let heads = heads.filter(|section| {
        !(section.level == 1 && section.heading == first) && section.kind.is_none()
    });
    let heads: Vec<_> = heads
        .filter(|section| !words::is_trailer(&section.title))
        .collect();
    let linked = heads
        .iter()
        .filter(|section| section.link.is_some())
        .count();
    let sourced = heads
        .iter()
        .filter(|section| has_source(page, section))
        .count();
    heads.len() < 2 || (linked == 0 && 4 * sourced < heads.len())
}

/// Whether a link stands in a section or in one under it.
fn has_source(page: &Page, section: &Section) -> bool {
    section.link.is_some()
        || section.content.iter().any(|&index| page.has_link(index))
        || section
            .children
            .iter()
            .any(|&child| has_source(page, page.section(child)))
}

/// Cuts a section's own content in the layout that fits best.
fn split_content(page: &Page, section: &Section, habits: &Habits, cuts: &mut Vec<Cut>) {
    (fitting(page, section, habits).split)(page, section, cuts);
}

struct Splitter<'a> {
    page: &'a Page<'a>,
    title: &'a str,
    habits: Habits,
    cuts: &'a mut Vec<Cut>,
}

impl Splitter<'_> {
    fn children(&mut self, parent: &Section) {
        for (position, &child) in parent.children.iter().enumerate() {
            let section = self.page.section(child);
            let role = self.role(section, parent, position);
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
            Role::Article | Role::LinkedGroup => self
                .cuts
                .push(article(start, self.draft(section, span.end))),
            Role::Group | Role::Note => self.cuts.push(note(start)),
        }
        if matches!(role, Role::Group | Role::LinkedGroup) {
            split_content(page, section, &self.habits, self.cuts);
            self.children(section);
        }
    }

    fn draft(&self, section: &Section, body: u32) -> Draft {
        let parent = self.page.section(section.parent);
        let grouped = parent.heading.is_some() && !is_title(self.page, parent, self.title);
        Draft {
            title: section.title.clone(),
            body,
            link: section.link,
            group: grouped.then_some(parent.index),
            headed: true,
        }
    }

    fn role(&self, section: &Section, parent: &Section, position: usize) -> Role {
        let listed =
            fitting(self.page, section, &self.habits).split_finds_articles(self.page, section);
        if is_title(self.page, section, self.title) {
            return Role::Group;
        }
        if section.children.is_empty() {
            return self.leaf_role(section, parent, position, listed);
        }
        if listed {
            return Role::Group;
        }
        if self.has_parts(section) || (section.link.is_some() && !self.has_linked_below(section)) {
            return Role::Article;
        }
        if self.is_odd_one_out(section, parent) {
            Role::Article
        } else {
            Role::Group
        }
    }

    fn leaf_role(
        &self,
        section: &Section,
        parent: &Section,
        position: usize,
        listed: bool,
    ) -> Role {
        let last = position + 1 == parent.children.len();
        if section.kind.is_some() && !(listed && self.habits.lists > 0) {
            return match position {
                _ if section.link.is_some() => Role::Article,
                0 => Role::Note,
                _ if last => Role::Note,
                _ => Role::Part,
            };
        }
        if listed {
            return if section.link.is_some() {
                Role::LinkedGroup
            } else {
                Role::Group
            };
        }
        let after_all = position + 2 >= parent.children.len() || position == 0;
        if after_all && words::is_trailer(&section.title) {
            return Role::Note;
        }
        if section.content.is_empty() && section.link.is_none() {
            Role::Note
        } else {
            Role::Article
        }
    }

    /// Whether the headings under a section name parts of one article.
    fn has_parts(&self, section: &Section) -> bool {
        let children = section
            .children
            .iter()
            .map(|&child| self.page.section(child));
        let parts = children
            .filter(|child| child.kind.is_some() && child.link.is_none())
            .count();
        parts > 0 && 3 * parts >= section.children.len()
    }

    fn has_linked_below(&self, section: &Section) -> bool {
        section.children.iter().any(|&child| {
            let child = self.page.section(child);
            child.link.is_some() || self.has_linked_below(child)
        })
    }

    /// Whether a section is an article as its neighbours are, though there are headings in it.
    fn is_odd_one_out(&self, section: &Section, parent: &Section) -> bool {
        let siblings = parent
            .children
            .iter()
            .map(|&child| self.page.section(child));
        let plain = siblings
            .filter(|sibling| sibling.children.is_empty() || self.has_parts(sibling))
            .count();
        let prose = section.content.iter().any(|&index| {
            matches!(
                self.page.block(index).kind,
                Kind::Paragraph | Kind::Quote | Kind::Code
            )
        });
        let lists = section.children.iter().any(|&child| {
            let child = self.page.section(child);
            fitting(self.page, child, &self.habits).split_finds_articles(self.page, child)
        });
        prose && !lists && !self.has_linked_below(section) && 3 * plain >= 2 * parent.children.len()
    }
}

impl super::Layout {
    /// Whether this layout would find an article in a section.
    fn split_finds_articles(&self, page: &Page, section: &Section) -> bool {
        let mut cuts = Vec::new();
        (self.split)(page, section, &mut cuts);
        cuts.iter()
            .any(|cut| matches!(cut.mark, super::Mark::Article(_)))
    }
}
