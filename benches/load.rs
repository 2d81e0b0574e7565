//! What it costs to load a folder, beside a bare parse of the same bytes, and a zip and a tar.gz of it, beside unpacking them and
//! nothing else: `cargo bench --bench load`.
//!
//! `BACKISSUE_BENCH_ISSUES=10000` is the full size, 300 MB.

#![allow(
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

/// How often each is timed.
const ROUNDS: usize = 7;

fn main() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("folder");
    let mut files: Vec<_> = corpus::issues(corpus::SEED, corpus::size()).collect();
    write(&folder, &files);
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    println!("{} issues, {bytes} bytes", files.len());
    beside("folder", &folder, "pulldown-cmark drain", || drain(&files));
    let zip = scratch.path().join("archive.zip");
    write_zip(&zip, &files);
    beside("zip", &zip, "unpacking alone", || unzip(&zip));
    let tar = scratch.path().join("archive.tar.gz");
    write_tar(&tar, &files);
    beside("tar.gz", &tar, "unpacking alone", || gunzip(&tar));
    for file in &mut files {
        file.text += MORE;
    }
    write(&folder, &files);
    let drain = || drain(&files);
    beside("folder with more", &folder, "pulldown-cmark drain", drain);
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

/// Prints what a load costs beside something else. The two take turns, so that what slows the machine slows both.
fn beside(what: &str, path: &Path, other: &str, reference: impl Fn() -> usize) {
    let turn = || (timed(&reference), timed(|| load(path)));
    let (reference, load): (Vec<_>, Vec<_>) = std::iter::repeat_with(turn).take(ROUNDS).unzip();
    let (reference, load) = (median(reference), median(load));
    let ratio = load.as_secs_f64() / reference.as_secs_f64();
    println!("{what}: {other} {reference:.1?}, load {load:.1?}, ratio {ratio:.2}");
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

fn drain(files: &[corpus::File]) -> usize {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let events = |file: &corpus::File| Parser::new_ext(&file.text, extensions).count();
    files.par_iter().map(events).sum()
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

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
