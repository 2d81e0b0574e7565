//! A run of a command: a program with all of its arguments.

use std::{
    ffi::OsString,
    io,
    process::{Child, Command, Stdio},
};

use crate::{error::ProgramError, program};

/// A program that is to be started, and what it reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandRun {
    /// The name of the command.
    pub name: String,
    /// The program.
    pub program: String,
    /// Its arguments, as they are: no shell reads them.
    pub arguments: Vec<OsString>,
    /// The text on its standard input; without any, there is nothing to read.
    pub input: Option<String>,
    /// True if its end is waited for, and told.
    pub wait: bool,
    /// True if it is given the terminal.
    pub terminal: bool,
}

/// A run that has started.
#[derive(Debug)]
pub struct StartedRun {
    name: String,
    input: String,
    child: Child,
}

impl CommandRun {
    /// Runs it where this program runs, until it ends.
    pub fn run_here(&self) -> Result<(), ProgramError> {
        let child = self.command().spawn();
        self.started(child)?.end()
    }

    /// Starts it apart from this program and its terminal.
    pub fn start_apart(&self) -> Result<StartedRun, ProgramError> {
        self.started(program::apart(&mut self.command()))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        command.stdin(match (&self.input, self.terminal) {
            (Some(_), _) => Stdio::piped(),
            (None, true) => Stdio::inherit(),
            (None, false) => Stdio::null(),
        });
        command
    }

    fn started(&self, child: io::Result<Child>) -> Result<StartedRun, ProgramError> {
        let child = child.map_err(|source| ProgramError::start(&self.program, source))?;
        Ok(StartedRun {
            name: self.name.clone(),
            input: self.input.clone().unwrap_or_default(),
            child,
        })
    }
}

impl StartedRun {
    /// Hands the program its text and waits until it ends.
    pub fn end(self) -> Result<(), ProgramError> {
        let ended = program::feed(self.child, &self.input);
        ProgramError::check(&self.name, ended)
    }
}
