//! XML read strictly: what is not well-formed fails.

use quick_xml::{Reader, XmlVersion, events::Event};

/// An element with its attributes, its own text, and the names of those around it.
#[derive(Debug)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub around: Vec<String>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut found = self.attributes.iter().filter(|(key, _)| key == name);
        found.next().map(|(_, value)| value.as_str())
    }
}

/// All elements of a document, in the order in which they begin.
pub fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let mut all: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let event = reader
            .read_event()
            .unwrap_or_else(|error| panic!("{error} in {xml}"));
        match event {
            Event::Start(ref start) | Event::Empty(ref start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{error} in {xml}"));
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap();
                    (attribute.key.as_ref().to_owned(), value.into_owned())
                });
                all.push(Element {
                    name: start.name().as_ref().to_owned(),
                    attributes: attributes.collect(),
                    text: String::new(),
                    around: open.iter().map(|at| all[*at].name.clone()).collect(),
                });
                if matches!(event, Event::Start(_)) {
                    open.push(all.len() - 1);
                }
            }
            Event::End(_) => drop(open.pop().unwrap()),
            Event::Text(text) => {
                if let Some(at) = open.last() {
                    all[*at].text += &text;
                }
            }
            Event::GeneralRef(name) => {
                let resolved = match name.resolve_char_ref().unwrap() {
                    Some(c) => c,
                    None => match &*name {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        other => panic!("&{other}; is no entity of XML"),
                    },
                };
                assert!(
                    resolved == '\t' || resolved == '\n' || resolved >= ' ',
                    "no character of XML"
                );
                if let Some(at) = open.last() {
                    all[*at].text.push(resolved);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} are open in {xml}");
    assert!(
        xml.chars()
            .all(|c| !matches!(c, '\u{fffe}' | '\u{ffff}') && (c >= ' ' || "\t\n\r".contains(c)))
    );
    all
}
