//! Zips and tars that lie, lead out, or never end. What is sound in them is read.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{Case, PART};
use crate::containers::{ISSUE, gzip, tar, zip};

/// More than are ever looked through.
const MEMBERS: usize = if cfg!(debug_assertions) {
    100_002
} else {
    1_000_000
};

const GOOD: (&str, &[u8]) = ("good.md", ISSUE.as_bytes());

pub fn cases() -> Vec<Case> {
    let mut cases = named();
    cases.extend(special());
    cases.extend(large());
    cases.extend(damaged());
    cases
}

fn archive(name: &str, bytes: Vec<u8>) -> Case {
    Case::file(name, "download", bytes)
}

/// Members whose names lead out.
fn named() -> Vec<Case> {
    let names = [
        "../evil.md",
        "a/../../evil.md",
        "/etc/evil.md",
        "c:/evil.md",
        "..\\evil.md",
    ];
    let zips = names.map(|name| zip(&[(name, ISSUE.as_bytes()), GOOD]));
    let tars = names.map(|name| raw_tar(name, tar::EntryType::Regular, ""));
    let gzips = names.map(|name| gzip(&raw_tar(name, tar::EntryType::Regular, "")));
    let all = [("zip", zips), ("tar", tars), ("tar.gz", gzips)];
    let all = all.into_iter().flat_map(|(kind, all)| {
        let all = all.into_iter().zip(names);
        all.map(move |(bytes, name)| {
            archive(&format!("{kind}: {name}"), bytes).says("leads out of the archive")
        })
    });
    let twins = [
        ("a.md", ISSUE.as_bytes()),
        ("./a.md", ISSUE.as_bytes()),
        GOOD,
    ];
    all.chain([
        archive("the same name twice", tar(&twins)),
        archive(
            "a name that acts",
            zip(&[("a\x1b[5m\n.md", ISSUE.as_bytes()), GOOD]),
        ),
        archive(
            "a name that is long",
            zip(&[(&("a/".repeat(30_000) + "b.md"), ISSUE.as_bytes()), GOOD]),
        ),
    ])
    .collect()
}

/// A tar of a member as it is said to be, and a good one. The crate itself refuses to write names that lead out.
fn raw_tar(name: &str, kind: tar::EntryType, link: &str) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    let bytes = if kind.is_file() {
        ISSUE.as_bytes()
    } else {
        b""
    };
    for (name, kind, bytes) in [
        (name, kind, bytes),
        (GOOD.0, tar::EntryType::Regular, GOOD.1),
    ] {
        let mut header = tar::Header::new_ustar();
        let ustar = header.as_ustar_mut().unwrap();
        ustar.name[..name.len()].copy_from_slice(name.as_bytes());
        ustar.linkname[..link.len()].copy_from_slice(link.as_bytes());
        header.set_entry_type(kind);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append(&header, bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

/// Members that are no files.
fn special() -> Vec<Case> {
    use tar::EntryType::{Block, Char, Fifo, Link, Symlink};
    let kinds = [
        ("a link", Symlink),
        ("a hard link", Link),
        ("a device", Char),
        ("a disk", Block),
        ("a pipe", Fifo),
    ];
    let kinds = kinds.into_iter().map(|(name, kind)| {
        archive(
            &format!("tar: {name}"),
            raw_tar("evil.md", kind, "/etc/passwd"),
        )
        .says("it is a link or a device, not a file")
    });
    let mut link = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    link.add_symlink("evil.md", "/etc/passwd", options).unwrap();
    link.start_file(GOOD.0, options).unwrap();
    link.write_all(GOOD.1).unwrap();
    let link = link.finish().unwrap().into_inner();
    kinds
        .chain([archive("zip: a link", link).says("it is a link or a device, not a file")])
        .collect()
}

fn large() -> Vec<Case> {
    let zeros = vec![b'a'; 50_000_000 / PART];
    let names: Vec<_> = (0..40_000 / PART).map(|n| format!("{n}.md")).collect();
    let many: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), &b"# a\n"[..]))
        .collect();
    let inner = zip(&[("a.md", &zeros)]);
    // Written in a second; a debug build takes far longer, and writes hardly more than the limit.
    let names: Vec<_> = (0..MEMBERS).map(|n| n.to_string()).collect();
    let million: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    vec![
        archive("zip: a bomb", zip(&[("bomb.md", &zeros), GOOD])).says("--max-ratio"),
        archive("tar.gz: a bomb", gzip(&tar(&[GOOD, ("bomb.md", &zeros)]))).says("--max-ratio"),
        archive("tar.gz: a bomb alone", gzip(&zeros)).refused("is damaged or no archive"),
        archive("an archive in an archive", zip(&[("in.zip", &inner), GOOD])),
        archive("zip: many members", zip(&many)),
        archive("zip: a million members", zip(&million)).refused("--max-files"),
        archive("tar: many members", tar(&many[..many.len() / 10])),
    ]
}

fn damaged() -> Vec<Case> {
    let sound = zip(&[GOOD, ("evil.md", ISSUE.as_bytes())]);
    let tape = tar(&[GOOD, ("evil.md", ISSUE.as_bytes())]);
    let first = zip(&[("evil.md", ISSUE.as_bytes()), GOOD]);
    let cut = |bytes: &[u8], by: usize| bytes[..bytes.len() - by].to_vec();
    let half = |bytes: &[u8]| cut(bytes, bytes.len() / 2);
    let crc = header_at(&first, *b"PK\x01\x02") + 16;
    vec![
        archive("zip: cut off", cut(&sound, 10)).refused("is damaged or no archive"),
        archive("zip: half", half(&sound)).refused("is damaged or no archive"),
        archive("zip: four bytes", b"PK\x03\x04".to_vec()).refused("is damaged or no archive"),
        archive("zip: nothing in it", zip(&[])).refused("no issues in"),
        archive("zip: no issue in it", zip(&[("a.png", b"x")])).refused("no issues in"),
        archive("zip: a wrong checksum", changed(&first, &[(crc, 0xff)])).says("evil.md"),
        archive("zip: too small a size", with_size(&first, 1)).says("larger than its declared"),
        archive("zip: too large a size", with_size(&first, 0x7fff_ffff)).says("--max-file-size"),
        archive("zip: encrypted", encrypted(&first)).says("it is encrypted"),
        archive(
            "zip: a way of packing that nobody knows",
            unknown_method(&first),
        )
        .says("evil.md"),
        archive("tar: cut off", cut(&tape, tape.len() - 1024 - 600)).says("download"),
        archive(
            "tar: two members, and then anything",
            [&tape[..2048], &[b'x'; 2048]].concat(),
        )
        .says("download"),
        archive("tar: too large a size", huge_tar()).says("--max-file-size"),
        archive("tar.gz: cut off", gzip(&tape)[..40].to_vec()).refused("is damaged or no archive"),
        archive("gzip: no tar in it", gzip(ISSUE.as_bytes())).refused("is damaged or no archive"),
        archive("gzip: two bytes", b"\x1f\x8b".to_vec()).refused("is damaged or no archive"),
    ]
}

/// Where the first header of a kind begins (PKWARE's APPNOTE 4.3).
fn header_at(zip: &[u8], sign: [u8; 4]) -> usize {
    zip.windows(4).position(|bytes| bytes == sign).unwrap()
}

/// The zip with other bytes at these places.
fn changed(zip: &[u8], changes: &[(usize, u8)]) -> Vec<u8> {
    let mut zip = zip.to_vec();
    for (at, byte) in changes {
        zip[*at] ^= byte;
    }
    zip
}

/// The zip with another size of the first member, where it is unpacked.
fn with_size(zip: &[u8], size: u32) -> Vec<u8> {
    let mut zip = zip.to_vec();
    for (sign, offset) in [(*b"PK\x03\x04", 22), (*b"PK\x01\x02", 24)] {
        let at = header_at(&zip, sign) + offset;
        zip[at..at + 4].copy_from_slice(&size.to_le_bytes());
    }
    zip
}

fn encrypted(zip: &[u8]) -> Vec<u8> {
    let (local, central) = (
        header_at(zip, *b"PK\x03\x04"),
        header_at(zip, *b"PK\x01\x02"),
    );
    changed(zip, &[(local + 6, 1), (central + 8, 1)])
}

fn unknown_method(zip: &[u8]) -> Vec<u8> {
    let (local, central) = (
        header_at(zip, *b"PK\x03\x04"),
        header_at(zip, *b"PK\x01\x02"),
    );
    changed(zip, &[(local + 8, 0x60), (central + 10, 0x60)])
}

/// A good member, and one that is said to be far larger than the tar.
fn huge_tar() -> Vec<u8> {
    let mut bytes = raw_tar(GOOD.0, tar::EntryType::Regular, "");
    let mut header = tar::Header::new_ustar();
    header.set_path("evil.md").unwrap();
    header.set_size(8 << 30);
    header.set_cksum();
    bytes.truncate(bytes.len() - 1024);
    bytes.extend(header.as_bytes());
    bytes.extend([0; 1024]);
    bytes
}
