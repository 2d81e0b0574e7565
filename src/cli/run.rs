//! `run`: a command of the user's own, on articles.

use super::{Ended, Error, Session, chosen::Chosen};
use crate::{
    command::{CommandRun, OwnCommand},
    config::{Config, nearest},
    text::clean,
};

/// Run a command of your own, which the configuration names, on articles
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  backissue run wallabag 4k7q2m9x 8c1d0r5v
  backissue run wallabag -q 'is:queued' ~/newsletters")]
pub struct RunOwn {
    /// The command: NAME of [commands.NAME] in the configuration
    #[arg(value_name = "NAME")]
    own: String,
    #[command(flatten)]
    chosen: Chosen,
}

impl RunOwn {
    /// The end of each run is waited for; one that fails does not keep the others from being tried.
    pub(super) fn run(&self, session: &Session) -> Result<Ended, Error> {
        let command = named(&self.own, &session.config)?;
        let selected = self.chosen.run(session)?;
        if selected.ids.is_empty() {
            return Ok(self.chosen.outcome(&selected));
        }
        let runs = command.for_articles(&selected.archive, &selected.ids);
        let runs = match runs {
            Ok(runs) => runs,
            Err(why) => return Ok(Ended::Nothing(why.to_string())),
        };
        if runs.left_out > 0 {
            let said = format!(
                "{} left out: they lack what {} takes",
                runs.left_out, command.name
            );
            session.voice.say(&said);
        }
        let ends: Vec<_> = runs.runs.iter().map(CommandRun::run_here).collect();
        let mut failures = ends.into_iter().filter_map(Result::err);
        Ok(failures.next().map_or(Ended::Done, |why| {
            Ended::Nothing(clean::line(&why.to_string()).into_owned())
        }))
    }
}

fn named<'c>(name: &str, config: &'c Config) -> Result<&'c OwnCommand, Error> {
    let commands = config.keymap.commands();
    let found = commands.iter().find(|command| command.name == name);
    found.ok_or_else(|| {
        let hint = nearest::hint(name, commands.iter().map(|command| &*command.name));
        let hint = if hint.is_empty() {
            format!(": [commands.{name}] in the configuration would make one")
        } else {
            hint
        };
        Error::Usage(format!("no command of yours is called `{name}`{hint}"))
    })
}
