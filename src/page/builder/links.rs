//! Links in the text, and the marks behind them: their numbers, and why some are not opened.

use super::TextBuilder;
use crate::page::{
    rich_text::StyleSpan,
    style::{Role, Style},
};
use crate::text::{bare_url, clean};

/// The number of a link, which is written where the link ends.
pub(super) struct Number {
    link: u32,
    /// The host to name beside the number, because the text names another.
    host: Option<String>,
}

impl TextBuilder<'_> {
    /// Begins a link; one that cannot be opened is text.
    pub fn open_link(&mut self, url: &str) {
        self.end_run();
        self.state.link = self.targets.find(url);
        // An embedded picture is nothing that anybody could want to open.
        if self.state.link.is_none() && self.state.style.role != Role::Image {
            self.write_number();
            let start = self.doc.end();
            self.state.refused = self.targets.refuse(url).map(|index| (index, start));
        }
        if self.state.link.is_some() && self.state.style.role != Role::Image {
            self.state.style.role = Role::Link;
        }
    }

    /// Adds text that is one link, in a role of its own, with its number behind it.
    pub fn linked_piece(&mut self, role: Role, text: &str, url: &str) {
        let saved = self.state;
        self.open_link(url);
        let start = self.doc.end();
        self.piece(role, text);
        self.close_link(start);
        self.state = saved;
    }

    /// Ends the link whose text began at `start`.
    pub fn close_link(&mut self, start: u32) {
        self.end_run();
        if let Some((refused, start)) = self.state.refused.take() {
            self.close_refused(refused, start);
        }
        let Some(link) = self.state.link else { return };
        if self.number.as_ref().is_some_and(|open| open.link == link) {
            return;
        }
        let text = self.doc.slice(&(start..self.doc.end()));
        self.targets.name(link, &clean::line(text));
        let host = self.targets.other_host(link, text);
        if !text.is_empty() {
            self.number = Some(Number { link, host });
        }
    }

    /// Notes in the text that a link is never opened, with its target.
    fn close_refused(&mut self, refused: u32, start: u32) {
        let text = clean::line(self.doc.slice(&(start..self.doc.end()))).into_owned();
        let target = self.targets.name_refused(refused, &text);
        if let Some(target) = target.filter(|_| !text.is_empty()) {
            self.write_number();
            let glue = self.glue();
            let mark = format!("{glue}[{target} not opened]");
            self.raw(&mark, Style::of(Role::Deceptive), None);
        }
    }

    /// Gives the running text its look. An ended link continues if this is more of it, else its number comes first.
    pub(super) fn span_run(&mut self) {
        let mut link = self.state.link;
        if let Some(Number { link: open, .. }) = self.number {
            let tail = self.doc.text.get(self.run_start..).unwrap_or("");
            let goes_on =
                link.is_some_and(|link| link == open || self.targets.names_itself(link, tail));
            if goes_on {
                link = Some(open);
                self.state.link = link;
            } else if !tail.trim().is_empty() {
                let start = self.run_start;
                let tail = self.doc.text.split_off(start);
                self.write_number();
                let number = self.doc.text.len() - start;
                self.delimiters.shift_from(start, number);
                self.doc.text.push_str(&tail);
            }
        }
        let (start, style) = (self.run_start as u32, self.state.style);
        self.doc.push_span(StyleSpan { start, style, link });
        self.run_start = self.doc.text.len();
    }

    /// Cuts the running text at the URLs in it.
    pub(super) fn link_bare_urls(&mut self) {
        let tail = self.doc.text.get(self.run_start..).unwrap_or("");
        let Some(first) = bare_url::find(tail) else {
            return;
        };
        self.delimiters.forget_from(self.run_start);
        let tail = self.doc.text.split_off(self.run_start);
        let saved = self.state;
        let (mut rest, mut next) = (tail.as_str(), Some(first));
        while let Some(range) = next {
            self.doc
                .text
                .push_str(rest.get(..range.start).unwrap_or(""));
            self.span_run();
            let url = rest.get(range.clone()).unwrap_or("");
            self.open_bare_link(url);
            self.state = saved;
            rest = rest.get(range.end..).unwrap_or("");
            next = bare_url::find(rest);
        }
        self.doc.text.push_str(rest);
    }

    fn open_bare_link(&mut self, url: &str) {
        self.open_link(&bare_url::target(url));
        self.doc.text.push_str(url);
        if self.doc.text.len() > self.run_start {
            self.span_run();
        }
        self.number = self.state.link.map(|link| Number { link, host: None });
    }

    pub fn write_number(&mut self) {
        let Some(Number { link, host }) = self.number.take() else {
            return;
        };
        let glue = self.glue();
        let style = Style::of(Role::LinkNumber);
        let number = link + 1;
        match host {
            None => self.raw(&format!("{glue}[{number}]"), style, Some(link)),
            Some(host) => {
                self.raw(&format!("{glue}[{number} → "), style, Some(link));
                self.raw(&host, Style::of(Role::Deceptive), Some(link));
                self.raw("]", style, Some(link));
            }
        }
        if glue.is_empty() {
            self.raw(" ", self.state.style, None);
        }
    }

    /// A no-break space, which keeps a mark at the text before it.
    fn glue(&self) -> &'static str {
        if self.doc.text.ends_with(' ') {
            ""
        } else {
            "\u{a0}"
        }
    }
}
