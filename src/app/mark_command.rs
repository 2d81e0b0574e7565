//! Marks that are set by name, on all that a query finds: `mark read older:2w`.

use crate::{model::Mark, text::hangul};

/// Something to do with marks, by name.
#[derive(Debug, PartialEq, Eq)]
pub struct MarkCommand {
    /// The words to type before the query.
    pub name: &'static str,
    /// The mark.
    pub mark: Mark,
    /// True if it is set, and not lifted.
    pub on: bool,
    /// A few words on its effect.
    pub help: &'static str,
    /// The question before it: `Mark {} read?` with the number of articles for `{}`.
    question: &'static str,
}

/// Every command.
pub const MARK_COMMANDS: [MarkCommand; 6] = [
    MarkCommand {
        name: "mark read",
        mark: Mark::Read,
        on: true,
        help: "mark read what a query finds",
        question: "Mark {} read?",
    },
    MarkCommand {
        name: "mark unread",
        mark: Mark::Read,
        on: false,
        help: "mark unread what a query finds",
        question: "Mark {} unread?",
    },
    MarkCommand {
        name: "star",
        mark: Mark::Starred,
        on: true,
        help: "star what a query finds",
        question: "Star {}?",
    },
    MarkCommand {
        name: "unstar",
        mark: Mark::Starred,
        on: false,
        help: "unstar what a query finds",
        question: "Take the stars of {} away?",
    },
    MarkCommand {
        name: "queue",
        mark: Mark::Queued,
        on: true,
        help: "put what a query finds into the queue",
        question: "Put {} into the queue?",
    },
    MarkCommand {
        name: "unqueue",
        mark: Mark::Queued,
        on: false,
        help: "remove what a query finds from the queue",
        question: "Take {} out of the queue?",
    },
];

impl MarkCommand {
    /// The command that a text begins with, and where its query starts. The name may be typed with the keys of a Korean keyboard.
    pub fn read(text: &str) -> Option<(&'static Self, usize)> {
        MARK_COMMANDS.iter().find_map(|command| {
            let words = command.name.split(' ').count();
            let end = end_of_words(text, words)?;
            let (typed, rest) = text.split_at_checked(end)?;
            let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
            let typed = typed.to_lowercase();
            let named = typed == command.name || hangul::to_keys(&typed) == command.name;
            let start = text.len() - rest.trim_start().len();
            named.then_some((command, start))
        })
    }

    /// The confirming question for a number of articles, such as `12 articles`.
    pub fn question(&self, articles: &str) -> String {
        self.question.replace("{}", articles)
    }
}

/// The end of the first `count` words; `None` if there are fewer.
fn end_of_words(text: &str, count: usize) -> Option<usize> {
    let mut end = 0;
    for _ in 0..count {
        let rest = text.get(end..)?;
        let word = rest.trim_start();
        let length = word.find(char::is_whitespace).unwrap_or(word.len());
        end += rest.len() - word.len() + length;
        (length > 0).then_some(())?;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_read_with_the_query_that_follows() {
        let table = [
            ("mark read older:2w", Some(("mark read", "older:2w"))),
            ("  Mark   READ  #go ", Some(("mark read", "#go "))),
            ("mark unread", Some(("mark unread", ""))),
            ("star 러스트 -#ads", Some(("star", "러스트 -#ads"))),
            ("ㄴㅅㅁㄱ #go", Some(("star", "#go"))),
            ("ㅡㅁ가 ㄱㄷㅁㅇ 락", Some(("mark read", "락"))),
            ("unqueue is:read", Some(("unqueue", "is:read"))),
            ("stars #go", None),
            ("mark", None),
            ("mark all", None),
            ("", None),
        ];
        for (text, want) in table {
            let read =
                MarkCommand::read(text).map(|(command, start)| (command.name, &text[start..]));
            assert_eq!(read, want, "{text}");
        }
    }
}
