//! Commands of the user's own: a program and its arguments, made of an article's values and never read by a shell.

mod placeholder;
mod run;
mod value;
mod words;

pub use placeholder::Placeholder;
pub use run::{CommandRun, StartedRun};
pub use words::{CommandWords, WordsError};

use crate::{
    json,
    model::{Archive, ArticleId, ArticleView, Issue, IssueId},
    text::clean,
};
use value::ValueSource;

/// A command of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCommand {
    /// The name that it is started by.
    pub name: String,
    /// The program and its arguments.
    pub words: CommandWords,
    /// The keys that start it, as written.
    pub keys: Vec<String>,
    /// The text that it reads; none if it reads nothing.
    pub input: Option<CommandInput>,
    /// The things it is run for.
    pub target: CommandTarget,
    /// True if its end is waited for, and told.
    pub wait: bool,
    /// True if it is given the terminal.
    pub terminal: bool,
}

/// The text that a command reads on its standard input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandInput {
    /// The text as it is written.
    Markdown,
    /// Articles as `backissue show --json` prints them.
    Json,
    /// The URL, a line for each article.
    Url,
}

/// The things a command is run for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommandTarget {
    /// Once for each article.
    #[default]
    Article,
    /// Once for all articles that are selected.
    Selection,
    /// Once for the issue.
    Issue,
}

/// The runs of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandRuns {
    /// One after another.
    pub runs: Vec<CommandRun>,
    /// The number of articles that lack a value which the command takes.
    pub left_out: usize,
}

impl CommandRuns {
    /// True if one waits for the end of another, beside the reader.
    pub fn follow_each_other(&self) -> bool {
        self.runs.len() > 1 && self.runs.iter().all(|run| run.wait && !run.terminal)
    }
}

/// A command that cannot be run, as nothing has the value that it takes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no {} for `{name}`: there is no {}", missing.written(), missing.lack())]
pub struct NoValue {
    /// The command.
    pub name: String,
    /// The value.
    pub missing: Placeholder,
}

impl OwnCommand {
    /// The runs for these articles.
    pub fn for_articles(
        &self,
        archive: &Archive,
        ids: &[ArticleId],
    ) -> Result<CommandRuns, NoValue> {
        if self.target == CommandTarget::Issue {
            return self.for_issues(archive, &issues_of(ids));
        }
        let articles = ids.iter().filter_map(|id| archive.article(*id));
        let (fit, left_out) = self.fitting(articles, |view| ValueSource::Article(*view))?;
        let each = if self.target == CommandTarget::Article {
            1
        } else {
            fit.len().max(1)
        };
        let runs = fit.chunks(each).map(|articles| self.run_for(articles));
        Ok(CommandRuns {
            runs: runs.collect(),
            left_out,
        })
    }

    /// The runs for these issues.
    pub fn for_issues(&self, archive: &Archive, ids: &[IssueId]) -> Result<CommandRuns, NoValue> {
        let issues = ids.iter().filter_map(|id| Some((*id, archive.issue(*id)?)));
        let (fit, left_out) = self.fitting(issues, |(_, issue)| ValueSource::Issue(issue))?;
        let runs = fit.iter().map(|(id, issue)| {
            let articles: Vec<_> = archive.articles_of(*id).collect();
            self.run_for_issue(issue, &articles)
        });
        Ok(CommandRuns {
            runs: runs.collect(),
            left_out,
        })
    }

    /// The things that have all values which the command takes, and the number of the others.
    fn fitting<'a, T>(
        &self,
        things: impl Iterator<Item = T>,
        source: impl Fn(&T) -> ValueSource<'a>,
    ) -> Result<(Vec<T>, usize), NoValue> {
        let (mut fit, mut lacks) = (Vec::new(), Vec::new());
        for thing in things {
            match self.missing(&source(&thing)) {
                None => fit.push(thing),
                Some(missing) => lacks.push(missing),
            }
        }
        match lacks.first() {
            Some(&missing) if fit.is_empty() => Err(NoValue {
                name: self.name.clone(),
                missing,
            }),
            _ => Ok((fit, lacks.len())),
        }
    }

    fn run_for(&self, articles: &[ArticleView<'_>]) -> CommandRun {
        let sources: Vec<_> = articles.iter().copied().map(ValueSource::Article).collect();
        let texts = articles.iter().map(|view| view.text());
        self.run_with(&sources, articles, texts)
    }

    fn run_for_issue(&self, issue: &Issue, articles: &[ArticleView<'_>]) -> CommandRun {
        let sources = [ValueSource::Issue(issue)];
        self.run_with(&sources, articles, std::iter::once(&*issue.source))
    }

    fn run_with<'t>(
        &self,
        sources: &[ValueSource<'_>],
        articles: &[ArticleView<'_>],
        texts: impl Iterator<Item = &'t str>,
    ) -> CommandRun {
        let input = self.input.map(|input| match input {
            CommandInput::Markdown => markdown(texts),
            CommandInput::Json => articles_json(articles),
            CommandInput::Url => value::urls(sources),
        });
        CommandRun {
            name: self.name.clone(),
            program: self.words.program().to_owned(),
            arguments: self.words.arguments(sources),
            input,
            wait: self.wait,
            terminal: self.terminal,
        }
    }

    /// The first value that the command takes and the source lacks.
    fn missing(&self, source: &ValueSource<'_>) -> Option<Placeholder> {
        let reads_url = self.input == Some(CommandInput::Url);
        let taken = self.words.placeholders();
        let mut taken = taken.chain(reads_url.then_some(Placeholder::Url));
        taken.find(|placeholder| source.value(*placeholder).is_none())
    }
}

/// The issues of articles, each once, in the order of the articles.
fn issues_of(ids: &[ArticleId]) -> Vec<IssueId> {
    let mut issues: Vec<IssueId> = Vec::new();
    for id in ids {
        if !issues.contains(&id.issue) {
            issues.push(id.issue);
        }
    }
    issues
}

/// Texts as they are written, an empty line between them.
fn markdown<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let texts = texts.map(|text| format!("{}\n", clean::lines(text.trim_end())));
    texts.collect::<Vec<_>>().join("\n")
}

fn articles_json(articles: &[ArticleView<'_>]) -> String {
    let mut out = Vec::new();
    // Writing to memory never fails.
    let _ = json::write_named("articles", &json::listed(articles, true, None), &mut out);
    String::from_utf8_lossy(&out).into_owned()
}
