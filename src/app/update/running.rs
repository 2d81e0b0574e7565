//! Commands of the user's own, on what is selected.

use super::super::{
    App, Effect, Pane,
    action::Action,
    overlay::{Confirm, Consent, Overlay},
    status::Status,
};
use crate::{
    command::{CommandRuns, CommandTarget, NoValue, OwnCommand},
    error::ProgramError,
};

impl App {
    /// Runs a command on the articles selected, else on the one in view; on their issues, if it is for those.
    pub(super) fn run_own(&mut self, action: Action) -> Vec<Effect> {
        let Some(command) = self.controls.keymap.command(action).cloned() else {
            return Vec::new();
        };
        match self.runs(&command) {
            None if command.target == CommandTarget::Issue => self.refuse("no issue is selected"),
            None => self.refuse("no article is selected"),
            Some(Err(why)) => self.refuse(&why.to_string()),
            Some(Ok(runs)) => {
                self.marks.picked.clear();
                self.screen.status = Status::done(started(&command, &runs));
                if runs.follow_each_other() {
                    self.controls.running.push(command.name);
                }
                vec![Effect::Run(runs.runs)]
            }
        }
    }

    /// The runs of a command; `None` where nothing is selected.
    fn runs(&self, command: &OwnCommand) -> Option<Result<CommandRuns, NoValue>> {
        let picked = &self.marks.picked;
        if !picked.is_empty() {
            return Some(command.for_articles(&self.archive, picked));
        }
        if command.target == CommandTarget::Issue {
            return Some(command.for_issues(&self.archive, &[self.list.issue()?]));
        }
        if self.screen.focus == Pane::Issues {
            return None;
        }
        let article = self.article_in_view()?.id;
        Some(command.for_articles(&self.archive, &[article]))
    }

    /// Says that a command failed, or that the end which was waited for has come.
    pub(super) fn ran(&mut self, name: &str, result: Result<bool, ProgramError>) -> Vec<Effect> {
        let running = &mut self.controls.running;
        if let Some(at) = running.iter().position(|other| other == name) {
            running.remove(at);
        }
        match result {
            Ok(true) => self.screen.status = Status::done(format!("{name} is done")),
            Ok(false) => {}
            Err(why) => self.screen.status = Status::refused(why.to_string()),
        }
        Vec::new()
    }

    /// Asks before the reader is left while a command has runs to come, which would not be. Who leaves all the same is let go.
    pub(super) fn ask_to_leave(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        let leaves = |effect: &Effect| matches!(effect, Effect::Quit | Effect::GoOn(_));
        let (Some(at), Some(name)) = (
            effects.iter().position(leaves),
            self.controls.running.first(),
        ) else {
            return effects;
        };
        if let Some(Overlay::Confirm(Confirm { yes, .. })) = &self.overlay
            && matches!(yes, Consent::Leave(_))
        {
            return effects;
        }
        let question = format!("{name} has not been run for all yet. Leave the rest out?");
        let leave = Consent::Leave(effects.remove(at));
        effects.extend(self.ask(question, leave));
        effects
    }
}

fn started(command: &OwnCommand, runs: &CommandRuns) -> String {
    let name = &command.name;
    let verb = if command.wait { "running" } else { "started" };
    match runs.left_out {
        0 => format!("{verb} {name}"),
        n => format!("{verb} {name}, not for {n} that lack what it takes"),
    }
}
