//! Questions to the background: each has a number, and the answer to one that was asked again since is dropped.

use super::{Message, mark_command::MarkCommand};
use crate::{model::ArticleId, query::Query};

/// A kind of question. Asking again makes the earlier question of the kind obsolete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// The articles that the filter finds.
    Search,
    /// The articles whose titles match.
    Titles,
    /// The articles that a mark command is about.
    Command,
    /// Statistics.
    Statistics,
    /// The articles related to one, to be listed.
    Related,
    /// The articles nearest to the one that is read, for its page.
    Nearest,
}

/// The questions that were asked, and what two of them are about.
#[derive(Debug, Default)]
pub struct Requests {
    /// The number given last.
    given: u64,
    /// The latest question of each kind that was asked.
    latest: Vec<(RequestKind, u64)>,
    /// The mark command whose articles are looked for.
    pub command: Option<(&'static MarkCommand, Query)>,
    /// The article that related ones are looked for.
    pub related_to: Option<ArticleId>,
}

impl Requests {
    /// A number for a question. Answers to earlier questions of the kind are late from now on.
    pub fn number(&mut self, question: RequestKind) -> u64 {
        self.given += 1;
        self.latest.retain(|(kind, _)| *kind != question);
        self.latest.push((question, self.given));
        self.given
    }

    /// True if a number is that of the latest question of a kind.
    pub fn is_latest(&self, kind: RequestKind, number: u64) -> bool {
        self.latest.contains(&(kind, number))
    }

    /// True if a message answers a question that was asked again since. The statistics screen shows late answers too: while
    /// an archive loads, each is right for a moment.
    pub fn is_late(&self, message: &Message) -> bool {
        let answer = match message {
            Message::Found(answer) => (RequestKind::Search, answer.number),
            Message::Offered(offer) => (RequestKind::Search, offer.number),
            Message::Tallied(tally) => (RequestKind::Search, tally.number),
            Message::Matched(number, _) => (RequestKind::Titles, *number),
            Message::Gathered(number, _) => (RequestKind::Command, *number),
            Message::Related(number, _) => {
                return !self.is_latest(RequestKind::Related, *number)
                    && !self.is_latest(RequestKind::Nearest, *number);
            }
            _ => return false,
        };
        !self.latest.contains(&answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_answer_to_the_latest_question_of_a_kind_counts() {
        let mut requests = Requests::default();
        let first = requests.number(RequestKind::Titles);
        assert!(!requests.is_late(&Message::Matched(first, Vec::new())));
        requests.number(RequestKind::Related);
        assert!(!requests.is_late(&Message::Matched(first, Vec::new())));
        let second = requests.number(RequestKind::Titles);
        assert!(requests.is_late(&Message::Matched(first, Vec::new())));
        assert!(!requests.is_late(&Message::Matched(second, Vec::new())));
        assert!(requests.is_late(&Message::Related(second, Vec::new())));
    }
}
