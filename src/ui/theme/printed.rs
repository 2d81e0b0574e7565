//! Styled text for a terminal that is not a screen: what `show` prints.

use ratatui::style::{Color, Modifier, Style};

use super::Theme;
use crate::page;

/// The SGR parameters of modifiers (ECMA-48, 8.3.117).
const MODIFIERS: [(Modifier, &str); 6] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
    (Modifier::CROSSED_OUT, "9"),
];

impl Theme {
    /// Text with the escape codes of its style around it; the text itself is clean already.
    pub fn printed(&self, text: &str, style: page::Style) -> String {
        let codes = codes(self.text(style));
        if codes.is_empty() {
            text.to_owned()
        } else {
            format!("\x1b[{}m{text}\x1b[0m", codes.join(";"))
        }
    }
}

fn codes(style: Style) -> Vec<String> {
    let modifiers = MODIFIERS
        .iter()
        .filter(|(modifier, _)| style.add_modifier.contains(*modifier));
    let modifiers = modifiers.map(|(_, code)| (*code).to_owned());
    let colours = [(style.fg, 30), (style.bg, 40)];
    let colours = colours
        .into_iter()
        .filter_map(|(colour, base)| Some(code(colour?, base)));
    modifiers.chain(colours).collect()
}

/// A colour's parameters: the base is 30 for the foreground, 40 for the background.
fn code(colour: Color, base: u8) -> String {
    let bright = base + 60;
    match colour {
        Color::Reset => (base + 9).to_string(),
        Color::Black => base.to_string(),
        Color::Red => (base + 1).to_string(),
        Color::Green => (base + 2).to_string(),
        Color::Yellow => (base + 3).to_string(),
        Color::Blue => (base + 4).to_string(),
        Color::Magenta => (base + 5).to_string(),
        Color::Cyan => (base + 6).to_string(),
        Color::Gray => (base + 7).to_string(),
        Color::DarkGray => bright.to_string(),
        Color::LightRed => (bright + 1).to_string(),
        Color::LightGreen => (bright + 2).to_string(),
        Color::LightYellow => (bright + 3).to_string(),
        Color::LightBlue => (bright + 4).to_string(),
        Color::LightMagenta => (bright + 5).to_string(),
        Color::LightCyan => (bright + 6).to_string(),
        Color::White => (bright + 7).to_string(),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
    }
}
