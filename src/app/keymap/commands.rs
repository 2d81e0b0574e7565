//! The user's own commands, and their keys among all others.

use super::{KeyContext, KeyRow, Keymap, OwnRow, own::overlap};
use crate::{
    app::{action::Action, key::NoSuchKey},
    command::OwnCommand,
};

/// A command whose key cannot be bound.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandKeyError {
    /// No key is called so.
    #[error(transparent)]
    Name(#[from] NoSuchKey),
    /// The key does something else.
    #[error(
        "`{key}` is taken: {by}; choose another key, or free it: [[key]], on = \"{taken}\", do = \"none\""
    )]
    Taken {
        /// The key as written.
        key: String,
        /// The key that stands in its way.
        taken: String,
        /// The action or the command of that key.
        by: String,
    },
    /// There are more commands than anybody could name.
    #[error("there are too many commands")]
    TooMany,
}

impl Keymap {
    /// These keys with a command of the user's, on keys that are free in the panes.
    pub fn with_command(mut self, command: OwnCommand) -> Result<Self, CommandKeyError> {
        let number = u16::try_from(self.commands.len()).map_err(|_| CommandKeyError::TooMany)?;
        let action = Action::Own(number);
        if !command.keys.is_empty() {
            let row = OwnRow::new(command.keys.clone(), Some(action), vec![KeyContext::Main])?;
            if let Some(row) = row.bound() {
                self.check_free(&row)?;
                self.rows.push(row);
            }
        }
        self.commands.push(command);
        Ok(self)
    }

    /// The user's own commands.
    pub fn commands(&self) -> &[OwnCommand] {
        &self.commands
    }

    /// The command that an action runs.
    pub fn command(&self, action: Action) -> Option<&OwnCommand> {
        match action {
            Action::Own(number) => self.commands.get(usize::from(number)),
            _ => None,
        }
    }

    fn check_free(&self, wanted: &KeyRow) -> Result<(), CommandKeyError> {
        let rows = self.rows_of(KeyContext::Main);
        let bound =
            rows.flat_map(|row| row.on.iter().zip(&row.sequences).map(move |key| (row, key)));
        for (row, (taken, sequence)) in bound {
            let mut keys = wanted.on.iter().zip(&wanted.sequences);
            if let Some((key, _)) = keys.find(|(_, wanted)| overlap(wanted, sequence)) {
                let own = self.command(row.action).map(|command| command.name.clone());
                return Err(CommandKeyError::Taken {
                    key: key.clone(),
                    taken: taken.clone(),
                    by: own.unwrap_or_else(|| row.action.help().to_owned()),
                });
            }
        }
        Ok(())
    }
}
