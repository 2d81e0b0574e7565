//! What is printed as JSON is what `assets/output.schema.json` promises, and nothing beside it.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use super::{Home, Run};

pub struct Schema(Value);

impl Schema {
    pub fn read() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/output.schema.json");
        Self(serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
    }

    /// Checks what a command printed against the part of this name.
    pub fn promises(&self, name: &str, json: &Value) {
        let rule = &self.0["$defs"][name];
        assert!(rule.is_object(), "no {name}");
        self.check(rule, json, name);
    }

    /// All that a value has to satisfy: a rule, and those that it points at.
    fn rules<'s>(&'s self, rule: &'s Value) -> Vec<&'s Value> {
        let mut rules = vec![rule];
        let mut last = rule;
        while let Some(place) = last["$ref"].as_str() {
            last = self.0.pointer(place.trim_start_matches('#')).expect(place);
            rules.push(last);
        }
        rules
    }

    /// Checks a value against the part of JSON Schema that the file uses. Fields that it does not name are wrong, too.
    fn check(&self, rule: &Value, value: &Value, place: &str) {
        let rules = self.rules(rule);
        let mut known = BTreeSet::new();
        for rule in &rules {
            self.check_one(rule, value, place);
            known.extend(
                rule["properties"]
                    .as_object()
                    .into_iter()
                    .flat_map(|all| all.keys()),
            );
        }
        let fields = value.as_object().into_iter().flat_map(|all| all.keys());
        let strange: Vec<_> = fields.filter(|field| !known.contains(field)).collect();
        assert!(strange.is_empty(), "{place} has {strange:?}");
    }

    fn check_one(&self, rule: &Value, value: &Value, place: &str) {
        let types = [&rule["type"]]
            .into_iter()
            .chain(rule["type"].as_array().into_iter().flatten());
        let mut types = types.filter_map(Value::as_str).peekable();
        assert!(
            types.peek().is_none() || types.any(|name| is(value, name)),
            "{place}: {value} for {rule}"
        );
        assert!(
            rule["const"].is_null() || rule["const"] == *value,
            "{place}: {value}"
        );
        for field in rule["required"].as_array().into_iter().flatten() {
            assert!(
                value.get(field.as_str().unwrap()).is_some(),
                "{place} lacks {field}"
            );
        }
        for (name, rule) in rule["properties"].as_object().into_iter().flatten() {
            if let Some(value) = value.get(name) {
                self.check(rule, value, &format!("{place}.{name}"));
            }
        }
        for item in value
            .as_array()
            .into_iter()
            .flatten()
            .filter(|_| !rule["items"].is_null())
        {
            self.check(&rule["items"], item, &format!("{place}[]"));
        }
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("no type {other}"),
    }
}

#[test]
fn json_is_what_the_schema_promises() {
    let home = Home::new();
    fs::write(
        home.path("news/odd.md"),
        "---\ndate: soon\n---\n\n## Kelp\n\n### Summary\n\nWrite to [me](mailto:me@kelp.example), see [it](https://kelp.example/).\n",
    )
    .unwrap();
    let schema = Schema::read();
    let id = &home.run(&["list", "--no-header", "news"]).out[..8];
    let table: [(&[&str], &str); 9] = [
        (&["export", "--format", "json"], "export"),
        (&["list", "--json"], "articles"),
        (&["show", "--json", "-q", ""], "articles"),
        (&["open", "--json", "-q", ""], "articles"),
        (&["tags", "--of-issues", "--json"], "tags"),
        (&["tags", "--json", "--explain", id], "explained"),
        (&["mark", "--star", "-q", "", "--json"], "marks"),
        (&["check", "--json"], "warnings"),
        (&["stats", "--json"], "stats"),
    ];
    for (words, name) in table {
        let args = [words, &["news"]].concat();
        let run = Run::of(&home.command(&args).env("BROWSER", "true").output().unwrap());
        let json = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{words:?}: {run:?}"));
        schema.promises(name, &json);
    }
}

#[test]
fn commands_without_articles_keep_the_promise_too() {
    let home = Home::new();
    home.config("[archives]\nnews = '~/news'\n");
    fs::write(
        home.path("news/odd.md"),
        "---\ndate: soon\n---\n\n## [Fog](https://fog.example/)\n",
    )
    .unwrap();
    // Marks on the news, and on an issue that is gone.
    for archive in ["news", "gone.md"] {
        fs::write(
            home.path("gone.md"),
            "## [Bell](https://bell.example/)\n\nRings.\n",
        )
        .unwrap();
        assert_eq!(home.run(&["mark", "--star", "-q", "", archive]).code, 0);
    }
    let schema = Schema::read();
    let table: [(&[&str], &str); 5] = [
        (&["archives", "--json"], "archives"),
        (&["new", "--json"], "new"),
        (&["add", "--json"], "newsletters"),
        (&["marks", "check", "--json", "news"], "placement"),
        (&["check", "--summary", "--json", "news"], "summary"),
    ];
    for (words, name) in table {
        let run = home.run(words);
        let json = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{words:?}: {run:?}"));
        schema.promises(name, &json);
    }
}

#[test]
fn the_schema_names_each_kind_of_output_once() {
    let text = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/output.schema.json"
    ));
    let text = text.unwrap();
    for name in Schema::read().0["$defs"].as_object().unwrap().keys() {
        let defined = text.matches(&format!("\n    \"{name}\": {{")).count();
        assert_eq!(defined, 1, "{name}");
    }
}

/// The fields of an article are the same wherever it is printed.
#[test]
fn an_article_has_the_same_fields_in_every_command() {
    let home = Home::new();
    let json = |args: &[&str]| -> Value { serde_json::from_str(&home.run(args).out).unwrap() };
    let exported = json(&["export", "-q", "title:등대", "news"]);
    let exported = &exported["issues"][0]["articles"][0];
    let shown = json(&["show", "--json", "title:등대", "news"]);
    let shown = &shown["articles"][0];
    let listed = json(&["list", "--json", "-q", "title:등대", "news"]);
    for (name, value) in exported.as_object().unwrap() {
        if name != "sections" {
            assert_eq!(shown[name], *value, "{name}");
            assert!(
                name == "text" || listed["articles"][0][name] == *value,
                "{name}"
            );
        }
    }
}
