//! The articles that a command is about.

use std::{
    collections::HashSet,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock, atomic::AtomicBool},
    time::Instant,
};

use clap::CommandFactory as _;
use tracing::{debug, info};

use super::{Arguments, Error, Session, vocabulary};
use crate::{
    app::marks::Marking,
    config::{Config, nearest},
    error::Refusal,
    library::at_home,
    load,
    model::{Archive, ArticleId, ArticleView, Issue, Mark, Marks, ShortId},
    query::{self, AsOf, Query},
    source::Limits,
    store::{Location, Opened, Store, Visit},
};

/// An archive to load, and a query for it.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Selection {
    /// Only what this query finds, such as '#redis newer:1y'
    #[arg(short, long, allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Archives: folders, files, or names from the configuration; none for the default one
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    allowance: Allowance,
}

/// The heading of the limits in help texts.
const LIMITS: &str = "Limits";

/// The most that an archive from a stranger may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::Args)]
struct Allowance {
    /// Read no more than N files
    #[arg(long = "max-files", value_name = "N", hide_short_help = true, help_heading = LIMITS)]
    files: Option<usize>,
    /// Read no issue of more than N bytes
    #[arg(long = "max-file-size", value_name = "N", hide_short_help = true, help_heading = LIMITS)]
    file_size: Option<u64>,
    /// Unpack no more than N bytes of an archive
    #[arg(long = "max-size", value_name = "N", hide_short_help = true, help_heading = LIMITS)]
    size: Option<u64>,
    /// Unpack nothing to more than N times its size
    #[arg(long = "max-ratio", value_name = "N", hide_short_help = true, help_heading = LIMITS)]
    ratio: Option<u64>,
    /// Follow links in folders wherever they lead, and not only within the archive
    #[arg(long, hide_short_help = true, help_heading = LIMITS)]
    follow_links: bool,
    /// List also mails that were sent to no list
    #[arg(long)]
    all_mail: bool,
}

impl Allowance {
    fn limits(self, config: &Config) -> Limits {
        let usual = Limits::default();
        Limits {
            entries: self.files.unwrap_or(usual.entries),
            entry_bytes: self.file_size.unwrap_or(usual.entry_bytes),
            total_bytes: self.size.unwrap_or(usual.total_bytes),
            ratio: self.ratio.unwrap_or(usual.ratio),
            follow_links: self.follow_links,
            all_mail: self.all_mail,
            senders: config.senders.clone(),
        }
    }
}

/// An archive, and articles of it in the order to show them.
pub struct Selected {
    /// All that was loaded.
    pub archive: Archive,
    /// The articles.
    pub ids: Vec<ArticleId>,
    /// The query that found them.
    pub query: Query,
    /// The paths loaded, where pictures lie.
    pub paths: Vec<PathBuf>,
}

/// An issue, and articles of it in document order.
pub struct SelectedIssue<'a> {
    /// The issue.
    pub issue: &'a Issue,
    /// The articles.
    pub articles: Vec<ArticleView<'a>>,
}

impl Selection {
    /// The selection of a query, in the default archive.
    pub fn of_query(query: &str) -> Self {
        Self {
            query: Some(query.to_owned()),
            ..Self::default()
        }
    }

    /// All of what lies at these paths.
    pub(super) fn of_paths(paths: &[OsString]) -> Self {
        Self {
            paths: paths.iter().map(PathBuf::from).collect(),
            ..Self::default()
        }
    }

    /// True if it says nothing.
    pub fn is_empty(&self) -> bool {
        self.query.is_none() && self.paths.is_empty() && self.allowance == Allowance::default()
    }

    /// Loads the archive and runs the query.
    pub(super) fn run(&self, session: &Session) -> Result<Selected, Error> {
        // A query that is wrong is told before an archive is read for it.
        vocabulary::install(&session.config, &self.paths)?;
        let query = Query::parse(self.query.as_deref().unwrap_or_default())?;
        let archive = self.archive(session)?;
        let start = Instant::now();
        let paths = paths(&session.config, &self.paths);
        let marks = Kept::new(&archive, paths.clone());
        let ids = find_with(&archive, &query, &marks);
        info!(%query, articles = ids.len(), time = ?start.elapsed(), "search");
        Ok(Selected {
            archive,
            ids,
            query,
            paths,
        })
    }

    /// The same in each archive that has a name, by that name.
    pub(super) fn run_in_each<'s>(
        &self,
        session: &'s Session,
    ) -> Result<Vec<(&'s str, Selected)>, Error> {
        let names = session.config.archives.iter().map(|archive| &*archive.name);
        let selected = names.map(|name| {
            let paths = vec![PathBuf::from(name)];
            let selection = Self {
                paths,
                ..self.clone()
            };
            Ok((name, selection.run(session)?))
        });
        selected.collect()
    }

    /// Loads the archive. What a limit left out of it is told.
    pub(super) fn archive(&self, session: &Session) -> Result<Archive, Error> {
        let config = &session.config;
        let (paths, start) = (paths(config, &self.paths), Instant::now());
        Self::check(&paths, config)?;
        let archive = load::archive(&paths, &self.options(config))?;
        let (issues, warnings) = (archive.order().len(), archive.warnings.len());
        info!(?paths, issues, warnings, time = ?start.elapsed(), "loaded");
        for warning in &archive.warnings {
            debug!("odd: {warning}");
            if Refusal::is_told(&warning.message) {
                session.voice.say(&warning.to_string());
            }
        }
        Ok(archive)
    }

    /// A first path that is not there may be a command, or an archive, with a letter wrong.
    pub(super) fn check(paths: &[PathBuf], config: &Config) -> Result<(), Error> {
        let missing =
            |path: &&PathBuf| path.as_os_str() != "-" && fs::symlink_metadata(path).is_err();
        let Some(path) = paths.iter().find(missing) else {
            return Ok(());
        };
        let commands = Arguments::command();
        let commands = commands.get_subcommands().map(clap::Command::get_name);
        let archives = config.archives.iter().map(|archive| archive.name.as_str());
        let hint = nearest::hint(&path.to_string_lossy(), commands.chain(archives));
        let why = crate::error::Error::Missing(path.clone());
        Err(Error::Load { why, hint })
    }

    /// The way to load it.
    pub fn options(&self, config: &Config) -> load::Options {
        load::Options {
            limits: self.allowance.limits(config),
            early: false,
        }
    }
}

impl Selected {
    /// All articles of an archive.
    pub fn whole(archive: Archive) -> Self {
        let ids = archive.articles().map(|article| article.id).collect();
        Self {
            archive,
            ids,
            query: Query::everything(),
            paths: Vec::new(),
        }
    }

    /// The articles.
    pub fn articles(&self) -> impl Iterator<Item = ArticleView<'_>> {
        self.ids.iter().filter_map(|id| self.archive.article(*id))
    }

    /// The user's marks.
    pub fn marks(&self) -> impl Marks {
        Kept::new(&self.archive, Vec::new())
    }

    /// The user's marks, read at once.
    pub fn marking(&self) -> Marking {
        marks(&self.archive, existing().as_mut())
    }

    /// The issues with those of their articles that are selected, newest first. All of them, if nothing was left out.
    pub fn issues(&self) -> impl Iterator<Item = SelectedIssue<'_>> {
        let whole = self.ids.len() == self.archive.article_count();
        let kept: HashSet<ArticleId> = self.ids.iter().copied().collect();
        self.archive.issues().filter_map(move |(id, issue)| {
            let articles = self.archive.articles_of(id);
            let articles: Vec<_> = articles.filter(|view| kept.contains(&view.id)).collect();
            (whole || !articles.is_empty()).then_some(SelectedIssue { issue, articles })
        })
    }

    /// The articles, each with its name for the command line.
    pub fn named(&self) -> Vec<(ShortId, ArticleView<'_>)> {
        let articles = self.articles();
        articles.map(|view| (view.short_id(), view)).collect()
    }
}

/// The articles that match, in order.
pub(super) fn find(archive: &Archive, query: &Query) -> Vec<ArticleId> {
    find_with(archive, query, &Kept::new(archive, Vec::new()))
}

/// The articles that match, by these marks.
pub(super) fn find_with(archive: &Archive, query: &Query, marks: &dyn Marks) -> Vec<ArticleId> {
    let today = jiff::Zoned::now().date();
    let as_of = AsOf { today, marks };
    let found = query::run(archive, query, &as_of, &AtomicBool::new(false));
    let ids = found.map(|found| Arc::unwrap_or_clone(found.ids));
    ids.unwrap_or_default()
}

/// The paths to load: names of archives become their paths, and nothing becomes the default archive.
pub(super) fn paths(config: &Config, given: &[PathBuf]) -> Vec<PathBuf> {
    let default = config.default_archive().map(PathBuf::from);
    let default = default.filter(|_| given.is_empty());
    let given = given.iter().chain(default.as_ref());
    given.flat_map(|path| resolve(config, path)).collect()
}

fn resolve(config: &Config, path: &Path) -> Vec<PathBuf> {
    let named = config
        .archives
        .iter()
        .find(|archive| path.as_os_str() == archive.name.as_str());
    match named {
        Some(archive) => archive.paths.iter().map(|path| at_home(path)).collect(),
        None => vec![path.to_owned()],
    }
}

/// The user's marks, read when a query first asks for one.
struct Kept<'a> {
    archive: &'a Archive,
    paths: Vec<PathBuf>,
    marks: OnceLock<Marking>,
    visit: OnceLock<Option<Visit>>,
}

impl<'a> Kept<'a> {
    fn new(archive: &'a Archive, paths: Vec<PathBuf>) -> Self {
        Self {
            archive,
            paths,
            marks: OnceLock::new(),
            visit: OnceLock::new(),
        }
    }
}

impl Marks for Kept<'_> {
    fn is(&self, article: &ArticleView<'_>, mark: Mark) -> bool {
        let read = || marks(self.archive, existing().as_mut());
        self.marks.get_or_init(read).is(article, mark)
    }

    /// True if the archive was read before, without this issue.
    fn is_new(&self, article: &ArticleView<'_>) -> bool {
        let read = || existing()?.visit(&self.paths).ok()?;
        let visit = self.visit.get_or_init(read).as_ref();
        visit.is_some_and(|visit| !article.issue.is_among(&visit.seen))
    }
}

/// The user's store, if there is one: a command that only looks creates no file.
fn existing() -> Option<Store> {
    let location = Location::of_user();
    location.path().filter(|path| path.exists())?;
    Opened::somehow(&location).ok().map(|opened| opened.store)
}

/// The marks of an archive, as far as the store can be read.
pub(super) fn marks(archive: &Archive, store: Option<&mut Store>) -> Marking {
    let changes = store.and_then(|store| store.all().ok());
    Marking::of(archive, &changes.unwrap_or_default())
}
