//! Finding articles: the query language, matching, counts per tag. It answers with ids and never clones articles.
