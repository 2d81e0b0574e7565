//! Checks for the editor of a newsletter, before it goes out.

mod tags;

use std::{
    collections::HashMap,
    io::{self, Write},
};

use serde::Serialize;

use super::{
    Ended,
    article::WarningJson,
    output,
    selection::{Selected, SelectedIssue},
};
use crate::{
    model::{ArticleView, Lines, Warning},
    page::other_host,
    text::{clean, counted},
};

/// The findings to look for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum CheckKind {
    /// Mistakes: files that cannot be read, articles without a reference, sources named twice, links in disguise
    #[default]
    Mistakes,
    /// Topics of several articles that the front matter does not name
    Tags,
}

impl CheckKind {
    /// The findings of this kind.
    pub fn findings(self, selected: &Selected) -> Vec<Warning> {
        match self {
            Self::Mistakes => findings(selected),
            Self::Tags => tags::missing(selected),
        }
    }
}

/// Writes the findings; the exit code tells if there are any.
pub(super) fn run(findings: &[Warning], json: bool, out: &mut impl Write) -> io::Result<Ended> {
    if json {
        write_json(findings, out)?;
    } else {
        write(findings, out)?;
    }
    Ok(match findings.len() {
        0 => Ended::Done,
        1 => Ended::Nothing("1 thing is odd".to_owned()),
        n => Ended::Nothing(format!("{n} things are odd")),
    })
}

/// Says on standard error how many mails were passed over.
pub(super) fn tell_letters(letters: usize) {
    if letters > 0 {
        let mails = counted(letters, "mail", "mails");
        let _ = writeln!(
            io::stderr(),
            "{mails} to no list passed over; --all-mail reads them"
        );
    }
}

/// Everything odd: what loading found, then articles without a reference, references that stand twice in an issue, and links
/// whose text shows another host than they open.
pub fn findings(selected: &Selected) -> Vec<Warning> {
    let mut findings = selected.archive.warnings.clone();
    findings.extend(selected.issues().flat_map(|issue| of_issue(&issue)));
    findings.sort();
    findings.dedup();
    findings
}

/// Writes findings in the style of compilers: `path:line: message`.
pub fn write(findings: &[Warning], out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        writeln!(out, "{}", clean::line(&finding.to_string()))?;
    }
    Ok(())
}

/// Writes findings as JSON.
pub fn write_json(findings: &[Warning], out: &mut impl Write) -> io::Result<()> {
    super::door::pretty_json(&mut *out, &CheckReport::new(findings))?;
    writeln!(out)
}

#[derive(Serialize)]
struct CheckReport<'a> {
    version: u32,
    warnings: Vec<WarningJson<'a>>,
}

impl<'a> CheckReport<'a> {
    fn new(findings: &'a [Warning]) -> Self {
        Self {
            version: output::VERSION,
            warnings: findings.iter().map(WarningJson::new).collect(),
        }
    }
}

fn of_issue(issue: &SelectedIssue<'_>) -> Vec<Warning> {
    let mut findings = Vec::new();
    let mut known: HashMap<&str, u32> = HashMap::new();
    let lines = Lines::of(issue.issue);
    for view in &issue.articles {
        let finding = |message| finding(&lines, view, message);
        let here = lines.place(view.span().start).1;
        match view.reference() {
            None => findings.push(finding(format!("no reference in \"{}\"", view.title()))),
            Some(link) => {
                let first = *known.entry(link.url()).or_insert(here);
                if first != here {
                    findings.push(finding(format!(
                        "same reference as in line {first}: {}",
                        clean::url(link.url())
                    )));
                }
            }
        }
        let disguised = view
            .links()
            .filter_map(|link| Some((link, other_host(link, link.label())?)));
        findings.extend(
            disguised.map(|(link, host)| finding(format!("\"{}\" opens {host}", link.label()))),
        );
    }
    findings
}

fn finding(lines: &Lines<'_>, view: &ArticleView<'_>, message: String) -> Warning {
    let (path, line) = lines.place(view.span().start);
    Warning {
        path: path.to_owned(),
        line: Some(line),
        message,
    }
}
