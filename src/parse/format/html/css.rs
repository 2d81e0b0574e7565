//! The little of CSS that tells titles from the rest: sizes, weights, and hidden elements.

use std::collections::HashMap;

/// Rules that are read of one page; newsletters have some hundred.
const MOST_RULES: usize = 4000;

/// Declarations of a style; those that are absent are inherited.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Css {
    /// Not shown at all.
    pub hidden: bool,
    /// Its font size.
    pub size: Option<FontSize>,
    /// Bold, or not.
    pub bold: Option<bool>,
    /// Italic, or not.
    pub italic: Option<bool>,
    /// Spaces and line ends are kept, or not.
    pub pre: Option<bool>,
    /// A block of its own, whatever the element.
    pub block: bool,
}

/// A font size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FontSize {
    /// In pixels.
    Pixels(f32),
    /// Times that of the element around.
    Times(f32),
    /// Times that of the page.
    Root(f32),
}

impl Css {
    /// Reads `name: value; …`.
    pub fn read(declarations: &str) -> Self {
        let mut css = Self::default();
        let mut clip = false;
        let mut empty = false;
        for declaration in declarations.split(';') {
            let Some((name, value)) = declaration.split_once(':') else {
                continue;
            };
            let name = name.trim().to_ascii_lowercase();
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim_end();
            clip |= name.starts_with("overflow") && value == "hidden";
            empty |= matches!(name.as_str(), "height" | "width" | "max-width") && is_zero(value);
            css.declare(&name, value);
        }
        css.hidden |= clip && empty;
        css
    }

    fn declare(&mut self, name: &str, value: &str) {
        match name {
            "display" => {
                self.hidden = value == "none";
                self.block = matches!(value, "block" | "table" | "list-item" | "flex" | "grid");
            }
            "visibility" => self.hidden |= value == "hidden",
            "mso-hide" => self.hidden |= value == "all",
            "max-height" | "opacity" => self.hidden |= is_zero(value),
            "color" => self.hidden |= value == "transparent",
            "font-size" => self.size = size(value).or(self.size),
            "font-weight" => self.bold = bold(value).or(self.bold),
            "font-style" => self.italic = Some(matches!(value, "italic" | "oblique")),
            "white-space" => self.pre = Some(matches!(value, "pre" | "pre-wrap" | "break-spaces")),
            "font" => self.font(value),
            _ => {}
        }
    }

    /// `font: italic bold 12px/30px Georgia, serif`.
    fn font(&mut self, value: &str) {
        for word in value.split_whitespace() {
            if matches!(word, "italic" | "oblique") {
                self.italic = Some(true);
            } else if let Some(size) = word.split('/').next().and_then(length) {
                self.size = Some(size);
                return;
            } else {
                self.bold = bold(word).or(self.bold);
            }
        }
    }

    /// These declarations, and what `over` says over them.
    pub fn under(self, over: Self) -> Self {
        Self {
            hidden: self.hidden || over.hidden,
            size: over.size.or(self.size),
            bold: over.bold.or(self.bold),
            italic: over.italic.or(self.italic),
            pre: over.pre.or(self.pre),
            block: self.block || over.block,
        }
    }
}

fn is_zero(value: &str) -> bool {
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    digits.parse().is_ok_and(|number: f32| number == 0.0)
}

fn bold(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => value.parse().ok().map(|weight: u32| weight >= 600),
    }
}

fn size(value: &str) -> Option<FontSize> {
    Some(match value {
        "xx-small" => FontSize::Root(0.56),
        "x-small" => FontSize::Root(0.62),
        "small" => FontSize::Root(0.81),
        "medium" => FontSize::Root(1.0),
        "large" => FontSize::Root(1.12),
        "x-large" => FontSize::Root(1.5),
        "xx-large" => FontSize::Root(2.0),
        "smaller" => FontSize::Times(0.83),
        "larger" => FontSize::Times(1.2),
        "0" => FontSize::Pixels(0.0),
        _ => return length(value),
    })
}

fn length(value: &str) -> Option<FontSize> {
    let unit = value.find(|c: char| c.is_ascii_alphabetic() || c == '%')?;
    let (number, unit) = value.split_at_checked(unit)?;
    let number: f32 = number.trim().parse().ok()?;
    Some(match unit {
        "px" => FontSize::Pixels(number),
        "pt" => FontSize::Pixels(number * 4.0 / 3.0),
        "em" => FontSize::Times(number),
        "%" => FontSize::Times(number / 100.0),
        "rem" => FontSize::Root(number),
        _ => return None,
    })
}

/// Rules for one tag or one class; all others would need the tree that is not made.
#[derive(Debug, Default)]
pub struct Stylesheet {
    tags: HashMap<String, Css>,
    classes: HashMap<String, Css>,
}

impl Stylesheet {
    /// Reads the `<style>` elements of a page.
    pub fn of_page(html: &str) -> Self {
        let mut sheet = Self::default();
        let mut rest = html;
        while let Some((_, after)) = split_caseless(rest, "<style") {
            let (inside, after) = split_caseless(after, "</style").unwrap_or((after, ""));
            let css = inside.split_once('>').map_or("", |(_, css)| css);
            sheet.add(css);
            rest = after;
        }
        sheet
    }

    fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some((selectors, after)) = rest.split_once('{') {
            if selectors.trim_start().starts_with('@') {
                rest = after_block(after);
                continue;
            }
            let (declarations, after) = after.split_once('}').unwrap_or((after, ""));
            let css = Css::read(declarations);
            for selector in selectors.split(',') {
                self.rule(selector.trim(), css);
            }
            rest = after;
        }
    }

    fn rule(&mut self, selector: &str, css: Css) {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let (tag, class) = selector.split_once('.').unwrap_or((selector, ""));
        if css == Css::default() || !tag.chars().all(plain) || !class.chars().all(plain) {
            return;
        }
        let (rules, name) = if class.is_empty() {
            (&mut self.tags, tag.to_ascii_lowercase())
        } else {
            (&mut self.classes, class.to_owned())
        };
        if rules.len() < MOST_RULES {
            let known = rules.entry(name).or_default();
            *known = known.under(css);
        }
    }

    /// The declarations for an element, by its name in lower case and its classes.
    pub fn of(&self, tag: &str, classes: &str) -> Css {
        let mut css = self.tags.get(tag).copied().unwrap_or_default();
        if !self.classes.is_empty() {
            for class in classes.split_ascii_whitespace() {
                css = css.under(self.classes.get(class).copied().unwrap_or_default());
            }
        }
        css
    }
}

fn split_caseless<'a>(text: &'a str, tag: &str) -> Option<(&'a str, &'a str)> {
    let starts = |at: &usize| {
        let head = text.as_bytes().get(*at..*at + tag.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(tag.as_bytes()))
    };
    let at = memchr::memchr_iter(b'<', text.as_bytes()).find(starts)?;
    text.get(..at).zip(text.get(at + tag.len()..))
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.replace("<!--", "").replace("-->", "")
}

/// The rules behind a block that holds blocks, such as those for narrow screens.
fn after_block(css: &str) -> &str {
    let mut depth = 1;
    for (at, c) in css.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return css.get(at + 1..).unwrap_or("");
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shown() {
        let table = [
            ("display:none", true),
            ("DISPLAY : none !important", true),
            ("max-height:0; overflow:hidden", true),
            ("height:0px;overflow:hidden", true),
            ("mso-hide:all", true),
            ("height:0", false),
            ("display:block;color:#fff", false),
        ];
        for (style, want) in table {
            assert_eq!(Css::read(style).hidden, want, "{style}");
        }
    }

    #[test]
    fn sizes_and_weights() {
        let table = [
            ("font-size:14px", Some(FontSize::Pixels(14.0)), None),
            (
                "font-size:1.5em;font-weight:700",
                Some(FontSize::Times(1.5)),
                Some(true),
            ),
            (
                "font: italic bold 12pt/30px serif",
                Some(FontSize::Pixels(16.0)),
                Some(true),
            ),
            ("font-weight:400", None, Some(false)),
            ("font-size:calc(1px)", None, None),
        ];
        for (style, size, bold) in table {
            let css = Css::read(style);
            assert_eq!((css.size, css.bold), (size, bold), "{style}");
        }
    }

    #[test]
    fn rules_of_one_class_or_tag_count() {
        let sheet = Stylesheet::of_page(
            "<STYLE type=x>/* .a{display:none} */ .pre, td.b {display:none} h2{font-size:20px}\
             @media print{.c{display:none} .d{}} .e .f{display:none}</style><p>",
        );
        for (classes, want) in [
            ("x pre", true),
            ("b", true),
            ("a", false),
            ("c", false),
            ("f", false),
        ] {
            assert_eq!(sheet.of("p", classes).hidden, want, "{classes}");
        }
        assert_eq!(sheet.of("h2", "").size, Some(FontSize::Pixels(20.0)));
    }
}
