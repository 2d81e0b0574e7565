//! What it costs to load real archives and one of the generator, beside a bare parse of the same bytes, and a zip and a tar.gz,
//! beside unpacking them and nothing else: `cargo bench --bench load`.
//!
//! Real archives are the folders of `BACKISSUE_BENCH_ARCHIVES`, else of a collection beside the checkout; without either they are
//! left out. `BACKISSUE_BENCH_ISSUES=10000` is the full size of the generated one, 300 MB.

#![allow(
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used
)]

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Cursor, Write as _},
    path::Path,
    time::{Duration, Instant},
};

use backissue::load;
use flate2::{Compression, read::MultiGzDecoder, write::GzEncoder};
use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

#[allow(dead_code, reason = "each bench uses what it needs of it")]
#[path = "corpus/corpus.rs"]
mod corpus;
#[path = "corpus/real.rs"]
mod real;
#[allow(dead_code, reason = "each bench uses what it needs of it")]
#[path = "terminal/table.rs"]
mod table;

use table::Times;

/// How often each is timed.
const ROUNDS: usize = 7;

/// The most that a load may take beside the parse, and in the mean of all real archives.
const LIMIT: f64 = 4.0;
const MEAN: f64 = 3.0;

/// The most that it may take beside the unpacking.
const UNPACKED: f64 = 8.0;

fn main() {
    table::head();
    let ratios: Vec<f64> = real::archives().iter().map(|path| real(path)).collect();
    if !ratios.is_empty() {
        let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
        table::row(
            "the mean of these",
            "",
            "",
            &format!("{mean:.2}"),
            &MEAN.to_string(),
        );
    }
    generated();
}

/// The load of a real archive.
fn real(path: &Path) -> f64 {
    let texts = markdown(path);
    let bytes: usize = texts.iter().map(String::len).sum();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let what = format!(
        "{name}: {} files, {:.1} MB",
        texts.len(),
        bytes as f64 / 1e6
    );
    beside(&what, path, LIMIT, || drain(&texts))
}

/// The texts of all Markdown files in a folder and below.
fn markdown(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.extension().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            texts.extend(markdown(&path));
        } else if ["md", "mdx", "markdown"].contains(&&*name) {
            texts.push(String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned());
        }
    }
    texts
}

fn generated() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("folder");
    let mut files: Vec<_> = corpus::issues(corpus::SEED, corpus::size()).collect();
    write(&folder, &files);
    let texts = |files: &[corpus::File]| -> Vec<String> {
        files.iter().map(|file| file.text.clone()).collect()
    };
    let plain = texts(&files);
    let bytes: usize = plain.iter().map(String::len).sum();
    let what = format!(
        "generated: {} files, {:.1} MB",
        files.len(),
        bytes as f64 / 1e6
    );
    beside(&what, &folder, LIMIT, || drain(&plain));
    let zip = scratch.path().join("archive.zip");
    write_zip(&zip, &files);
    beside("a zip of it, beside unpacking", &zip, UNPACKED, || {
        unzip(&zip)
    });
    let tar = scratch.path().join("archive.tar.gz");
    write_tar(&tar, &files);
    beside("a tar.gz of it, beside unpacking", &tar, UNPACKED, || {
        gunzip(&tar)
    });
    for file in &mut files {
        file.text += MORE;
    }
    write(&folder, &files);
    let more = texts(&files);
    beside("generated, with more", &folder, LIMIT, || drain(&more));
}

/// What many newsletters have beside headings, paragraphs and lists: it ends each issue.
const MORE: &str = "\n<!-- more -->\n\n## More\n\n> Fog is a cloud\n> that stays low.\n\n<img src=\"fog.png\">\n\n\
                    | Lamp | Oil |\n|------|-----|\n| one  | 1 l |\n\nSee [the map][map], [fog][] and <b>ice</b>.\n\n\
                    [map]: https://map.example\n[fog]: https://fog.example\n";

fn write(folder: &Path, files: &[corpus::File]) {
    for file in files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
    }
}

/// Prints what a load costs beside something else, and gives the ratio. The two take turns, so that what slows the machine slows
/// both.
fn beside(what: &str, path: &Path, limit: f64, reference: impl Fn() -> usize) -> f64 {
    let turn = || (timed(|| load(path)), timed(&reference));
    let (load, reference): (Vec<_>, Vec<_>) = std::iter::repeat_with(turn).take(ROUNDS).unzip();
    let (load, reference) = (Times::new(load).median(), Times::new(reference).median());
    table::ratio(what, load, reference, limit);
    load.as_secs_f64() / reference.as_secs_f64()
}

fn write_zip(path: &Path, files: &[corpus::File]) {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path).unwrap()));
    for file in files {
        let options = SimpleFileOptions::default();
        zip.start_file(&*file.path, options).unwrap();
        zip.write_all(file.text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

fn write_tar(path: &Path, files: &[corpus::File]) {
    let file = BufWriter::new(File::create(path).unwrap());
    let mut tar = tar::Builder::new(GzEncoder::new(file, Compression::default()));
    for file in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(file.text.len() as u64);
        header.set_mode(0o644);
        let text = file.text.as_bytes();
        tar.append_data(&mut header, &file.path, text).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap();
}

/// All members of a zip, by as many threads as a load has.
fn unzip(path: &Path) -> usize {
    let bytes = fs::read(path).unwrap();
    let zip = ZipArchive::new(Cursor::new(&*bytes)).unwrap();
    let member = |zip: &mut ZipArchive<Cursor<&[u8]>>, index| {
        let mut member = zip.by_index(index).unwrap();
        io::copy(&mut member, &mut io::sink()).unwrap() as usize
    };
    let indices = (0..zip.len()).into_par_iter();
    indices.map_init(|| zip.clone(), member).sum()
}

/// All of a tar.gz, which one thread alone can unpack.
fn gunzip(path: &Path) -> usize {
    let file = BufReader::new(File::open(path).unwrap());
    io::copy(&mut MultiGzDecoder::new(file), &mut io::sink()).unwrap() as usize
}

/// All events of pulldown-cmark, on as many threads as a load has.
fn drain(texts: &[String]) -> usize {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let events = |text: &String| Parser::new_ext(text, extensions).count();
    texts.par_iter().map(events).sum()
}

/// All that comes, and what can bring it up to date later. The reader keeps it: to take it apart is no part of a load.
fn load(folder: &Path) -> (Vec<load::Batch>, load::Loaded) {
    let mut all = Vec::new();
    let mut keep = |batch| all.push(batch);
    let loaded = load::stream(&[folder.to_owned()], &load::Options::default(), &mut keep);
    (all, loaded.unwrap())
}

fn timed<T>(work: impl Fn() -> T) -> Duration {
    let start = Instant::now();
    let done = divan::black_box(work());
    let time = start.elapsed();
    drop(done);
    time
}
