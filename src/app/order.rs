//! Marks that are set by name, on all that a query finds: `mark read older:2w`.

use crate::{model::Mark, text::hangul};

/// Something to do with marks, by name.
#[derive(Debug, PartialEq, Eq)]
pub struct Order {
    /// What is typed before the query.
    pub name: &'static str,
    /// The mark.
    pub mark: Mark,
    /// Whether it is set, and not lifted.
    pub on: bool,
    /// What it does, in a few words.
    pub help: &'static str,
    /// What it does to so many articles: `Mark {} read?` with the number for `{}`.
    question: &'static str,
}

/// Every order.
pub const ORDERS: [Order; 6] = [
    Order {
        name: "mark read",
        mark: Mark::Read,
        on: true,
        help: "mark read what a query finds",
        question: "Mark {} read?",
    },
    Order {
        name: "mark unread",
        mark: Mark::Read,
        on: false,
        help: "mark unread what a query finds",
        question: "Mark {} unread?",
    },
    Order {
        name: "star",
        mark: Mark::Starred,
        on: true,
        help: "star what a query finds",
        question: "Star {}?",
    },
    Order {
        name: "unstar",
        mark: Mark::Starred,
        on: false,
        help: "take the stars of what a query finds",
        question: "Take the stars of {} away?",
    },
    Order {
        name: "queue",
        mark: Mark::Queued,
        on: true,
        help: "put what a query finds into the queue",
        question: "Put {} into the queue?",
    },
    Order {
        name: "unqueue",
        mark: Mark::Queued,
        on: false,
        help: "take what a query finds out of the queue",
        question: "Take {} out of the queue?",
    },
];

impl Order {
    /// The order that a text begins with, and where its query starts. The name may be typed with the keys of a Korean keyboard.
    pub fn read(text: &str) -> Option<(&'static Self, usize)> {
        ORDERS.iter().find_map(|order| {
            let words = order.name.split(' ').count();
            let end = end_of_words(text, words)?;
            let (typed, rest) = text.split_at_checked(end)?;
            let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
            let typed = typed.to_lowercase();
            let named = typed == order.name || hangul::to_keys(&typed) == order.name;
            let start = text.len() - rest.trim_start().len();
            named.then_some((order, start))
        })
    }

    /// The question whether to do it to so many articles, such as `12 articles`.
    pub fn question(&self, articles: &str) -> String {
        self.question.replace("{}", articles)
    }
}

/// Where the first so many words end; `None` if there are not as many.
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
            let read = Order::read(text).map(|(order, start)| (order.name, &text[start..]));
            assert_eq!(read, want, "{text}");
        }
    }
}
