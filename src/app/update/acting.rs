//! Actions: one arm for each, in the panes and in what lies over them.

use super::super::{
    App, Effect,
    action::{Action, Way},
    overlay::{LinkUse, Overlay, QueryScope},
};

impl App {
    /// Carries out an action, in the overlay if there is one.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        let own = match self.overlay {
            None => return self.act_in_panes(action),
            Some(Overlay::Tags(_)) => self.act_in_picker(action),
            Some(Overlay::Search(_)) => self.act_in_prompt(action),
            Some(Overlay::Statistics(_)) => self.act_in_statistics(action),
            // Nothing lies under it.
            Some(Overlay::Catalogue(_)) if action == Action::Escape => return vec![Effect::Quit],
            Some(Overlay::Library(_)) => {
                let done = self.act_in_library(action);
                return done.unwrap_or_else(|| self.act_in_overlay(action));
            }
            Some(_) => false,
        };
        if own {
            Vec::new()
        } else {
            self.act_in_overlay(action)
        }
    }

    fn act_in_panes(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::ClearFilter => self.clear_filter(),
            Action::Move(motion) => self.scroll(motion),
            Action::Go(way) => return self.go(way),
            Action::Enter => return self.go(Way::In),
            Action::Fit(fitting) => self.fit(fitting),
            Action::Mark(marker) => return self.mark(marker),
            Action::Open => return self.open_reference(),
            Action::OpenLink(number) => return self.open_link(number),
            Action::AskLink => return self.ask_link(),
            Action::HintOpen => return self.hint(LinkUse::Open),
            Action::HintCopy => return self.hint(LinkUse::Copy),
            Action::CopyUrl => return self.copy_reference(),
            Action::CopyMarkdown => return self.copy_markdown(),
            Action::CopyMenu => return self.copy_menu(),
            Action::Qr => return self.show_qr(),
            Action::Pipe => return self.ask_pipe(),
            Action::Edit => return self.edit(),
            Action::Back => return self.back(),
            Action::Escape => self.escape(),
            Action::Tags => self.pick_tags(),
            Action::OwnTags => self.pick_own_tags(),
            Action::GoTo => return self.go_to(),
            Action::Related => return self.relate(),
            Action::Find => self.open_query(QueryScope::Within),
            Action::Filter => self.open_query(QueryScope::Whole),
            Action::NextMatch => return self.next_match_or_unread(true),
            Action::PreviousMatch => return self.next_match_or_unread(false),
            Action::Help => self.show_help(),
            Action::Commands => self.show_commands(),
            Action::Warnings => self.show_warnings(),
            Action::Views => self.show_views(),
            Action::Themes => self.show_themes(),
            Action::Statistics => self.show_statistics(),
            Action::Library => return vec![Effect::Library],
            Action::Update => return self.fetch(Vec::new()),
            Action::Own(_) => return self.run_own(action),
            // Only what lies over the panes knows these.
            Action::Complete
            | Action::Include
            | Action::Exclude
            | Action::Alternative
            | Action::ChooseNth(_)
            | Action::RenameTag
            | Action::PickArchive
            | Action::RemoveArchive => {}
        }
        Vec::new()
    }

    /// The panes under the overlay stay as they are.
    fn act_in_overlay(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::ClearFilter => self.clear_filter(),
            Action::Move(motion) => self.move_in_overlay(motion),
            Action::Help => self.show_help(),
            Action::Complete => self.complete_command(),
            Action::Escape | Action::Back | Action::Views => self.close_overlay(),
            Action::Enter => return self.choose(),
            // Only the panes, or another overlay, know these.
            Action::Go(_)
            | Action::Fit(_)
            | Action::Mark(_)
            | Action::Open
            | Action::OpenLink(_)
            | Action::AskLink
            | Action::HintOpen
            | Action::HintCopy
            | Action::CopyUrl
            | Action::CopyMarkdown
            | Action::CopyMenu
            | Action::Qr
            | Action::Pipe
            | Action::Edit
            | Action::Tags
            | Action::OwnTags
            | Action::GoTo
            | Action::Related
            | Action::Find
            | Action::Filter
            | Action::NextMatch
            | Action::PreviousMatch
            | Action::Commands
            | Action::Warnings
            | Action::Themes
            | Action::Statistics
            | Action::Library
            | Action::Update
            | Action::PickArchive
            | Action::RemoveArchive
            | Action::Include
            | Action::Exclude
            | Action::Alternative
            | Action::RenameTag
            | Action::Own(_)
            | Action::ChooseNth(_) => {}
        }
        Vec::new()
    }

    /// Without a search to go through, the next unread article.
    fn next_match_or_unread(&mut self, forward: bool) -> Vec<Effect> {
        if !self.filter.highlighter().is_empty() {
            self.next_match(forward);
            return Vec::new();
        }
        self.go(if forward {
            Way::NextUnread
        } else {
            Way::PreviousUnread
        })
    }
}
