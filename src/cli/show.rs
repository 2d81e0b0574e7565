//! `show`: articles as they read.

use std::io::Write;

use super::{Ended, Error, Session, chosen::Chosen, output::OutputFormat};
use crate::{
    json,
    model::ArticleView,
    page::{self, WrapOptions, WrappedText},
    text::clean,
    ui::theme::Theme,
};

/// Print articles as they read
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  backissue show 4k7q2m9x ~/newsletters
  backissue show 'title:redis' | less -R
  backissue show --md -q 'is:starred' > starred.md")]
pub struct Show {
    #[command(flatten)]
    chosen: Chosen,
    /// As plain text, wrapped but without colours
    #[arg(long)]
    plain: bool,
    /// As Markdown, as it was written
    #[arg(long, conflicts_with_all = ["plain", "json"])]
    md: bool,
    #[command(flatten)]
    format: OutputFormat,
    /// The longest line, in columns; the terminal's, or 80
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(10..))]
    width: Option<u16>,
}

impl Show {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<Ended, Error> {
        let selected = self.chosen.run(session)?;
        if self.format.json {
            json::write_named(
                "articles",
                &json::listed(&selected.articles().collect::<Vec<_>>(), true, None),
                out,
            )?;
            return Ok(self.chosen.outcome(&selected));
        }
        for (n, article) in selected.articles().enumerate() {
            if n > 0 {
                writeln!(out)?;
            }
            self.one(session, article, out)?;
        }
        Ok(self.chosen.outcome(&selected))
    }

    fn one(
        &self,
        session: &Session,
        article: ArticleView<'_>,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        if self.md {
            for line in article.text().trim_end().lines() {
                writeln!(out, "{}", clean::line(line))?;
            }
        } else if self.plain || !session.colours {
            out.write_all(plain(&self.page(session, article)).as_bytes())?;
        } else {
            coloured(&self.page(session, article), &session.theme, out)?;
        }
        Ok(())
    }

    fn page(&self, session: &Session, article: ArticleView<'_>) -> WrappedText {
        let width = self.width.unwrap_or_else(|| session.width());
        page::document(article).wrap(&WrapOptions::width(width))
    }
}

fn plain(page: &WrappedText) -> String {
    let lines = page.lines_from(0).map(|line| line.text().trim_end());
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn coloured(page: &WrappedText, theme: &Theme, out: &mut dyn Write) -> std::io::Result<()> {
    for line in page.lines_from(0) {
        for run in line.runs() {
            write!(out, "{}", theme.printed(run.text, run.style))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
