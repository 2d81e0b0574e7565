//! An EPUB 3.3 for e-readers: a chapter for each issue, with the archive's pictures.

use std::io::{self, Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    atom, escaped,
    html::{self, STYLE, TextPlace},
    pictures::ArchivePictures,
};
use crate::cli::selection::{Selected, SelectedIssue};

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">
<rootfiles><rootfile full-path=\"book/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>
</container>
";

/// The level of an article's heading: the issue has the first.
const ARTICLE: usize = 2;

/// A chapter: its file, its title, and the ids and titles of its articles.
struct Chapter {
    file: String,
    title: String,
    articles: Vec<(String, String)>,
}

/// Writes a book.
pub(super) fn write(selected: &Selected, out: &mut impl Write) -> io::Result<()> {
    let mut book = Book::begin()?;
    let mut pictures = ArchivePictures::beside(&selected.paths);
    let mut chapters = Vec::new();
    for issue in selected.issues() {
        let file = format!("chapter-{}.xhtml", chapters.len() + 1);
        let (chapter, page) = chapter(file, &issue, &mut pictures);
        book.add(&chapter.file, page.as_bytes())?;
        chapters.push(chapter);
    }
    let name = selected.archive.title();
    book.add("nav.xhtml", nav(name, &chapters).as_bytes())?;
    book.add("style.css", STYLE.as_bytes())?;
    for picture in pictures.files.iter().flatten() {
        book.add(&picture.name, &picture.bytes)?;
    }
    book.add(
        "package.opf",
        package(name, &chapters, &pictures).as_bytes(),
    )?;
    out.write_all(&book.end()?)
}

/// The zip (OCF 3.3): the first file says what it is, unpacked.
struct Book(ZipWriter<Cursor<Vec<u8>>>);

impl Book {
    fn begin() -> io::Result<Self> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file("mimetype", stored)?;
        zip.write_all(b"application/epub+zip")?;
        let mut book = Self(zip);
        book.add_at("META-INF/container.xml", CONTAINER.as_bytes())?;
        Ok(book)
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.add_at(&format!("book/{name}"), bytes)
    }

    fn add_at(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.start_file(path, SimpleFileOptions::default())?;
        self.0.write_all(bytes)
    }

    fn end(self) -> io::Result<Vec<u8>> {
        Ok(self.0.finish()?.into_inner())
    }
}

fn chapter(
    file: String,
    SelectedIssue { issue, articles }: &SelectedIssue<'_>,
    pictures: &mut ArchivePictures,
) -> (Chapter, String) {
    let title = escaped(&issue.title);
    let date = issue
        .date
        .map_or_else(String::new, |date| format!("<p><time>{date}</time></p>\n"));
    let mut text = format!("<h1>{title}</h1>\n{date}");
    let mut listed = Vec::new();
    for (n, view) in articles.iter().enumerate() {
        let mut place = TextPlace {
            issue,
            at: view.span().start,
            pictures: Some(&mut *pictures),
            relative: false,
        };
        // Twins of other issues may share a short id, those of one file never a place.
        let id = format!("a-{}-{n}", view.short_id());
        let article = html::article(view, &mut place, ARTICLE);
        text.extend(["<section id=\"", &id, "\">\n", &article, "</section>\n"]);
        listed.push((id, escaped(view.title())));
    }
    let page = page(&title, &text);
    let chapter = Chapter {
        file,
        title,
        articles: listed,
    };
    (chapter, page)
}

/// A page of XHTML; title and text are escaped already.
fn page(title: &str, text: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\">\n\
         <head>\n<title>{title}</title>\n<link rel=\"stylesheet\" href=\"style.css\"/>\n</head>\n\
         <body>\n{text}</body>\n</html>\n"
    )
}

/// The table of contents: issues, and their articles.
fn nav(name: &str, chapters: &[Chapter]) -> String {
    let item = |href: &str, title: &str, inner: &str| {
        // A link without words is none.
        let title = if title.trim().is_empty() {
            "…"
        } else {
            title
        };
        format!("<li><a href=\"{href}\">{title}</a>{inner}</li>\n")
    };
    let chapter = |chapter: &Chapter| {
        let articles = chapter.articles.iter();
        let articles =
            articles.map(|(id, title)| item(&format!("{}#{id}", chapter.file), title, ""));
        let articles: String = articles.collect();
        let inner = if articles.is_empty() {
            articles
        } else {
            format!("\n<ol>\n{articles}</ol>\n")
        };
        item(&chapter.file, &chapter.title, &inner)
    };
    let list: String = chapters.iter().map(chapter).collect();
    let name = escaped(name);
    page(
        &name,
        &format!("<nav epub:type=\"toc\">\n<h1>{name}</h1>\n<ol>\n{list}</ol>\n</nav>\n"),
    )
}

fn package(name: &str, chapters: &[Chapter], pictures: &ArchivePictures) -> String {
    let item = |id: String, file: &str, kind: &str| {
        format!("<item id=\"{id}\" href=\"{file}\" media-type=\"{kind}\"/>\n")
    };
    let pages = chapters.iter().enumerate();
    let pages = pages.map(|(n, page)| item(format!("c{n}"), &page.file, "application/xhtml+xml"));
    let files = pictures.files.iter().flatten().enumerate();
    let files = files.map(|(n, file)| item(format!("p{n}"), &file.name, file.kind));
    let manifest: String = pages.chain(files).collect();
    let spine = (0..chapters.len()).map(|n| format!("<itemref idref=\"c{n}\"/>\n"));
    let spine: String = spine.collect::<Vec<_>>().concat();
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ");
    let (id, name) = (atom::id(name), escaped(name));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\">\n\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
         <dc:identifier id=\"id\">{id}</dc:identifier>\n<dc:title>{name}</dc:title>\n<dc:language>und</dc:language>\n\
         <meta property=\"dcterms:modified\">{now}</meta>\n</metadata>\n\
         <manifest>\n<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n\
         <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n{manifest}</manifest>\n\
         <spine>\n{spine}</spine>\n</package>\n"
    )
}
