//! Other names for tags: asked for in the tag picker, kept in the configuration, and given to what is shown.

use super::super::{
    App, Effect,
    overlay::{Overlay, Prompt},
    status::Status,
};
use crate::{model::Tag, query::Facet, topics::TagRule};

/// Has the name that was typed for a tag kept.
pub(super) fn name_tag(tag: &Tag, name: &str) -> Vec<Effect> {
    let name = name.trim();
    if name == tag.display() {
        return Vec::new();
    }
    vec![Effect::NameTag(TagRule {
        tag: tag.name().to_owned(),
        name: name.to_owned(),
    })]
}

impl App {
    /// Asks for another name of the tag under the picker's cursor.
    pub(super) fn ask_tag_name(&mut self) {
        let Some(Overlay::Tags(picker)) = &self.overlay else {
            return;
        };
        match picker.selected() {
            Some(Facet::Tag(tag) | Facet::IssueTag(tag)) => {
                self.overlay = Some(Overlay::Prompt(Prompt::tag_name(tag.clone())));
            }
            _ => self.screen.status = Status::refused("only a tag can be named"),
        }
    }

    /// A name was kept, or not.
    pub(super) fn take_tag_name(&mut self, rule: TagRule, kept: Result<(), String>) {
        if let Err(why) = kept {
            self.screen.status = Status::refused(why);
            return;
        }
        let told = match &*rule.name {
            "" => format!("for good: #{} is hidden", rule.tag),
            name => format!("for good: #{} is #{name}", rule.tag),
        };
        self.loading.tag_rules.push(rule);
        self.rename_tags();
        self.filter.forget();
        self.refilter();
        self.screen.status = Status::done(told);
    }

    /// Gives tags their new names, those of issues that came just now among them.
    pub(super) fn rename_tags(&mut self) {
        for rule in &self.loading.tag_rules {
            let new = rule.new_tag();
            self.archive
                .rename_tag(|tag| rule.is_about(tag), new.as_ref());
        }
    }
}
