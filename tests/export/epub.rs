//! EPUB, by the main rules that epubcheck looks for.

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    io::{Cursor, Read as _},
    path::Path,
};

use zip::{CompressionMethod, ZipArchive};

use super::{
    export_with,
    xml::{Element, elements},
};

/// The files of a book, by their paths.
type Files = BTreeMap<String, Vec<u8>>;

/// A book of three issues, unpacked after a look at its first file.
fn book() -> Files {
    let folder = tempfile::tempdir().unwrap();
    let picture = image::RgbImage::from_pixel(4, 4, image::Rgb([1, 2, 3]));
    picture.save(folder.path().join("fog.png")).unwrap();
    for n in 1..=3 {
        let text = format!(
            "---\ntitle: Lamp & <b>{n}</b>\ndate: 2031-02-0{n}\n---\n\n## [Fog {n}](https://fog.example/{n})\n\n![fog](fog.png) ![web](https://x.example/a.png) <br> a & b <code>c\n\n## [Twin](https://twin.example/)\n\n<p>x\n\n## [Twin](https://twin.example/)\n\n[rel](x.md)\n"
        );
        fs::write(folder.path().join(format!("{n}.md")), text).unwrap();
    }
    let book = export_with(&["--format", "epub"], folder.path());
    let mut zip = ZipArchive::new(Cursor::new(book)).unwrap();
    {
        let mut first = zip.by_index(0).unwrap();
        assert_eq!(first.name().unwrap(), "mimetype");
        assert_eq!(first.compression(), CompressionMethod::Stored);
        let mut kind = String::new();
        first.read_to_string(&mut kind).unwrap();
        assert_eq!(kind, "application/epub+zip");
    }
    let mut files = BTreeMap::new();
    for n in 1..zip.len() {
        let mut file = zip.by_index(n).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        files.insert(name, bytes);
    }
    files
}

/// A file of a book, read as XML.
fn xml(files: &Files, path: &str) -> Vec<Element> {
    elements(std::str::from_utf8(&files[path]).unwrap())
}

#[test]
fn a_book_has_all_parts_that_its_package_names() {
    let files = book();
    let container = xml(&files, "META-INF/container.xml");
    let root = container
        .iter()
        .find_map(|element| element.attribute("full-path"))
        .unwrap();
    let package = xml(&files, root);
    let value = |name: &str| package.iter().find(|element| element.name == name).unwrap();
    for name in ["dc:identifier", "dc:title", "dc:language"] {
        assert!(!value(name).text.is_empty(), "{name}");
    }
    assert_eq!(
        value("package").attribute("unique-identifier"),
        value("dc:identifier").attribute("id")
    );
    let modified = package
        .iter()
        .find(|element| element.attribute("property") == Some("dcterms:modified"));
    assert_eq!(modified.unwrap().text.len(), "2031-02-03T00:00:00Z".len());

    let items: Vec<_> = package
        .iter()
        .filter(|element| element.name == "item")
        .collect();
    let mut named: HashSet<String> = items
        .iter()
        .map(|item| format!("book/{}", item.attribute("href").unwrap()))
        .collect();
    named.extend(["META-INF/container.xml".to_owned(), root.to_owned()]);
    assert_eq!(
        named,
        files.keys().cloned().collect(),
        "every file is named, and is there"
    );
    let ids: HashSet<_> = items
        .iter()
        .map(|item| item.attribute("id").unwrap())
        .collect();
    assert_eq!(ids.len(), items.len());
    assert_eq!(
        items
            .iter()
            .filter(|item| item.attribute("properties") == Some("nav"))
            .count(),
        1
    );
    let spine: Vec<_> = package
        .iter()
        .filter(|element| element.name == "itemref")
        .collect();
    assert_eq!(spine.len(), 3);
    assert!(
        spine
            .iter()
            .all(|entry| ids.contains(entry.attribute("idref").unwrap()))
    );
}

#[test]
fn the_pages_of_a_book_name_only_what_is_there() {
    let files = book();
    let mut targets: HashSet<String> = HashSet::new();
    for (path, _) in files
        .iter()
        .filter(|(path, _)| Path::new(path).extension() == Some("xhtml".as_ref()))
    {
        let page = xml(&files, path);
        let name = path.strip_prefix("book/").unwrap();
        targets.insert(name.to_owned());
        for id in page.iter().filter_map(|element| element.attribute("id")) {
            assert!(
                targets.insert(format!("{name}#{id}")),
                "{name} has {id} twice"
            );
        }
        assert_eq!(
            page[0].attribute("xmlns"),
            Some("http://www.w3.org/1999/xhtml")
        );
        for source in page.iter().filter_map(|element| element.attribute("src")) {
            assert!(files.contains_key(&format!("book/{source}")), "{source}");
        }
    }
    let nav = xml(&files, "book/nav.xhtml");
    let links: Vec<_> = nav.iter().filter(|element| element.name == "a").collect();
    assert_eq!(links.len(), 3 + 9);
    for link in links {
        assert!(
            targets.contains(link.attribute("href").unwrap()),
            "{link:?}"
        );
        assert!(!link.text.trim().is_empty());
    }
}
