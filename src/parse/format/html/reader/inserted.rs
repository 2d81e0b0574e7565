//! Elements without text: pictures, sound and video, the head.

use url::Url;

use super::{TokenReader, style::CssStyle};
use crate::{
    parse::format::html::{address, css::Css, data, element::Void, sheet::Matter},
    text::html::attribute,
};

impl TokenReader<'_> {
    pub(super) fn void(&mut self, void: Void, attributes: &str) {
        match void {
            Void::Break => self.line_break(),
            Void::Rule => self.end_row(true),
            Void::Picture => self.picture(attributes),
            Void::Meta => self.head.meta(attributes),
            Void::Relation => self.head.relation(attributes),
            Void::Base => self.head.base(attributes),
            Void::Nothing => {}
        }
        if matches!(void, Void::Meta | Void::Relation | Void::Base) {
            self.rebase();
        }
    }

    /// Relative addresses are those of `<base>`, else of the page.
    fn rebase(&mut self) {
        let (base, web) = (&self.head.base, &self.head.web);
        let address = |text: &str| Url::parse(text.trim()).ok();
        let web = web.as_deref().and_then(address).or(self.base.take());
        self.base = match base {
            Some(base) => address::join(base, web.as_ref()).or(web),
            None => web,
        };
    }

    pub(super) fn picture(&mut self, attributes: &str) {
        let style = self.style();
        let source = self.source(attributes);
        let css = attribute(attributes, "style").map_or(Css::default(), |style| Css::read(&style));
        let alt = attribute(attributes, "alt").unwrap_or_default();
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        let least = if alt.is_empty() { 12.0 } else { 2.0 };
        let tiny = ["width", "height"].iter().any(|side| {
            let side = attribute(attributes, side);
            side.is_some_and(|side| {
                side.trim_end_matches("px")
                    .trim()
                    .parse()
                    .is_ok_and(|n: f32| n <= least)
            })
        });
        if style.hidden || css.hidden || tiny || attribute(attributes, "hidden").is_some() {
            return;
        }
        let Some(url) = source else { return };
        self.sheet.urls.push(url);
        let matter = Matter::Picture(self.sheet.urls.len() - 1);
        let start = self.sheet.text.len();
        self.sheet.text.push_str(&alt);
        self.add(start, style, matter);
        self.space = false;
    }

    /// The address of a picture, or the name of one within the page. What a script would load is named beside it.
    fn source(&mut self, attributes: &str) -> Option<String> {
        let source = attribute(attributes, "src").unwrap_or_default();
        let is_data = data::is_data(&source);
        self.drawn += usize::from(is_data);
        if let Some(name) = data::name(&source, self.drawn).filter(|_| is_data) {
            return Some(name);
        }
        let later = || attribute(attributes, "data-src");
        let found = address::picture(&source, self.base.as_ref());
        found.or_else(|| address::picture(&later()?, self.base.as_ref()))
    }

    /// Sound and video in a page become links to them.
    pub(super) fn embedded(&mut self, name: &str, attributes: &str, style: &mut CssStyle) {
        let Some(source) = attribute(attributes, "src") else {
            return;
        };
        style.link = self.target(&source);
        let title = attribute(attributes, "title").unwrap_or_else(|| name.to_owned());
        if style.link.is_some() && !style.hidden {
            self.end_row(true);
            self.push(&title, *style);
            self.end_row(true);
        }
        style.hidden |= name == "iframe";
    }
}
