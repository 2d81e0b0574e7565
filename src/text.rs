//! Text for people: cleaning what strangers wrote, Markdown to styled text, wrapping.

pub mod clean;
pub mod hangul;
