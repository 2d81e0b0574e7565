//! What is shown: choosing tags, and showing all again.

use super::super::{
    App,
    overlay::{Overlay, TagPicker},
    status::Status,
};
use crate::model::Tag;

impl App {
    /// Opens the tag picker.
    pub(super) fn pick_tags(&mut self) {
        let mut picker = TagPicker::default();
        picker.refill(self.tags());
        self.overlay = Some(Overlay::Tags(picker));
    }

    /// Adds a tag to the filter or takes it away, and shows what passes.
    pub(super) fn toggle_tag(&mut self, tag: &Tag) {
        self.filter.toggle(tag);
        self.refilter();
    }

    /// Shows everything again.
    pub(super) fn clear_filter(&mut self) {
        if self.filter.is_empty() {
            return;
        }
        self.filter.clear();
        self.refilter();
        self.status = Status::done("filter cleared");
    }

    /// Brings lists and picker in step with the filter and the archive.
    pub(super) fn refilter(&mut self) {
        let found = self.filter.run(&self.archive);
        let shown = self.view.narrow(&self.archive, found);
        self.browse.show(&self.archive, shown, self.view.is_flat());
        let tags = self.tags();
        if let Some(Overlay::Tags(picker)) = &mut self.overlay {
            picker.refill(tags);
        }
    }
}
