//! Themes: a style for each role, from a file under `assets/themes`.

mod file;
mod printed;
mod themes;

pub use themes::Themes;

use ratatui::style::{Modifier, Style};

use crate::page;
use file::{NoSuchColour, ThemeFile};

/// The roles of the screen around the text, by the names that themes use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ThemePart {
    /// Plain text, and the ground of the whole screen.
    Base,
    /// The line above.
    Header,
    /// The archive's name in it.
    Name,
    /// The query of the filter.
    Filter,
    /// The line below.
    Footer,
    /// A key in a hint.
    Key,
    /// The status, when something was done.
    Done,
    /// The status, when something could not be done.
    Refused,
    /// The frame of a pane.
    Border,
    /// The frame of the pane that has the keys.
    Focused,
    /// The selected row of the list that has the keys.
    Selected,
    /// The selected row of any other list, and tags that are asked for.
    Chosen,
    /// A date in a list.
    Date,
    /// A count in a list.
    Count,
    /// The sign of a mark.
    Mark,
    /// The title of a read article.
    Read,
    /// The sign of an issue that came since the last time.
    New,
    /// Overlays.
    Overlay,
    /// Letters over links.
    Hint,
    /// A QR code: dark on light.
    Qr,
    /// Matches of a search, in titles and text.
    Match,
    /// Bars of charts.
    Bar,
}

const PARTS: [(&str, ThemePart); 22] = [
    ("base", ThemePart::Base),
    ("header", ThemePart::Header),
    ("name", ThemePart::Name),
    ("filter", ThemePart::Filter),
    ("footer", ThemePart::Footer),
    ("key", ThemePart::Key),
    ("done", ThemePart::Done),
    ("refused", ThemePart::Refused),
    ("border", ThemePart::Border),
    ("focused", ThemePart::Focused),
    ("selected", ThemePart::Selected),
    ("chosen", ThemePart::Chosen),
    ("date", ThemePart::Date),
    ("count", ThemePart::Count),
    ("mark", ThemePart::Mark),
    ("read", ThemePart::Read),
    ("new", ThemePart::New),
    ("overlay", ThemePart::Overlay),
    ("hint", ThemePart::Hint),
    ("qr", ThemePart::Qr),
    ("match", ThemePart::Match),
    ("bar", ThemePart::Bar),
];

const ROLES: [(&str, page::Role); 26] = [
    ("title", page::Role::Title),
    ("meta", page::Role::Meta),
    ("tag", page::Role::Tag),
    ("wider-tag", page::Role::WiderTag),
    ("section", page::Role::Section),
    ("summary", page::Role::Summary),
    ("reference", page::Role::Reference),
    ("heading", page::Role::Heading),
    ("code", page::Role::Code),
    ("code-block", page::Role::CodeBlock),
    ("quote", page::Role::Quote),
    ("alert", page::Role::Alert),
    ("link", page::Role::Link),
    ("link-number", page::Role::LinkNumber),
    ("deceptive", page::Role::Deceptive),
    ("image", page::Role::Image),
    ("keyboard", page::Role::Key),
    ("marker", page::Role::Marker),
    ("rule", page::Role::Rule),
    ("table-head", page::Role::TableHead),
    ("keyword", page::Role::Keyword),
    ("string", page::Role::String),
    ("number", page::Role::Number),
    ("comment", page::Role::Comment),
    ("function", page::Role::Function),
    ("type", page::Role::Type),
];

/// A theme that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// It is no TOML, or of another shape.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// It styles what does not exist.
    #[error("no role is called `{0}`")]
    Role(String),
    /// It inherits from a theme that does not exist.
    #[error("no built-in theme is called `{0}`")]
    Base(String),
    /// It uses a colour that does not exist.
    #[error(transparent)]
    Colour(#[from] NoSuchColour),
}

/// A style for each role; a role that has none looks like plain text.
///
/// Every cell that is drawn asks for one, so that they lie in arrays, by the number of the role.
#[derive(Clone, Debug)]
pub struct Theme {
    parts: [Style; PARTS.len()],
    /// Plain text comes first, and has none of its own.
    roles: [Style; ROLES.len() + 1],
}

impl Theme {
    /// Reads a user's theme file. Roles that it leaves out look as in the built-in theme that it `inherits`, or else as in
    /// `terminal`.
    pub fn parse(text: &str) -> Result<Self, ThemeError> {
        let file: ThemeFile = toml::from_str(text)?;
        let name = file.inherits.as_deref().unwrap_or("terminal");
        let base = Self::named(name).ok_or_else(|| ThemeError::Base(name.to_owned()))?;
        base.with(file)
    }

    /// Reads a theme that stands on its own.
    fn whole(text: &str) -> Result<Self, ThemeError> {
        let empty = Self {
            parts: [Style::new(); PARTS.len()],
            roles: [Style::new(); ROLES.len() + 1],
        };
        empty.with(toml::from_str(text)?)
    }

    fn with(mut self, file: ThemeFile) -> Result<Self, ThemeError> {
        for (name, look) in file.roles {
            self.set(&name, look.style()?)?;
        }
        Ok(self)
    }

    fn set(&mut self, name: &str, style: Style) -> Result<(), ThemeError> {
        let slot = self.slot(name);
        *slot.ok_or_else(|| ThemeError::Role(name.to_owned()))? = style;
        Ok(())
    }

    /// The field for a role's style, by its name.
    fn slot(&mut self, name: &str) -> Option<&mut Style> {
        if let Some((_, part)) = PARTS.iter().find(|row| row.0 == name) {
            return self.parts.get_mut(*part as usize);
        }
        let (_, role) = ROLES.iter().find(|row| row.0 == name)?;
        self.roles.get_mut(*role as usize)
    }

    /// The themes that backissue comes with, by name.
    pub const BUILTIN: [(&str, &str); 5] = [
        (
            "terminal",
            include_str!("../../assets/themes/terminal.toml"),
        ),
        ("dark", include_str!("../../assets/themes/dark.toml")),
        ("light", include_str!("../../assets/themes/light.toml")),
        (
            "high-contrast",
            include_str!("../../assets/themes/high-contrast.toml"),
        ),
        ("plain", include_str!("../../assets/themes/plain.toml")),
    ];

    /// A theme that backissue comes with.
    pub fn named(name: &str) -> Option<Self> {
        let (_, text) = Self::BUILTIN.iter().find(|(known, _)| *known == name)?;
        Self::whole(text).ok()
    }

    /// No colours at all.
    pub fn plain() -> Self {
        Self::builtin(false)
    }

    /// The terminal's own colours, or none at all.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "embedded assets, read by every test"
    )]
    pub fn builtin(colours: bool) -> Self {
        let name = if colours { "terminal" } else { "plain" };
        Self::named(name).expect("assets/themes are valid")
    }

    /// Plain text, and the ground that everything stands on.
    pub fn base(&self) -> Style {
        self.part(ThemePart::Base)
    }

    /// The style of a part of the screen.
    pub fn part(&self, part: ThemePart) -> Style {
        self.parts.get(part as usize).copied().unwrap_or_default()
    }

    /// The style of a part on a row that has a style of its own. Bold and dim are one setting to a terminal, so that both at once
    /// look by chance: the part decides.
    pub fn over(&self, row: Style, part: ThemePart) -> Style {
        let part = self.part(part);
        if part.add_modifier.contains(Modifier::DIM) {
            row.remove_modifier(Modifier::BOLD).patch(part)
        } else {
            row.patch(part)
        }
    }

    /// The style of a piece of text.
    pub fn text(&self, style: page::Style) -> Style {
        let role = self.roles.get(style.role as usize);
        let role = role.copied().unwrap_or_default();
        let attributes = [
            (style.bold, Modifier::BOLD),
            (style.italic, Modifier::ITALIC),
            (style.strike, Modifier::CROSSED_OUT),
        ];
        attributes
            .iter()
            .filter(|(on, _)| *on)
            .fold(role, |look, (_, modifier)| look.add_modifier(*modifier))
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::builtin(true)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;
    use crate::ui::colours::{self, Depth, TerminalColours};

    #[test]
    fn plain_has_no_colour_and_shows_the_selection() {
        let theme = Theme::builtin(false);
        let styles = theme.parts.iter().chain(&theme.roles);
        assert!(
            styles
                .clone()
                .all(|style| style.fg.is_none() && style.bg.is_none())
        );
        assert!(
            theme
                .part(ThemePart::Selected)
                .add_modifier
                .contains(Modifier::REVERSED)
        );
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: Color) -> f64 {
        let (r, g, b) = match colour {
            Color::Rgb(r, g, b) => (r, g, b),
            Color::Indexed(n) => colours::indexed(n).into(),
            other => panic!("{other} has no fixed value"),
        };
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    /// The look of text on a row that may be selected.
    const OVER_SELECTED: [ThemePart; 6] = [
        ThemePart::Count,
        ThemePart::Date,
        ThemePart::Key,
        ThemePart::Mark,
        ThemePart::New,
        ThemePart::Bar,
    ];

    fn contrast(style: Style) -> f64 {
        ratio(style.fg.unwrap(), style.bg.unwrap())
    }

    fn ratio(a: Color, b: Color) -> f64 {
        let [a, b] = [a, b].map(luminance);
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_role_of_a_theme_with_colours_of_its_own_can_be_read() {
        for (name, least) in [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)] {
            let theme = Theme::named(name).unwrap();
            let parts = PARTS.map(|(role, part)| (role, theme.part(part)));
            let roles = ROLES.map(|(name, role)| (name, theme.text(page::Style::of(role))));
            for (role, style) in parts.into_iter().chain(roles) {
                let found = contrast(theme.base().patch(style));
                assert!(found >= least, "{role} in {name}: {found:.2}");
            }
            let selected = theme.base().patch(theme.part(ThemePart::Selected));
            for part in OVER_SELECTED {
                let found = contrast(theme.over(selected, part));
                assert!(
                    found >= least,
                    "{part:?} on a selected row in {name}: {found:.2}"
                );
            }
        }
    }

    #[test]
    fn every_role_can_be_read_at_each_depth_of_colour() {
        for depth in [Depth::Indexed, Depth::Sixteen] {
            let mut colours = TerminalColours::new(depth);
            for name in ["dark", "light", "high-contrast"] {
                let theme = Theme::named(name).unwrap();
                let parts = PARTS.map(|(role, part)| (role, theme.part(part)));
                let roles = ROLES.map(|(name, role)| (name, theme.text(page::Style::of(role))));
                let selected = theme.base().patch(theme.part(ThemePart::Selected));
                let over =
                    OVER_SELECTED.map(|part| ("on a selected row", theme.over(selected, part)));
                for (role, style) in parts.into_iter().chain(roles).chain(over) {
                    let style = theme.base().patch(style);
                    let (letters, ground) = colours.nearest(style.fg.unwrap(), style.bg.unwrap());
                    let found = ratio(letters, ground);
                    assert!(found >= 4.5, "{role} in {name} at {depth:?}: {found:.2}");
                }
            }
        }
    }

    #[test]
    fn every_theme_that_comes_along_can_be_used() {
        for (name, text) in Theme::BUILTIN {
            let theme = Theme::whole(text);
            assert!(theme.is_ok(), "{name}: {theme:?}");
        }
    }

    #[test]
    fn roles_left_out_look_as_in_the_theme_that_is_named() {
        let own = Theme::parse("inherits = 'dark'\n[title]\nfg = 'red'").unwrap();
        let dark = Theme::named("dark").unwrap();
        assert_eq!(own.base(), dark.base());
        let title = page::Style::of(page::Role::Title);
        assert_ne!(own.text(title), dark.text(title));
        let own = Theme::parse("[title]\nfg = 'red'").unwrap();
        assert_eq!(
            own.part(ThemePart::Selected),
            Theme::builtin(true).part(ThemePart::Selected)
        );
    }

    #[test]
    fn errors_name_what_is_wrong() {
        assert_eq!(
            Theme::parse("[hat]\nbold = true").unwrap_err().to_string(),
            "no role is called `hat`"
        );
        assert!(Theme::parse("[title]\nfg = 'mauvish'").is_err());
        assert_eq!(
            Theme::parse("inherits = 'dawn'").unwrap_err().to_string(),
            "no built-in theme is called `dawn`"
        );
        assert!(
            Theme::parse("[title]\nfgg = 'red'")
                .unwrap_err()
                .to_string()
                .contains("line 2")
        );
    }
}
