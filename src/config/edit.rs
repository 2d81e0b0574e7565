//! Changes the configuration file in one place and keeps all others, comments included.

use toml_edit::{Array, DocumentMut, Item, Table, TomlError, value};

use crate::topics::TagRule;

/// The text of the file with an archive under this name.
pub fn with_archive(text: &str, name: &str, paths: &[String]) -> Result<String, TomlError> {
    let mut file: DocumentMut = text.parse()?;
    let archives = file.entry("archives").or_insert(Item::Table(Table::new()));
    if let Some(table) = archives.as_table_like_mut() {
        let path = match paths {
            [path] => value(path),
            paths => value(paths.iter().collect::<Array>()),
        };
        table.insert(name, path);
    }
    Ok(file.to_string())
}

/// The text of the file with another name for a tag, in all archives or in the one of a name.
pub fn with_tag(text: &str, archive: Option<&str>, rule: &TagRule) -> Result<String, TomlError> {
    let mut file: DocumentMut = text.parse()?;
    let new_table = || Item::Table(Table::new());
    let all = file.entry("tags").or_insert_with(new_table);
    let tags = match archive {
        Some(name) => all
            .as_table_like_mut()
            .map(|all| all.entry(name).or_insert_with(new_table)),
        None => Some(all),
    };
    if let Some(tags) = tags.and_then(Item::as_table_like_mut) {
        tags.insert(&rule.tag, value(&rule.name));
    }
    Ok(file.to_string())
}

/// The text of the file without the archive of this name, and without it as the default one.
pub fn without_archive(text: &str, name: &str) -> Result<String, TomlError> {
    let mut file: DocumentMut = text.parse()?;
    if let Some(table) = file.get_mut("archives").and_then(Item::as_table_like_mut) {
        table.remove(name);
    }
    if file.get("archive").and_then(Item::as_str) == Some(name) {
        file.remove("archive");
    }
    Ok(file.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, KnownNames, NamedArchive, annotated};

    #[test]
    fn comments_and_order_stay() {
        let text = "# mine\ntheme = \"plain\" # plain\n\n[archives]\n# the sea\nfog = \"/srv/fog\" # grey\n\n[tags]\njs = \"javascript\"\n";
        let path = |path: &str| vec![path.to_owned()];
        let added = with_archive(text, "안개", &path("/srv/b")).unwrap();
        let want = text.replace("# grey\n", "# grey\n\"안개\" = \"/srv/b\"\n");
        assert_eq!(added, want);
        assert_eq!(without_archive(&added, "안개").unwrap(), text);
        let two = ["/a".to_owned(), "/b".to_owned()];
        assert!(
            with_archive(text, "fog", &two)
                .unwrap()
                .contains("fog = [\"/a\", \"/b\"]")
        );
    }

    #[test]
    fn every_file_that_is_read_can_be_added_to() {
        let files = [
            String::new(),
            annotated(&Config::default()),
            "archives = { fog = \"/a\" }\n".to_owned(),
            "archives.fog = \"/a\"\n[tags]\na = \"b\"\n".to_owned(),
            "[[view]]\nname = \"New\"\nquery = \"newer:1w\"\n".to_owned(),
        ];
        for text in files {
            let known = KnownNames {
                themes: vec!["terminal".to_owned()],
            };
            let added = with_archive(&text, "sea", &["/srv/sea".to_owned()]).unwrap();
            let config = Config::parse(&added, &known).unwrap();
            let sea = NamedArchive {
                name: "sea".into(),
                paths: vec!["/srv/sea".into()],
            };
            assert!(config.archives.contains(&sea), "{added}");
        }
    }

    #[test]
    fn a_tag_is_named_for_all_archives_or_for_one() {
        let rule = TagRule {
            tag: "golang".to_owned(),
            name: "Go".to_owned(),
        };
        let text = "# mine\n[tags] # names\njs = \"javascript\"\n";
        let for_all = with_tag(text, None, &rule).unwrap();
        assert_eq!(for_all, format!("{text}golang = \"Go\"\n"));
        let for_one = with_tag(text, Some("twir"), &rule).unwrap();
        let known = KnownNames {
            themes: vec!["terminal".to_owned()],
        };
        let tags = Config::parse(&for_one, &known).unwrap().tags;
        assert!(tags.contains(&(Some("twir".to_owned()), rule)), "{for_one}");
        assert!(for_one.starts_with(text), "{for_one}");
    }

    #[test]
    fn the_default_archive_goes_with_its_name() {
        let text = "archive = \"fog\"\n[archives]\nfog = \"/a\"\n";
        assert_eq!(without_archive(text, "fog").unwrap(), "[archives]\n");
    }
}
