use crate::{
    app::order::Order,
    query::{Completion, Facets, ParseError, Query, complete},
};

/// An order that is typed, and the query after it.
#[derive(Debug)]
pub struct Scope {
    /// The order.
    pub order: &'static Order,
    /// What it is on; `None` for the articles selected.
    pub query: Result<Option<Query>, ParseError>,
    /// How the query may go on.
    pub ways: Vec<Completion>,
    /// Where the query starts in what was typed.
    start: usize,
}

impl Scope {
    /// What a text orders, if it does.
    pub fn read(text: &str, facets: &Facets) -> Option<Self> {
        let (order, start) = Order::read(text)?;
        let query = text.get(start..).unwrap_or_default();
        let parsed = match query.trim() {
            "" => Ok(None),
            query => Query::parse(query).map(Some),
        };
        Some(Self {
            order,
            query: parsed,
            ways: complete(query, facets),
            start,
        })
    }

    /// The whole text, gone on in one of the ways.
    pub fn completed(&self, text: &str, at: usize) -> Option<String> {
        let way = self.ways.get(at)?;
        let kept = text.get(..self.start + way.start)?;
        Some(format!("{kept}{}", way.text))
    }
}
