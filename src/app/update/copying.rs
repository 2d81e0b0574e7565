//! From the screen to the clipboard, to another program, to an editor.

use super::super::{
    App, Effect,
    message::{Clip, Copied, FilePlace, Pipe},
    overlay::{Menu, MenuChoice, Overlay, Prompt, Purpose},
    status::Status,
};
use crate::{
    error::ProgramError,
    model::{ArticleView, Link, SectionKind},
    text::clean,
};

/// The name of a URL that is copied.
const URL: &str = "the URL";

pub(super) fn copy_url(link: &Link) -> Vec<Effect> {
    copy(URL, &link.address())
}

fn copy(what: &'static str, text: &str) -> Vec<Effect> {
    vec![clip(what, text)]
}

fn clip(what: &'static str, text: &str) -> Effect {
    let text = clean::lines(text).into_owned();
    Effect::Copy(Clip { what, text })
}

/// `[title](url)`, with what would end either too soon escaped or encoded (CommonMark 0.31, 6.3).
fn markdown_link(title: &str, url: &str) -> String {
    let mut label = String::with_capacity(title.len());
    for c in title.chars() {
        if matches!(c, '[' | ']' | '\\') {
            label.push('\\');
        }
        label.push(c);
    }
    let url = url
        .replace(' ', "%20")
        .replace('(', "%28")
        .replace(')', "%29");
    format!("[{label}]({url})")
}

impl App {
    /// Copies the reference's URL, or the URLs of the articles selected, a line each.
    pub(super) fn copy_reference(&mut self) -> Vec<Effect> {
        if !self.marks.picked.is_empty() {
            return self.copy_references();
        }
        self.with_reference(|_, link| copy_url(link))
    }

    fn copy_references(&mut self) -> Vec<Effect> {
        let articles = self.marks.picked.iter();
        let articles = articles.filter_map(|id| self.archive.article(*id));
        let urls = articles.filter_map(|article| Some(article.reference()?.address()));
        let urls: Vec<_> = urls.collect();
        if urls.is_empty() {
            return self.refuse("no selected article has a reference");
        }
        copy("the URLs", &urls.join("\n"))
    }

    /// Copies the reference as a link in Markdown.
    pub(super) fn copy_markdown(&mut self) -> Vec<Effect> {
        self.with_reference(|article, link| {
            copy(
                "a Markdown link",
                &markdown_link(article.title(), link.url()),
            )
        })
    }

    /// Asks what to copy.
    pub(super) fn copy_menu(&mut self) -> Vec<Effect> {
        match self.article_in_view().map(choices) {
            Some(choices) => self.show(Overlay::Menu(Menu {
                title: "copy",
                choices,
            })),
            None => self.refuse("no article is selected"),
        }
    }

    /// Shows the reference as a QR code.
    pub(super) fn show_qr(&mut self) -> Vec<Effect> {
        let link = self
            .article_in_view()
            .and_then(|article| Some(article.reference()?.clone()));
        match link {
            Some(link) => self.show(Overlay::Qr(link)),
            None => self.refuse("there is no reference to show"),
        }
    }

    /// Says whether the text was copied.
    pub(super) fn copied(
        &mut self,
        clip: &Clip,
        result: Result<Copied, ProgramError>,
    ) -> Vec<Effect> {
        self.screen.status = match result {
            Ok(Copied::Clipboard) => Status::done(format!("copied {}", clip.what)),
            Ok(Copied::Terminal) if clip.what == URL => {
                Status::done(format!("sent to the terminal's clipboard: {}", clip.text))
            }
            Ok(Copied::Terminal) => {
                Status::done(format!("sent {} to the terminal's clipboard", clip.what))
            }
            Err(why) => Status::refused(why.to_string()),
        };
        Vec::new()
    }

    /// Asks for a command.
    pub(super) fn ask_pipe(&mut self) -> Vec<Effect> {
        match self.article_in_view() {
            Some(_) => self.show(Overlay::Prompt(Prompt::new(Purpose::Pipe))),
            None => self.refuse("no article is selected"),
        }
    }

    /// Gives the article to a command.
    pub(super) fn pipe(&mut self, command: String) -> Vec<Effect> {
        let text = self
            .article_in_view()
            .map(|article| clean::lines(article.text()).into_owned());
        match text {
            Some(text) if !command.trim().is_empty() => vec![Effect::Pipe(Pipe { command, text })],
            _ => Vec::new(),
        }
    }

    /// Opens the article's file in an editor.
    pub(super) fn edit(&mut self) -> Vec<Effect> {
        let place = self.article_in_view().map(|article| {
            let file = article.issue.file_at(article.span().start);
            file.map(|file| FilePlace {
                file: file.to_owned(),
                line: article.line(),
            })
        });
        match place {
            Some(Some(edit)) => vec![Effect::EditFile(edit)],
            Some(None) => self.refuse("this article is not in a file of its own on disk"),
            None => self.refuse("no article is selected"),
        }
    }

    /// Says why an editor or a command failed.
    pub(super) fn returned(&mut self, result: Result<(), ProgramError>) -> Vec<Effect> {
        if let Err(why) = result {
            self.screen.status = Status::refused(why.to_string());
        }
        Vec::new()
    }

    fn with_reference(
        &mut self,
        act: impl FnOnce(ArticleView<'_>, &Link) -> Vec<Effect>,
    ) -> Vec<Effect> {
        let article = self.article_in_view();
        match article.and_then(|article| Some((article, article.reference()?))) {
            Some((article, link)) => act(article, link),
            None => self.refuse("there is no reference to copy"),
        }
    }
}

fn choices(article: ArticleView<'_>) -> Vec<MenuChoice> {
    let choice = |key, label, text: &str| MenuChoice {
        key,
        label,
        effect: clip(label, text),
    };
    let summary = article
        .sections()
        .find(|section| section.kind == SectionKind::Summary);
    let summary = summary.map(|section| section.body.of(&article.issue.source).trim());
    let link = article.reference();
    let mut choices = Vec::new();
    choices.extend(link.map(|link| choice('y', URL, &link.address())));
    let markdown = link.map(|link| markdown_link(article.title(), link.url()));
    choices.extend(markdown.map(|link| choice('m', "a Markdown link", &link)));
    choices.push(choice('t', "the title", article.title()));
    choices.extend(summary.map(|summary| choice('s', "the summary", summary)));
    choices.push(choice('a', "the article as Markdown", article.text()));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_links_survive_brackets() {
        let table = [
            (
                "Fog",
                "https://fog.example/a",
                "[Fog](https://fog.example/a)",
            ),
            (
                "[Fog] \\",
                "https://fog.example/a_(b)",
                "[\\[Fog\\] \\\\](https://fog.example/a_%28b%29)",
            ),
        ];
        for (title, url, want) in table {
            assert_eq!(markdown_link(title, url), want);
        }
    }
}
