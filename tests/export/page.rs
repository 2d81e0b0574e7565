//! HTML: nothing of an archive can act in a browser, and what comes out is valid whatever was written.

use std::{fs, path::Path};

use proptest::prelude::*;

use super::{
    export,
    xml::{Element, elements},
};
use crate::support::SNIPPETS;

/// Attempts to act, to load something, or to break out of an element or an attribute.
const ATTACKS: &[&str] = &[
    "[a](javascript:alert(1))",
    "[a](  JaVaScRiPt:alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](data:text/html,<b>)",
    "[a](vbscript:x)",
    "[a](//evil.example/x)",
    "[a](\\\\evil.example)",
    "[a](x\"onclick=alert(1))",
    "[a](<x\" onmouseover=\"alert(1)>)",
    "[a](https://x.example/\"onclick='y')",
    "[a](https://x.example \"t\" )",
    "![a\"onerror=x](pic.png)",
    "![x](javascript:y) ![p](../../../etc/passwd)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\" onclick=x>y",
    "<svg onload=alert(1)><p>z</p></svg>",
    "<iframe src=https://x.example>",
    "<style>*{}</style><b style=\"x\">",
    "</article></section></main><script>x",
    "<p><div><p></div></b></i></ul>",
    "<ul><b>x<li>y<ul>z",
    "<table><tr><td>a<td>b</table>",
    "<a href=https://x.example>a<a href=https://y.example>b</a>",
    "<h1>x<p>y</h1>",
    "<details><summary>s</summary>\n\n- a\n\n</details>",
    "<li>alone <pre>x",
    "<!-- --><![CDATA[x]]><?php x ?>",
    "```\" onclick=\"x\ncode\n```",
    "[[a](https://x.example)](https://y.example)",
    "[![p](https://x.example/p.png)](https://y.example)",
    "| a | b |\n|:-:|--:|\n| <div>x</div> | <li>y |",
    "> [!NOTE]\n> x <blockquote> y",
    "[^1] x\n\n[^1]: note <p>",
    "- [ ] a <ul><li>b\n- c",
    "&#0;&#1;&#xFFFE;&lt;script&gt;",
    "https://x.example/<b>\"y\"",
];

const ELEMENTS: [&str; 44] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "form",
    "main",
    "script",
    "section",
    "article",
    "time",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "a",
    "b",
    "i",
    "s",
    "em",
    "strong",
    "del",
    "code",
    "kbd",
    "mark",
    "small",
    "sub",
    "sup",
    "cite",
    "span",
    "div",
    "br",
    "hr",
    "img",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "li",
];
const TABLES: [&str; 6] = ["table", "thead", "tbody", "tr", "th", "td"];
const ATTRIBUTES: [&str; 16] = [
    "href",
    "src",
    "alt",
    "class",
    "id",
    "data-tags",
    "charset",
    "name",
    "content",
    "role",
    "hidden",
    "start",
    "style",
    "title",
    "lang",
    "xmlns",
];
/// Elements that no text line can hold.
const BLOCKS: [&str; 14] = [
    "p",
    "div",
    "ul",
    "ol",
    "pre",
    "blockquote",
    "table",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];
const LINES: [&str; 18] = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "b", "i", "em", "strong", "code", "span", "sub",
    "sup", "pre", "mark",
];

fn page(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("1.md"), text).unwrap();
    exported(folder.path())
}

fn exported(path: &Path) -> String {
    export("html", path)
}

/// The page as elements: it is XML but for the type, the styles and the script of its own.
fn sound(page: &str) -> Vec<Element> {
    let page = page.strip_prefix("<!doctype html>\n").unwrap();
    let (before, after) = page.rsplit_once("<script>").unwrap();
    let script = after.find("</script>").unwrap();
    let page = format!("{before}<script>{}", &after[script..]);
    let elements = elements(&page);
    for element in &elements {
        check(element);
    }
    assert_eq!(
        elements
            .iter()
            .filter(|element| element.name == "script")
            .count(),
        1
    );
    elements
}

fn check(element: &Element) {
    let name = element.name.as_str();
    assert!(
        ELEMENTS.contains(&name) || TABLES.contains(&name),
        "<{name}>"
    );
    let around = element.around.last().map_or("", String::as_str);
    assert!(
        !(BLOCKS.contains(&name) && LINES.contains(&around)),
        "<{name}> in <{around}>"
    );
    assert!(
        !(name == "a" && element.around.iter().any(|outer| outer == "a")),
        "<a> in <a>"
    );
    match name {
        "li" => assert!(["ul", "ol"].contains(&around), "<li> in <{around}>"),
        "td" | "th" => assert_eq!(around, "tr"),
        _ => assert!(
            !["ul", "ol", "table", "tr"].contains(&around) || TABLES.contains(&name),
            "<{name}> in <{around}>"
        ),
    }
    if ["ul", "ol", "table", "tr"].contains(&name) {
        assert_eq!(element.text.trim(), "", "text in <{name}>");
    }
    for (key, value) in &element.attributes {
        assert!(ATTRIBUTES.contains(&key.as_str()), "<{name} {key}>");
        let lower = value.to_lowercase();
        match key.as_str() {
            "href" => {
                let safe = ["https://", "http://", "mailto:", "./"];
                assert!(
                    safe.iter().any(|scheme| lower.starts_with(scheme)),
                    "{value}"
                );
            }
            "src" => assert!(lower.starts_with("data:image/"), "{value}"),
            "style" => assert!(value.starts_with("text-align:"), "{value}"),
            _ => {}
        }
    }
}

#[test]
fn no_attack_passes_and_every_page_is_valid() {
    for attack in ATTACKS {
        let text = format!(
            "## [{attack} title](https://fog.example/)\n\nBefore {attack} after\n\n{attack}\n\nEnd.\n"
        );
        let page = page(&text);
        sound(&page);
        assert!(page.contains("End."), "{attack} swallows the end");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_are_valid_whatever_is_written(
        pieces in prop::collection::vec((prop::sample::select([SNIPPETS, ATTACKS].concat()), prop::sample::select(&["\n", "\n\n", " "][..])), 1..20)
    ) {
        let text: String = pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect();
        sound(&page(&format!("## [Fog](https://fog.example/)\n\n{text}")));
    }
}

/// Code, entities, inline HTML, tasks and notes are what the terminal shows.
#[test]
fn markup_is_shown_as_in_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("issues")).unwrap();
    let picture = image::RgbImage::from_pixel(4, 4, image::Rgb([1, 2, 3]));
    picture.save(folder.path().join("issues/fog.png")).unwrap();
    let text = "---\ntitle: Fog\ntags: [sea]\n---\n\n## [Horn](https://horn.example/1)\n\nCall <code>Close()</code><br>H<sub>2</sub>O &amp; &#8211; ![far](https://horn.example/r.png) ![near](fog.png) [rel](../x.md#y) [^1] see https://bare.example/a\n\n### Deep\n\n#### Deeper\n\n- [ ] task\n\n[^1]: The note.\n";
    fs::write(folder.path().join("issues/1.md"), text).unwrap();
    let page = exported(folder.path());
    let elements = sound(&page);
    for want in [
        "<code>Close()</code><br/>H<sub>2</sub>O &amp; –",
        "<a href=\"https://horn.example/r.png\">[image: far]</a>",
        "<a href=\"./x.md#y\">rel</a>",
        "<a href=\"https://bare.example/a\">https://bare.example/a</a>",
        "<h5>Deep</h5>",
        "<h6>Deeper</h6>",
        "<li>☐ task</li>",
        "<sup>[1]</sup>",
        "The note.",
    ] {
        assert!(page.contains(want), "no {want} in {page}");
    }
    let shown = elements
        .iter()
        .find(|element| element.name == "img")
        .unwrap();
    assert_eq!(shown.attribute("alt"), Some("near"));
    assert!(
        shown
            .attribute("src")
            .unwrap()
            .starts_with("data:image/png;base64,iVBOR")
    );
}

/// The search box needs a script, so that without one it is not there; the rest is.
#[test]
fn without_a_script_all_is_there() {
    let page = page("---\ntags: sea\n---\n\n## [Fog](https://fog.example/)\n\nThick.\n");
    let elements = sound(&page);
    let form = elements
        .iter()
        .find(|element| element.name == "form")
        .unwrap();
    assert!(form.attribute("hidden").is_some());
    let article = elements
        .iter()
        .find(|element| element.name == "article")
        .unwrap();
    assert!(article.attribute("hidden").is_none() && article.attribute("data-tags").is_some());
    for word in ["http:", "url(", "@import", "fetch", "innerHTML"] {
        let own = page.split_once("<article").unwrap().0;
        assert!(!own.contains(word), "{word}");
    }
}

#[test]
fn an_address_of_mail_in_angle_brackets_stays_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("1.md");
    let text = "## [A](https://fog.example)\n\nTo <user@example.com> or <ann+news@fog.example>.\n";
    fs::write(&file, text).unwrap();
    let html = export("html", &file);
    for address in ["user@example.com", "ann+news@fog.example"] {
        assert!(
            html.contains(&format!(r#"<a href="mailto:{address}">{address}</a>"#)),
            "{html}"
        );
    }
}
