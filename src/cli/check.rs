//! Checks for the editor of a newsletter, before it goes out.

mod mistakes;
mod tags;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _};
use serde::Serialize;

use super::{
    Ended, Error, Session,
    door::Door,
    output::OutputFormat,
    selection::{Selected, Selection},
};
use crate::{
    config::CheckKind,
    json,
    model::Warning,
    text::{clean, counted},
};

/// Report problems of an archive, for editors of newsletters
///
/// A finding is `path:line: message [kind]`. Files that are skipped are named, too, and are no mistake: the exit code is 1 if there is
/// anything else. `[check] ignore = ["KIND"]` in the configuration counts beside --ignore.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  backissue check issues/next.md
  backissue check --ignore same-reference,skipped ~/newsletters
  backissue check --only tags issues/next.md
  backissue check --json ~/newsletters | jq '.warnings | length'")]
pub struct Check {
    /// Report only these kinds of findings
    #[arg(long, alias = "kind", value_name = "KIND", value_delimiter = ',', value_parser = kinds())]
    only: Vec<CheckKind>,
    /// Leave out these kinds of findings
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kinds())]
    ignore: Vec<CheckKind>,
    /// Count: one line for each file and kind
    #[arg(long)]
    summary: bool,
    #[command(flatten)]
    format: OutputFormat,
    #[command(flatten)]
    selection: Selection,
}

/// Reads the name of a kind; shells offer all of them.
fn kinds() -> impl clap::builder::TypedValueParser<Value = CheckKind> {
    let values = CheckKind::ALL.map(|kind| PossibleValue::new(kind.name()).help(kind.help()));
    let named = |name: String| CheckKind::named(&name).ok_or("no kind of findings");
    PossibleValuesParser::new(values).try_map(named)
}

impl Check {
    /// Writes the findings; the exit code tells if there are mistakes.
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<Ended, Error> {
        let selected = self.selection.run(session)?;
        tell_letters(selected.archive.letters);
        let mut findings = findings(&selected, self.only.contains(&CheckKind::Tags));
        findings.retain(|finding| self.wants(finding.kind, &session.config.unchecked));
        match (self.summary, self.format.json) {
            (false, false) => write(&findings, out)?,
            (true, false) => write_summary(&findings, out)?,
            (false, true) => write_json(&findings, out)?,
            (true, true) => write_summary_json(&findings, out)?,
        }
        let mistakes = findings.iter().filter(|it| it.kind != CheckKind::Skipped);
        Ok(match mistakes.count() {
            0 => Ended::Done,
            1 => Ended::Nothing("1 thing is odd".to_owned()),
            n => Ended::Nothing(format!("{n} things are odd")),
        })
    }

    fn wants(&self, kind: CheckKind, unchecked: &[CheckKind]) -> bool {
        let only = self.only.contains(&kind);
        let ignored = self.ignore.contains(&kind) || (!only && unchecked.contains(&kind));
        (only || self.only.is_empty()) && !ignored
    }
}

/// Says on standard error how many mails were passed over.
fn tell_letters(letters: usize) {
    if letters > 0 {
        let mails = counted(letters, "mail", "mails");
        let _ = writeln!(
            Door::new(io::stderr()),
            "{mails} to no list passed over; --all-mail reads them"
        );
    }
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    warning: Warning,
    kind: CheckKind,
}

/// Everything odd: what loading found, then mistakes; topics of the articles only where they are asked for.
fn findings(selected: &Selected, topics: bool) -> Vec<Finding> {
    let mut findings: Vec<Finding> = selected.archive.warnings.iter().map(of_load).collect();
    findings.extend(mistakes::find(selected));
    if topics {
        let missing = tags::missing(selected).into_iter();
        let kind = CheckKind::Tags;
        findings.extend(missing.map(|warning| Finding { warning, kind }));
    }
    findings.sort();
    findings.dedup();
    findings
}

fn of_load(warning: &Warning) -> Finding {
    Finding {
        warning: warning.clone(),
        kind: if warning.skips() {
            CheckKind::Skipped
        } else {
            CheckKind::File
        },
    }
}

/// Writes findings in the style of compilers: `path:line: message [kind]`.
fn write(findings: &[Finding], out: &mut dyn Write) -> Result<(), Error> {
    for Finding { warning, kind } in findings {
        let line = clean::line(&warning.to_string()).into_owned();
        writeln!(out, "{line} [{}]", kind.name())?;
    }
    Ok(())
}

/// The number of findings by file and kind.
fn counts(findings: &[Finding]) -> BTreeMap<(&str, CheckKind), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        let of = (finding.warning.path.as_str(), finding.kind);
        *counts.entry(of).or_default() += 1;
    }
    counts
}

fn write_summary(findings: &[Finding], out: &mut dyn Write) -> Result<(), Error> {
    for ((path, kind), n) in counts(findings) {
        writeln!(out, "{}: {n} {}", clean::line(path), kind.name())?;
    }
    Ok(())
}

fn write_json(findings: &[Finding], out: &mut dyn Write) -> Result<(), Error> {
    let warnings = findings.iter().map(|finding| CheckRow {
        path: &finding.warning.path,
        line: finding.warning.line,
        kind: finding.kind.name(),
        message: &finding.warning.message,
    });
    print(
        &CheckReport {
            version: json::VERSION,
            warnings: warnings.collect(),
        },
        out,
    )
}

fn write_summary_json(findings: &[Finding], out: &mut dyn Write) -> Result<(), Error> {
    let counts = counts(findings).into_iter();
    let summary = counts.map(|((path, kind), findings)| SummaryRow {
        path,
        kind: kind.name(),
        findings,
    });
    print(
        &CheckSummary {
            version: json::VERSION,
            summary: summary.collect(),
        },
        out,
    )
}

fn print(report: &impl Serialize, out: &mut dyn Write) -> Result<(), Error> {
    json::write_pretty(&mut *out, report)?;
    Ok(writeln!(out)?)
}

#[derive(Serialize)]
struct CheckReport<'a> {
    version: u32,
    warnings: Vec<CheckRow<'a>>,
}

#[derive(Serialize)]
struct CheckRow<'a> {
    path: &'a str,
    line: Option<u32>,
    kind: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct CheckSummary<'a> {
    version: u32,
    summary: Vec<SummaryRow<'a>>,
}

#[derive(Serialize)]
struct SummaryRow<'a> {
    path: &'a str,
    kind: &'a str,
    findings: usize,
}
