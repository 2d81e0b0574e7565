//! Filtering: choosing tags and other facets, and showing everything again.

use super::super::{
    App, Load,
    action::Action,
    overlay::{Overlay, TagPicker},
    status::Status,
};
use crate::query::{Choice, Facet};

impl App {
    /// Opens the tag picker.
    pub(super) fn pick_tags(&mut self) {
        self.open_picker(TagPicker::default());
    }

    /// Opens the tag picker on the tags of the article.
    pub(super) fn pick_own_tags(&mut self) {
        let tags = self.current_article().map(|article| {
            let own = article.tags().cloned().map(Facet::Tag);
            let issue = article.issue.tags.iter().cloned();
            own.chain(issue.map(Facet::IssueTag)).collect()
        });
        match tags.filter(|tags: &Vec<Facet>| !tags.is_empty()) {
            Some(tags) => self.open_picker(TagPicker::only(tags)),
            None => self.screen.status = Status::refused("this article has no tags"),
        }
    }

    fn open_picker(&mut self, mut picker: TagPicker) {
        picker.refill(&self.filter);
        self.overlay = Some(Overlay::Tags(picker));
        self.filter.outdate();
    }

    /// Chooses the row under the picker's cursor in this way, or lifts the same choice.
    pub(super) fn choose_facet(&mut self, choice: Choice) {
        let counting = self.is_counting();
        let Some(Overlay::Tags(picker)) = &mut self.overlay else {
            return;
        };
        match picker.selected().cloned() {
            Some(facet) => self.toggle_facet(&facet, choice),
            None if counting => picker.wish(choice),
            None => {}
        }
    }

    /// True while not everything is counted that the picker offers.
    pub fn is_counting(&self) -> bool {
        matches!(self.loading.state, Load::Running { .. }) || !self.filter.is_counted()
    }

    /// Closes the picker. What was chosen in it is still chosen when it is counted.
    pub(super) fn leave_picker(&mut self, picker: TagPicker) {
        if picker.wished().is_some() {
            let text = picker.input.value();
            self.screen.status = Status::done(format!("{text} is chosen once tags are counted"));
            self.controls.wishing = Some(picker);
        }
    }

    /// Carries out a choice that waited, if there is something to choose now.
    pub(super) fn grant_wish(&mut self) {
        let counting = self.is_counting();
        let open = match &mut self.overlay {
            Some(Overlay::Tags(picker)) => Some(picker),
            _ => None,
        };
        if let Some(closed) = &mut self.controls.wishing {
            closed.refill(&self.filter);
        }
        let mut pickers = open.into_iter().chain(&mut self.controls.wishing);
        if let Some((facet, choice)) = pickers.find_map(|picker| picker.take_wish(counting)) {
            self.toggle_facet(&facet, choice);
        }
        let wishing = &mut self.controls.wishing;
        wishing.take_if(|picker| picker.wished().is_none());
    }

    /// The same for the n-th row. While a name is typed, the digit belongs to it.
    fn choose_nth(&mut self, n: u32) {
        let Some(Overlay::Tags(picker)) = &mut self.overlay else {
            return;
        };
        if !picker.input.value().is_empty() {
            picker.paste(&n.to_string());
        } else if let Some(facet) = picker.nth(n).cloned() {
            self.toggle_facet(&facet, Choice::All);
        }
    }

    /// Asks for a facet in this way, or, if it is so already, no more.
    pub(super) fn toggle_facet(&mut self, facet: &Facet, choice: Choice) {
        let now = self.filter.choice(facet);
        let choice = Some(choice).filter(|choice| now != Some(*choice));
        self.filter.choose(facet, choice);
    }

    /// The picker's own actions. Returns true if it was one.
    pub(super) fn act_in_picker(&mut self, action: Action) -> bool {
        match action {
            Action::Include => self.choose_facet(Choice::All),
            Action::Alternative => self.choose_facet(Choice::Any),
            Action::Exclude => self.choose_facet(Choice::Not),
            Action::RenameTag => self.ask_tag_name(),
            Action::ChooseNth(n) => self.choose_nth(n),
            Action::Complete => {
                if let Some(Overlay::Tags(picker)) = &mut self.overlay {
                    picker.turn(&self.filter);
                    self.filter.outdate();
                }
            }
            _ => return false,
        }
        true
    }

    /// Turns to the page whose name is at a column of the picker's frame.
    pub(super) fn turn_to_tab(&mut self, column: u16) {
        let columns = self.tab_columns();
        let Some(Overlay::Tags(picker)) = &mut self.overlay else {
            return;
        };
        // A corner and a space come before the names.
        let mut end = 2;
        let mut tabs = picker.tabs(columns).into_iter();
        let tab = tabs.find(|(_, name)| {
            end += name.len() + 1;
            usize::from(column) < end
        });
        if let Some((page, _)) = tab.filter(|_| column > 1) {
            picker.turn_to(page, &self.filter);
            self.filter.outdate();
        }
    }

    /// Shows everything again.
    pub(super) fn clear_filter(&mut self) {
        self.controls.wishing = None;
        if self.filter.is_empty() {
            self.screen.status = Status::refused("there is no filter");
            return;
        }
        self.filter.keep(crate::query::Query::everything());
        self.screen.status = Status::done("filter cleared");
    }

    /// The archive changed: asks again. Until the answer comes, the lists show the last one.
    pub(super) fn refilter(&mut self) {
        self.filter.outdate();
        self.show_found();
    }

    /// Updates lists and picker after a search.
    pub(super) fn show_found(&mut self) {
        let shown = self.filter.shown(&self.archive);
        self.list.show(
            &self.archive,
            shown.as_ref().map(|ids| &***ids),
            self.filter.is_ordered(),
        );
        if let Some(Overlay::Statistics(statistics)) = &mut self.overlay {
            statistics.outdate();
        }
        self.show_counts();
    }
}
