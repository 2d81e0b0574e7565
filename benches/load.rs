//! Loads of real archives and of one of the generator, beside reading the same files and draining pulldown-cmark of their events
//! on as many threads; of a zip and a tar.gz beside unpacking them: `cargo bench --bench load`. A row gives processor time, which
//! is held to a budget, and the time on the clock.
//!
//! Real archives are the folders of `BACKISSUE_BENCH_ARCHIVES`, else of a collection beside the checkout; without either they are
//! left out. `BACKISSUE_BENCH_ISSUES=10000` is the full size of the generated one, 300 MB. `-- readme` prints the real ones alone,
//! as the table in README.md.

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
    path::{Path, PathBuf},
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
#[allow(dead_code, reason = "a test reads rows, too")]
#[path = "load/readme.rs"]
mod readme;
#[path = "corpus/real.rs"]
mod real;
#[allow(dead_code, reason = "each bench uses what it needs of it")]
#[path = "terminal/table.rs"]
mod table;

use readme::Row;

/// Each is done until it took the processor for so long: the system counts hundredths of a second.
const ENOUGH: Duration = Duration::from_millis(500);

/// The most that a load may take beside the drain, in processor time and on the clock.
const DRAINED: [&str; 2] = ["4", ""];

/// The most processor time in the mean of all real archives.
const MEAN: &str = "3";

/// The most that it may take beside the unpacking.
const UNPACKED: [&str; 2] = ["", "8"];

fn main() {
    if std::env::args().any(|argument| argument == "readme") {
        let rows = real::archives().into_iter().map(|path| row_of(&path));
        return println!("{}", readme::table(rows));
    }
    table::head();
    let ratios: Vec<f64> = real::archives().iter().map(|path| real(path)).collect();
    if !ratios.is_empty() {
        let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
        let mean = format!("{mean:.2}");
        table::row("the mean of these, processor", "", "", &mean, MEAN);
    }
    generated();
}

/// The load of a real archive.
fn real(path: &Path) -> f64 {
    let (files, name) = (markdown(path), name(path));
    let megabytes = megabytes(&files);
    let what = format!("{name}, {} files, {megabytes:.1} MB", files.len());
    beside(&what, path, DRAINED, || drain(&files))
}

/// The same for the README.
fn row_of(path: &Path) -> Row {
    let files = markdown(path);
    let (load, drain) = both(path, || drain(&files));
    Row {
        archive: name(path),
        markdown: megabytes(&files),
        drain: milliseconds(drain.processor),
        load: milliseconds(load.processor),
    }
}

/// To a tenth.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e4).round() / 10.0
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn megabytes(files: &[PathBuf]) -> f64 {
    let sizes = files.iter().map(|file| fs::metadata(file).unwrap().len());
    sizes.sum::<u64>() as f64 / 1e6
}

/// All Markdown files in a folder and below.
fn markdown(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.extension().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            files.extend(markdown(&path));
        } else if ["md", "mdx", "markdown"].contains(&&*name) {
            files.push(path);
        }
    }
    files
}

fn generated() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("folder");
    let mut files: Vec<_> = corpus::issues(corpus::SEED, corpus::size()).collect();
    write(&folder, &files);
    let plain = markdown(&folder);
    let what = format!(
        "generated, {} files, {:.1} MB",
        plain.len(),
        megabytes(&plain)
    );
    beside(&what, &folder, DRAINED, || drain(&plain));
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
    beside("generated, with more", &folder, DRAINED, || drain(&plain));
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

/// Prints what a load costs beside something else, and gives the ratio of processor times.
fn beside(what: &str, path: &Path, limits: [&str; 2], reference: impl Fn() -> usize) -> f64 {
    let (load, reference) = both(path, reference);
    let times = [
        ("processor", load.processor, reference.processor),
        ("clock", load.clock, reference.clock),
    ];
    for ((kind, ours, theirs), limit) in times.into_iter().zip(limits) {
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        let [ours, theirs] = [ours, theirs].map(|time| format!("{time:.2?}"));
        table::row(
            &format!("{what}, {kind}"),
            &ours,
            &theirs,
            &format!("{ratio:.2}"),
            limit,
        );
    }
    load.processor.as_secs_f64() / reference.processor.as_secs_f64()
}

/// A load and something else. The reader keeps what it loads: to take it apart is no part of a load.
fn both(path: &Path, reference: impl Fn() -> usize) -> (Spent, Spent) {
    (Spent::on(|| load(path)), Spent::on(reference))
}

/// The time that something took.
struct Spent {
    processor: Duration,
    clock: Duration,
}

impl Spent {
    /// The mean of as many rounds as are [`ENOUGH`], after one that fills the caches.
    fn on<T>(work: impl Fn() -> T) -> Self {
        drop(work());
        let (mut rounds, mut spent) = (0, [Duration::ZERO; 2]);
        while spent[0] < ENOUGH {
            let (processor, clock) = (processor(), Instant::now());
            let done = divan::black_box(work());
            spent[0] += self::processor().abs_diff(processor);
            spent[1] += clock.elapsed();
            drop(done);
            rounds += 1;
        }
        let [processor, clock] = spent.map(|spent| spent / rounds);
        Self { processor, clock }
    }
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

/// Reads files and drains pulldown-cmark of all events, on as many threads as a load has.
fn drain(files: &[PathBuf]) -> usize {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let events = |file: &PathBuf| {
        let bytes = fs::read(file).unwrap();
        Parser::new_ext(&String::from_utf8_lossy(&bytes), extensions).count()
    };
    files.par_iter().map(events).sum()
}

/// All that comes, and what can bring it up to date later. The reader keeps it: to take it apart is no part of a load.
fn load(folder: &Path) -> (Vec<load::Batch>, load::Loaded) {
    let mut all = Vec::new();
    let mut keep = |batch| all.push(batch);
    let loaded = load::stream(&[folder.to_owned()], &load::Options::default(), &mut keep);
    (all, loaded.unwrap())
}

/// The time that this process had a processor, on all its threads (`proc(5)`, utime and stime, in hundredths of a second).
fn processor() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let (_, fields) = stat.rsplit_once(')').unwrap();
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks = ticks.map(|ticks| ticks.parse::<u64>().unwrap());
    Duration::from_millis(10 * ticks.sum::<u64>())
}
