//! Completions for shells: names of archives, the query language with the tags of the archive, settings.
//!
//! The shell runs the program for each press of Tab (`backissue completions` prints the few lines that have it do so). It must
//! answer at once and say nothing else: what cannot be read is not offered.

mod quoting;

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::{
        atomic::AtomicBool,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use clap::{Command, CommandFactory as _};
use clap_complete::{
    CompleteEnv,
    engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _},
    env::Shells,
};

use super::{
    Arguments,
    selection::{self, Selected},
    settings::Settings,
};
use crate::{
    command::OwnCommand,
    config::{Config, NamedArchive, SETTINGS},
    library::{catalogue, slug},
    load::{self, Batch},
    model::{Archive, NoMarks},
    query::{self, FIELDS, Facets, facets},
};

/// The time for reading an archive's tags; those found by then are offered.
const PATIENCE: Duration = Duration::from_secs(1);

/// So many ids are offered.
const MOST_IDS: usize = 50;

/// Answers a shell that asks for completions. Call it before all else.
pub fn answer() -> bool {
    let Some(shell) = shell() else {
        return false;
    };
    let asked = CompleteEnv::with_factory(|| with_completers(Arguments::command(), &shell));
    let here = env::current_dir().ok();
    // A message would stand between a command and its arguments.
    asked
        .try_complete(env::args_os(), here.as_deref())
        .unwrap_or(true)
}

/// The shell that asks, if it is a known one: the variable may be set for another reason.
fn shell() -> Option<String> {
    let name = env::var("COMPLETE").ok()?;
    Shells::builtins().completer(&name)?;
    Some(name)
}

/// Candidates for the input, quoted for a shell.
fn offer(
    shell: &str,
    complete: fn(&OsStr) -> Vec<CompletionCandidate>,
) -> impl Fn(&OsStr) -> Vec<CompletionCandidate> + use<> {
    let shell = shell.to_owned();
    move |typed| {
        let typed = typed.to_string_lossy();
        let plain = quoting::unquoted(&typed);
        let safe = |candidate: CompletionCandidate| {
            let value = candidate.get_value().to_str()?;
            let value = quoting::quoted(&shell, &typed, value)?;
            let help = candidate.get_help().cloned();
            Some(CompletionCandidate::new(value).help(help))
        };
        let candidates = complete(OsStr::new(&plain)).into_iter();
        candidates.filter_map(safe).collect()
    }
}

/// Gives arguments their completers by their names, so that no argument need know of completion.
fn with_completers(command: Command, shell: &str) -> Command {
    let adds = command.get_name() == "add";
    let removes = command.get_name() == "remove";
    let command = command.mut_args(|argument| match argument.get_id().as_str() {
        "what" if adds => argument.add(ArgValueCompleter::new(offer(shell, additions))),
        "name" if removes => argument.add(ArgValueCompleter::new(offer(shell, names))),
        "names" => argument.add(ArgValueCompleter::new(offer(shell, names))),
        "paths" => argument.add(ArgValueCompleter::new(offer(shell, archives))),
        "query" => argument.add(ArgValueCompleter::new(offer(shell, queries))),
        "what" => argument.add(ArgValueCompleter::new(offer(shell, articles))),
        "explain" => argument.add(ArgValueCompleter::new(offer(shell, ids))),
        "own" => argument.add(ArgValueCompleter::new(offer(shell, commands))),
        "set" => argument.add(ArgValueCompleter::new(offer(shell, settings))),
        _ => argument,
    });
    command.mut_subcommands(|command| with_completers(command, shell))
}

/// Names of archives from the configuration, then files.
fn archives(current: &OsStr) -> Vec<CompletionCandidate> {
    let line = CommandLine::typed();
    if let Some(cut) = line.cut(current) {
        return cut;
    }
    let mut candidates = names(current);
    candidates.extend(PathCompleter::any().stdio().complete(current));
    candidates
}

/// Names of archives from the configuration.
fn names(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let archives = config().archives.into_iter();
    let named = archives.filter(|archive| archive.name.starts_with(&*typed));
    let candidate = |archive: NamedArchive| {
        let help = archive.paths.join(" ");
        CompletionCandidate::new(archive.name).help(Some(help.into()))
    };
    named.map(candidate).collect()
}

/// Newsletters of the catalogue, then files.
fn additions(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let rows = catalogue().into_iter();
    let named = rows.map(|row| (slug(&row.name), row.name));
    let fitting = named.filter(|(name, _)| name.starts_with(&*typed));
    let candidate =
        |(name, title): (String, String)| CompletionCandidate::new(name).help(Some(title.into()));
    let mut candidates: Vec<_> = fitting.map(candidate).collect();
    candidates.extend(PathCompleter::any().complete(current));
    candidates
}

/// Names of the user's own commands.
fn commands(current: &OsStr) -> Vec<CompletionCandidate> {
    let config = config();
    let typed = current.to_string_lossy();
    let commands = config.keymap.commands().iter();
    let commands = commands.filter(|command| command.name.starts_with(&*typed));
    let candidate = |command: &OwnCommand| {
        let help = command.words.written().join(" ");
        CompletionCandidate::new(command.name.clone()).help(Some(help.into()))
    };
    commands.map(candidate).collect()
}

/// The word of a query that is typed.
fn queries(current: &OsStr) -> Vec<CompletionCandidate> {
    current.to_str().map_or_else(Vec::new, |typed| {
        let facets = CommandLine::typed().facets(typed);
        let ways = query::complete(typed, &facets).into_iter();
        let candidate = |way: query::Completion| {
            let kept = typed.get(..way.start)?;
            let field = FIELDS
                .iter()
                .find(|field| way.text.strip_suffix(':') == Some(field.name));
            let help = field.map(|field| field.help.into());
            Some(CompletionCandidate::new(format!("{kept}{}", way.text)).help(help))
        };
        ways.filter_map(candidate).collect()
    })
}

/// A query, else the id of an article.
fn articles(current: &OsStr) -> Vec<CompletionCandidate> {
    let queries = queries(current);
    if queries.is_empty() && !current.is_empty() {
        return ids(current);
    }
    queries
}

/// The ids of articles, each with the title.
fn ids(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy().to_lowercase();
    let selected = Selected::whole(part_of(CommandLine::typed().paths()));
    let named = selected.named().into_iter();
    let named = named.map(|(id, article)| (id.to_string(), article.title().to_owned()));
    let fitting = named.filter(|(id, _)| id.starts_with(&typed) && *id != typed);
    let candidate =
        |(id, title): (String, String)| CompletionCandidate::new(id).help(Some(title.into()));
    fitting.take(MOST_IDS).map(candidate).collect()
}

/// `NAME=VALUE` of a setting.
fn settings(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let known = Settings::default().known();
    let archives = config().archives.into_iter();
    let archives = archives.map(|archive| format!("archive={}", archive.name));
    let values = SETTINGS.iter().flat_map(|setting| {
        let values = setting.values(&known).into_iter();
        values.map(|value| format!("{}={value}", setting.name))
    });
    let values = values.chain(archives).filter(|_| typed.contains('='));
    let names = SETTINGS.iter().map(|setting| format!("{}=", setting.name));
    let all = names.chain(values);
    let fitting = all.filter(|text| text.starts_with(&*typed) && **text != *typed);
    fitting.map(CompletionCandidate::new).collect()
}

fn config() -> Config {
    Settings::default().load().unwrap_or_default()
}

/// The words of the command line, and the one that is typed.
struct CommandLine {
    words: Vec<String>,
    at: usize,
}

impl CommandLine {
    /// The words that the shell handed over, after `--`.
    fn typed() -> Self {
        let words = env::args_os().skip_while(|word| word != "--").skip(1);
        let words: Vec<_> = words
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        let at = env::var("_CLAP_COMPLETE_INDEX").ok();
        let at = at.and_then(|at| at.parse().ok());
        let at = at.unwrap_or(words.len().saturating_sub(1));
        Self { words, at }
    }

    /// An earlier word, counted back from the one that is typed.
    fn before(&self, n: usize) -> Option<&str> {
        let at = self.at.checked_sub(n)?;
        self.words.get(at).map(String::as_str)
    }

    /// The completions of a word that bash has cut at `:` or `=`: `-q tag : re`. It wants back what comes after the cut.
    fn cut(&self, current: &OsStr) -> Option<Vec<CompletionCandidate>> {
        let (option, name, sign) = (self.before(3)?, self.before(2)?, self.before(1)?);
        let complete: fn(&OsStr) -> Vec<CompletionCandidate> = match (option, sign) {
            ("-q" | "--query" | "show" | "open", ":") => queries,
            ("--set", "=") => settings,
            _ => return None,
        };
        let start = format!("{name}{sign}");
        let whole = format!("{start}{}", current.to_string_lossy());
        let rest = |candidate: CompletionCandidate| {
            let value = candidate.get_value().to_str()?.strip_prefix(&start)?;
            Some(CompletionCandidate::new(value.to_owned()))
        };
        Some(
            complete(OsStr::new(&whole))
                .into_iter()
                .filter_map(rest)
                .collect(),
        )
    }

    /// The archive's facets that complete the word at the end of a query. The archive is read only if there are any.
    fn facets(&self, query: &str) -> Facets {
        let word = query
            .rsplit(|c: char| c.is_whitespace() || "(|-".contains(c))
            .next();
        let word = word.unwrap_or_default();
        let tags = word.starts_with('#') || word.starts_with("tag:");
        let others = ["domain:", "date:", "newer:", "older:"];
        if !tags && !others.iter().any(|field| word.starts_with(field)) {
            return Facets::default();
        }
        let archive = part_of(self.paths());
        let ids: Vec<_> = archive.articles().map(|article| article.id).collect();
        if tags {
            return Facets {
                tags: facets::tags(&archive, &ids),
                ..Facets::default()
            };
        }
        Facets::count(&archive, &ids, &NoMarks, &AtomicBool::new(false)).unwrap_or_default()
    }

    /// The archives that are named in the line, else the default one.
    fn paths(&self) -> Vec<PathBuf> {
        let config = config();
        let is_archive = |word: &str| {
            let named = config.archives.iter().any(|archive| archive.name == word);
            named || Path::new(word).exists()
        };
        let commands = Arguments::command();
        let is_command =
            |at: usize, word: &str| at == 1 && commands.find_subcommand(word).is_some();
        let words = self.words.iter().enumerate().skip(1);
        let others = words.filter(|(at, _)| *at != self.at);
        let named = others.filter(|(at, word)| !is_command(*at, word) && is_archive(word));
        let named: Vec<_> = named.map(|(_, word)| PathBuf::from(word)).collect();
        selection::paths(&config, &named)
    }
}

/// As much of an archive as can be read within [`PATIENCE`].
fn part_of(paths: Vec<PathBuf>) -> Archive {
    let (sender, batches) = mpsc::channel();
    // It ends with the program, if not before.
    thread::spawn(move || {
        let send = &mut |batch| drop(sender.send(batch));
        drop(load::stream(&paths, &load::Options::default(), send));
    });
    let mut archive = Archive::new("");
    let end = Instant::now() + PATIENCE;
    loop {
        match batches.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(batch @ Batch::Issues(_)) => load::apply(&mut archive, batch),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return archive,
        }
    }
}
