//! The look of text in an element: by the element, by the page's rules, by its own.

use super::TokenReader;
use crate::{
    parse::format::{
        html::{
            address,
            css::{Css, FontSize},
            element::Element,
        },
        redirect,
    },
    text::html::{attributes, decode},
};

/// The font size of a page, in pixels.
const ROOT: f32 = 16.0;

/// The look of text in an element.
#[derive(Clone, Copy, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "they are what CSS calls properties, and go together in any way"
)]
pub(super) struct CssStyle {
    pub size: f32,
    pub bold: bool,
    pub italic: bool,
    pub code: bool,
    pub pre: bool,
    pub hidden: bool,
    pub link: Option<usize>,
    pub heading: Option<u8>,
    pub caption: bool,
    pub block: bool,
}

/// Text of which nothing is said.
const PLAIN: CssStyle = CssStyle {
    size: ROOT,
    bold: false,
    italic: false,
    code: false,
    pre: false,
    hidden: false,
    link: None,
    heading: None,
    caption: false,
    block: false,
};

impl<'a> TokenReader<'a> {
    /// The style of the last element that is open.
    pub(super) fn style(&self) -> CssStyle {
        self.open.last().map_or(PLAIN, |open| open.style)
    }

    pub(super) fn styled(&mut self, element: Element, name: &str, written: &'a str) -> CssStyle {
        let around = self.style();
        let mut css = by_name(name);
        let (mut inline, mut classes, mut hidden) = (Css::default(), None, false);
        let (mut href, mut id) = (None, None);
        for (key, value) in attributes(written) {
            match key.to_ascii_lowercase().as_str() {
                "style" => {
                    let known = self.styles.entry(value);
                    inline = *known.or_insert_with(|| Css::read(&decode(value)));
                }
                "class" => classes = Some(value),
                "hidden" => hidden = true,
                "role" => hidden |= value.trim().eq_ignore_ascii_case("navigation"),
                "id" => id = Some(value),
                "size" if name == "font" => css.size = font_size(value).or(css.size),
                "href" => href = Some(decode(value)),
                _ => {}
            }
        }
        hidden |= self.is_menu(element, id);
        css = css
            .under(self.css.of(name, classes.unwrap_or("")))
            .under(inline);
        let link = match element {
            Element::Link => href.and_then(|href| self.target(&href)),
            _ => around.link,
        };
        CssStyle {
            size: match css.size {
                Some(FontSize::Pixels(pixels)) => pixels,
                Some(FontSize::Times(times)) => around.size * times,
                Some(FontSize::Root(times)) => ROOT * times,
                None => around.size,
            }
            .clamp(0.0, 999.0),
            bold: css.bold.unwrap_or(around.bold),
            italic: css.italic.unwrap_or(around.italic),
            code: around.code || matches!(name, "code" | "tt" | "kbd" | "samp" | "pre"),
            pre: css.pre.unwrap_or(around.pre),
            hidden: around.hidden || css.hidden || hidden || element == Element::Hidden,
            link,
            heading: match element {
                Element::Heading(level) => Some(level),
                _ => around
                    .heading
                    .filter(|_| !matches!(element, Element::Cell { .. })),
            },
            caption: around.caption || name == "figcaption",
            block: element.is_block() || css.block,
        }
    }

    /// The position of the web address that a link names, if it does name one.
    pub(super) fn target(&mut self, href: &str) -> Option<usize> {
        self.frame.menu = href.strip_prefix('#').map(str::to_owned);
        self.relative += usize::from(address::is_relative(href));
        let url = address::resolve(href, self.base.as_ref())?;
        let url = match redirect::target(&url) {
            Some(target) => {
                self.given.push((self.sheet.urls.len(), url));
                target
            }
            None => url,
        };
        self.sheet.urls.push(url);
        Some(self.sheet.urls.len() - 1)
    }
}

/// The look of elements where a page says nothing.
fn by_name(name: &str) -> Css {
    let mut css = Css::default();
    match name {
        "b" | "strong" | "th" | "dt" | "summary" => css.bold = Some(true),
        "i" | "em" | "cite" | "dfn" | "var" => css.italic = Some(true),
        "pre" | "listing" | "xmp" => css.pre = Some(true),
        "small" | "sup" | "sub" => css.size = Some(FontSize::Times(0.83)),
        "big" => css.size = Some(FontSize::Times(1.2)),
        _ => {}
    }
    let heading = match name {
        "h1" => 2.0,
        "h2" => 1.5,
        "h3" => 1.17,
        "h4" => 1.0,
        "h5" => 0.83,
        "h6" => 0.67,
        _ => return css,
    };
    css.size = Some(FontSize::Times(heading));
    css.bold = Some(true);
    css
}

/// `<font size="1">` to `<font size="7">`, or a step from 3.
fn font_size(value: &str) -> Option<FontSize> {
    let value = value.trim();
    let number: i32 = value.parse().ok()?;
    let number = if value.starts_with(['+', '-']) {
        3 + number
    } else {
        number
    };
    let sizes = [10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0];
    sizes
        .get(usize::try_from(number.clamp(1, 7) - 1).ok()?)
        .map(|&size| FontSize::Pixels(size))
}
