//! A theme's file: a table for each role, and perhaps the theme that it inherits from.

use std::fmt;

use ratatui::style::{Color, Modifier, Style};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

/// A theme file.
#[derive(Default)]
pub(super) struct ThemeFile {
    /// The built-in theme that has the roles left out.
    pub inherits: Option<String>,
    /// Looks by the names of roles.
    pub roles: Vec<(String, StyleTable)>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "the file's own shape")]
pub(super) struct StyleTable {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    strike: bool,
    reverse: bool,
}

/// Written out, as `serde(flatten)` would lose the lines of errors.
impl<'de> Deserialize<'de> for ThemeFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Roles)
    }
}

struct Roles;

impl<'de> Visitor<'de> for Roles {
    type Value = ThemeFile;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table for each role")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ThemeFile, A::Error> {
        let mut file = ThemeFile::default();
        while let Some(name) = map.next_key::<String>()? {
            if name == "inherits" {
                file.inherits = Some(map.next_value()?);
            } else {
                file.roles.push((name, map.next_value()?));
            }
        }
        Ok(file)
    }
}

impl StyleTable {
    pub fn style(&self) -> Result<Style, NoSuchColour> {
        let modifiers = [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.italic, Modifier::ITALIC),
            (self.underline, Modifier::UNDERLINED),
            (self.strike, Modifier::CROSSED_OUT),
            (self.reverse, Modifier::REVERSED),
        ];
        let style = Style {
            fg: color(self.fg.as_deref())?,
            bg: color(self.bg.as_deref())?,
            ..Style::new()
        };
        let on = modifiers.iter().filter(|(on, _)| *on);
        Ok(on.fold(style, |style, (_, modifier)| style.add_modifier(*modifier)))
    }
}

/// A name that no colour has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no colour is called `{0}`")]
pub struct NoSuchColour(String);

fn color(name: Option<&str>) -> Result<Option<Color>, NoSuchColour> {
    let parse = |name: &str| name.parse().map_err(|_| NoSuchColour(name.to_owned()));
    name.map(parse).transpose()
}
