//! The manual page: the command line, the keys, the query language and the settings, from where each is defined.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

use super::Arguments;
use crate::{
    app::{
        help,
        keymap::{KeyContext, Keymap},
    },
    config::SETTINGS,
    query::FIELDS,
};

/// Variables, and what they are for.
const ENVIRONMENT: [(&str, &str); 6] = [
    (
        "BACKISSUE_CONFIG",
        "The configuration file, if --config names none.",
    ),
    ("BACKISSUE_STATE", "The file or folder of the marks."),
    (
        "BROWSER",
        "What opens links, where the setting opener names nothing.",
    ),
    (
        "VISUAL, EDITOR",
        "What memos are written in and files opened with.",
    ),
    ("NO_COLOR", "If set, no colours are used."),
    ("COMPLETE", "Set by shells that ask for completions."),
];

/// Files, and what they hold.
const FILES: [(&str, &str); 3] = [
    (
        "~/.config/backissue/config.toml",
        "The configuration; XDG_CONFIG_HOME counts.",
    ),
    ("~/.config/backissue/themes/*.toml", "Themes of your own."),
    (
        "~/.local/state/backissue",
        "Marks, and where reading stopped; XDG_STATE_HOME counts.",
    ),
];

/// Prints the page (roff, man macros).
pub(super) fn write(out: &mut dyn Write) -> io::Result<()> {
    // What the short help leaves out is told here.
    let mut command = Arguments::command().mut_args(|arg| arg.hide_short_help(false));
    command.build();
    let man = Man::new(command.clone());
    let mut out = &mut *out;
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    writeln!(out, ".SH COMMANDS")?;
    let commands = command.get_subcommands();
    for subcommand in commands.filter(|command| command.get_name() != "help") {
        one(subcommand, out)?;
    }
    let keys = help::lines(&Keymap::builtin(), KeyContext::Main).into_iter();
    list(
        "KEYS",
        keys.map(|line| (line.keys, line.what.to_owned())),
        out,
    )?;
    let fields = FIELDS.iter();
    let fields = fields.map(|field| (field.example.to_owned(), field.help.replace('`', "")));
    list("QUERIES", fields, out)?;
    let settings = SETTINGS.iter();
    let settings = settings.map(|setting| (setting.name.to_owned(), setting.help.to_owned()));
    list("CONFIGURATION", settings, out)?;
    list("ENVIRONMENT", ENVIRONMENT.map(owned).into_iter(), out)?;
    list("FILES", FILES.map(owned).into_iter(), out)?;
    man.render_extra_section(&mut out)?;
    man.render_version_section(&mut out)
}

fn owned((name, what): (&str, &str)) -> (String, String) {
    (name.to_owned(), what.to_owned())
}

/// A command: its usage, its purpose, and the options that only it has.
fn one(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, ".SS \"backissue {}\"", command.get_name())?;
    let man = Man::new(command.clone());
    for render in [
        Man::render_synopsis_section,
        Man::render_description_section,
        Man::render_options_section,
    ] {
        let mut section: Vec<u8> = Vec::new();
        render(&man, &mut section)?;
        let section = String::from_utf8_lossy(&section);
        out.write_all(body(&section).as_bytes())?;
        writeln!(out, ".PP")?;
    }
    let mut examples: Vec<u8> = Vec::new();
    man.render_extra_section(&mut examples)?;
    out.write_all(body(&String::from_utf8_lossy(&examples)).as_bytes())
}

/// The text under the first heading. The other headings are the same for all commands.
fn body(section: &str) -> String {
    let lines = section.lines().skip_while(|line| !line.starts_with(".SH"));
    let lines = lines.skip(1).take_while(|line| !line.starts_with(".SH"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A section of things and what they are for.
fn list(
    title: &str,
    rows: impl Iterator<Item = (String, String)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, ".SH {title}")?;
    for (name, what) in rows {
        writeln!(out, ".TP\n\\fB{}\\fR\n{}", escaped(&name), escaped(&what))?;
    }
    Ok(())
}

/// Text as roff reads it. A line may begin with neither a point nor an apostrophe.
fn escaped(text: &str) -> Cow<'_, str> {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) {
        return format!("\\&{text}").into();
    }
    text.into()
}
