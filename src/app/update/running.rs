//! Commands of the user's own, on what is selected.

use super::super::{App, Effect, Pane, action::Action, status::Status};
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
        match result {
            Ok(true) => self.screen.status = Status::done(format!("{name} is done")),
            Ok(false) => {}
            Err(why) => self.screen.status = Status::refused(why.to_string()),
        }
        Vec::new()
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
