//! The text of an article: Markdown as HTML that is valid as XML, too. Raw HTML is taken as the terminal takes it.

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType,
    Options, Parser, Tag, TagEnd,
};

use super::{place::TextPlace, tree::Tree};
use crate::{
    cli::export::escaped,
    text::{self, clean, fold_label},
};

/// A text that is being written.
pub(super) struct Body<'a, 'p> {
    pub tree: Tree,
    pub place: &'a mut TextPlace<'p>,
    /// Elements that hide what they hold.
    pub hidden: usize,
    /// Headings are this much lower than written.
    lower: usize,
    /// The description of a picture, while it is read, and its file.
    picture: Option<(String, String)>,
    /// The columns of a table, and the one that comes.
    columns: (Vec<Alignment>, usize),
    in_head: bool,
}

/// Markdown as HTML, under a heading of this level.
pub(crate) fn body(place: &mut TextPlace<'_>, markdown: &str, under: usize) -> String {
    let text = clean::lines(markdown);
    let definitions = &place.issue.definitions;
    let lookup = |broken: BrokenLink<'_>| {
        let label = fold_label(&broken.reference);
        let found = definitions
            .iter()
            .find(|known| fold_label(&known.label) == label)?;
        Some((CowStr::from(found.url.to_string()), CowStr::from("")))
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let parser = Parser::new_with_broken_link_callback(&text, options, Some(lookup));
    let events: Vec<_> = parser.collect();
    let mut body = Body {
        tree: Tree::default(),
        lower: lower(&events, under),
        place,
        hidden: 0,
        picture: None,
        columns: (Vec::new(), 0),
        in_head: false,
    };
    for event in events {
        body.event(event);
    }
    body.tree.finish()
}

/// So much lower headings are, that the highest stands right under the article's.
fn lower(events: &[Event<'_>], under: usize) -> usize {
    let levels = events.iter().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
        _ => None,
    });
    (under + 1).saturating_sub(levels.min().unwrap_or(1))
}

/// The elements of headings.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

impl Body<'_, '_> {
    fn event(&mut self, event: Event<'_>) {
        // Of a picture's description only the words count.
        let plain = self.picture.is_none();
        match event {
            Event::Start(tag) if plain || matches!(tag, Tag::Image { .. }) => self.start(tag),
            Event::End(tag) if plain || tag == TagEnd::Image => self.end(tag),
            Event::HardBreak if plain => self.tree.void("br", ""),
            Event::Start(_) | Event::End(_) | Event::HardBreak => {}
            Event::Text(text) => self.shown(&text),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.code(&code);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::FootnoteReference(label) => self.footnote(&label),
            Event::SoftBreak => self.shown("\n"),
            Event::Rule => self.tree.rule(),
            Event::TaskListMarker(done) => self.tree.text(if done { "☑ " } else { "☐ " }),
        }
    }

    fn code(&mut self, code: &str) {
        if self.picture.is_some() {
            return self.shown(code);
        }
        self.tree.open("code", "");
        self.tree.text(&clean::line(code));
        self.tree.close();
    }

    fn footnote(&mut self, label: &str) {
        self.tree.open("sup", "");
        self.tree.text(&format!("[{}]", clean::line(label)));
        self.tree.close();
    }

    /// Text that is shown, cleaned again: what was an entity is a character now. Addresses in it are links.
    pub(super) fn shown(&mut self, text: &str) {
        let text = clean::lines(text);
        if self.hidden > 0 {
            return;
        }
        if let Some((alt, _)) = &mut self.picture {
            return alt.push_str(&text);
        }
        if ["a", "pre", "code"]
            .iter()
            .any(|name| self.tree.is_open(name))
        {
            return self.tree.text(&text);
        }
        let mut rest = &*text;
        while let Some((before, url, after)) = next_url(rest) {
            self.tree.text(before);
            self.link(url);
            rest = after;
        }
        self.tree.text(rest);
    }

    fn link(&mut self, url: &str) {
        let Some(href) = self.place.href(url) else {
            return self.tree.text(url);
        };
        self.tree.open("a", &href);
        self.tree.text(url);
        self.tree.close();
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.tree.open("p", ""),
            Tag::Heading { level, .. } => self.tree.open(self.heading(level), ""),
            Tag::BlockQuote(alert) => self.start_quote(alert),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::List(None) => self.tree.open("ul", ""),
            Tag::List(Some(first)) => self.tree.open("ol", &format!(" start=\"{first}\"")),
            Tag::Item => self.tree.open("li", ""),
            Tag::FootnoteDefinition(label) => {
                self.tree.open("div", " class=\"footnote\"");
                self.footnote(&label);
                self.tree.text(" ");
            }
            Tag::Table(columns) => {
                self.columns = (columns, 0);
                self.tree.open("div", " class=\"table\"");
                self.tree.open("table", "");
            }
            Tag::TableHead => self.start_row("thead"),
            Tag::TableRow => self.start_row("tbody"),
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.tree.open("em", ""),
            Tag::Strong => self.tree.open("strong", ""),
            Tag::Strikethrough => self.tree.open("del", ""),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.start_link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => {
                let outer = self.picture.take().map_or_else(String::new, |(alt, _)| alt);
                self.picture = Some((outer, dest_url.into_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        use TagEnd as End;
        // What an element hides ends with the block it stands in.
        self.hidden = 0;
        match tag {
            End::Image => {
                if let Some((alt, url)) = self.picture.take() {
                    self.image(&url, &alt);
                }
            }
            // Elements of blocks stay open: Markdown may stand between <details> and its end.
            End::HtmlBlock => self.tree.end_text(),
            End::TableHead | End::TableRow => {
                self.tree.close();
                self.tree.close();
            }
            End::Table | End::CodeBlock => {
                self.tree.close();
                self.tree.close();
                self.tree.space();
            }
            End::Paragraph
            | End::Heading(_)
            | End::List(_)
            | End::BlockQuote(_)
            | End::Item
            | End::FootnoteDefinition => {
                self.tree.close();
                self.tree.space();
            }
            End::Emphasis | End::Strong | End::Strikethrough | End::Link | End::TableCell => {
                self.tree.close();
            }
            _ => {}
        }
    }

    fn heading(&self, level: HeadingLevel) -> &'static str {
        let level = (level as usize + self.lower).clamp(1, HEADINGS.len());
        HEADINGS.get(level - 1).copied().unwrap_or("h6")
    }

    fn start_quote(&mut self, alert: Option<BlockQuoteKind>) {
        self.tree.open("blockquote", "");
        if let Some(alert) = alert {
            self.tree.open("p", "");
            self.tree.open("strong", "");
            self.tree.text(&format!("{alert:?}"));
            self.tree.close();
            self.tree.close();
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let class = match &*clean::line(info) {
            "" => String::new(),
            language => format!(" class=\"language-{}\"", escaped(language)),
        };
        self.tree.open("pre", "");
        self.tree.open("code", &class);
    }

    fn start_row(&mut self, of: &'static str) {
        self.columns.1 = 0;
        self.in_head = of == "thead";
        self.tree.open(of, "");
        self.tree.open("tr", "");
    }

    fn start_cell(&mut self) {
        let align = match self.columns.0.get(self.columns.1) {
            Some(Alignment::Center) => " style=\"text-align:center\"",
            Some(Alignment::Right) => " style=\"text-align:right\"",
            _ => "",
        };
        self.columns.1 += 1;
        self.tree
            .open(if self.in_head { "th" } else { "td" }, align);
    }

    /// A link that leads nowhere is text.
    fn start_link(&mut self, kind: LinkType, url: &str) {
        let url = match kind {
            LinkType::Email => format!("mailto:{url}"),
            _ => url.to_owned(),
        };
        match self.place.href(&url).filter(|_| !self.tree.is_open("a")) {
            Some(href) => self.tree.open("a", &href),
            None => self.tree.open("span", ""),
        }
    }

    /// A picture: one of the archive is shown, one of the web is a link, as nothing is to be loaded unasked.
    pub(super) fn image(&mut self, url: &str, alt: &str) {
        if self.hidden > 0 {
            return;
        }
        let alt = clean::line(alt);
        if let Some(source) = self.place.picture(url) {
            let attributes = format!(" src=\"{}\" alt=\"{}\"", escaped(&source), escaped(&alt));
            return self.tree.void("img", &attributes);
        }
        let text = if alt.is_empty() {
            "[image]".to_owned()
        } else {
            format!("[image: {alt}]")
        };
        match self.place.href(url).filter(|_| !self.tree.is_open("a")) {
            Some(href) => {
                self.tree.open("a", &href);
                self.tree.text(&text);
                self.tree.close();
            }
            None => self.tree.text(&text),
        }
    }
}

/// The first address in a text, with what stands before and after it.
fn next_url(text: &str) -> Option<(&str, &str, &str)> {
    let url = text::bare_url::find(text)?;
    Some((
        text.get(..url.start)?,
        text.get(url.clone())?,
        text.get(url.end..)?,
    ))
}
