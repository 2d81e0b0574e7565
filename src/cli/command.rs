//! The commands, one variant each.

use clap::Subcommand;

use super::{
    add, archives, check, config, exchange, export, list, mark, new, open, remove, run,
    selection::Selection, show, stats, tags, update,
};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Open the reader; the same as no command
    #[command(after_help = "\
Examples:
  backissue read ~/newsletters
  backissue read -q 'is:unread newer:1m' gdc")]
    Read(Selection),
    Add(add::Add),
    Update(update::Update),
    Remove(remove::Remove),
    Archives(archives::Archives),
    New(new::New),
    List(list::List),
    Show(show::Show),
    Open(open::Open),
    Run(run::RunOwn),
    Tags(tags::Tags),
    Stats(stats::StatsCommand),
    Export(export::ExportArguments),
    Check(check::Check),
    Mark(mark::Order),
    #[command(subcommand)]
    Marks(exchange::Exchange),
    #[command(subcommand)]
    Config(config::ConfigCommand),
    /// Print a completion script for a shell
    #[command(after_help = "\
Examples:
  backissue completions bash > ~/.local/share/bash-completion/completions/backissue
  backissue completions zsh > ~/.zfunc/_backissue
  backissue completions fish > ~/.config/fish/completions/backissue.fish")]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "\
Examples:
  backissue man > ~/.local/share/man/man1/backissue.1")]
    Man,
}

impl Command {
    /// True if it prints articles, whose words are clean, with styles among them.
    pub fn has_styles(&self) -> bool {
        match self {
            Self::Add(_)
            | Self::Update(_)
            | Self::Remove(_)
            | Self::Archives(_)
            | Self::Marks(_)
            | Self::Run(_)
            | Self::Config(_)
            | Self::Completions { .. }
            | Self::Man => false,
            Self::Read(_)
            | Self::New(_)
            | Self::List(_)
            | Self::Show(_)
            | Self::Open(_)
            | Self::Tags(_)
            | Self::Stats(_)
            | Self::Export(_)
            | Self::Check(_)
            | Self::Mark(_) => true,
        }
    }
}
