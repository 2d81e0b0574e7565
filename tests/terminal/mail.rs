//! A person's Maildir, read while mail comes in.

use std::{fs, path::Path};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use image::ImageFormat;

use super::{home::Home, pty::Pty};
use crate::{
    containers::zip,
    pictures::{file, picture},
};

/// A newsletter in HTML whose links count clicks.
fn letter(n: u32, titles: [&str; 2]) -> String {
    let item = |title: &&str| {
        let target = format!("https%3A%2F%2F{}.example%2F{n}", title.to_lowercase());
        format!(
            "<h3><a href=3D\"https://click.example/r?u=3D{target}&m=3D9\">{title}</a></h3><p>It is {title}.</p>\n"
        )
    };
    let items: String = titles.iter().map(item).collect();
    format!(
        "Message-ID: <{n}@lamp.example>\nFrom: Lamp Weekly <post@lamp.example>\nList-Id: <lamp.example>\nSubject: Lamp Weekly {n}\n\
        Date: Mon, 0{n} Feb 2031 07:30:00 +0100\nContent-Type: text/html; charset=3Dutf-8\n\
        Content-Transfer-Encoding: quoted-printable\n\n<html>{items}</html>\n"
    )
    .replacen("charset=3D", "charset=", 1)
}

/// As a delivery agent does: a whole file appears in `new`.
fn deliver(maildir: &Path, name: &str, mail: &str) {
    fs::write(maildir.join("tmp").join(name), mail).unwrap();
    fs::rename(
        maildir.join("tmp").join(name),
        maildir.join("new").join(name),
    )
    .unwrap();
}

#[test]
fn a_mail_that_comes_while_another_is_read_appears_and_moves_nothing() {
    let home = Home::new();
    let maildir = home.path().join("Mail");
    for part in ["cur", "new", "tmp"] {
        fs::create_dir_all(maildir.join(part)).unwrap();
    }
    deliver(&maildir, "1700.M1.host", &letter(3, ["Fog", "Horns"]));
    let lunch = "From: Ann <ann@reader.example>\nSubject: Lunch?\nDate: Mon, 03 Feb 2031 08:00:00 +0100\n\nAt noon.\n";
    deliver(&maildir, "1700.M2.host", lunch);
    let mut reader = Pty::start(home.backissue([&maildir]), (110, 24));
    reader.wait_for("2 unread · 1 issue");
    reader.wait_for("1 mail to no list passed over (--all-mail)");
    reader.press("jl");
    reader.wait_for("It is Horns.");
    reader.press("o");
    assert_eq!(home.opened(), "https://horns.example/3");
    deliver(&maildir, "1701.M1.host", &letter(4, ["Wicks", "Tides"]));
    reader.wait_for("2 issues");
    reader.wait_for("2 new articles");
    reader.wait_for("It is Horns.");
    // Once it was read elsewhere, the mail has another name, and is the same.
    fs::rename(
        maildir.join("new/1701.M1.host"),
        maildir.join("cur/1701.M1.host:2,S"),
    )
    .unwrap();
    reader.press("{o");
    assert!(["https://wicks.example/4", "https://tides.example/4"].contains(&&*home.opened()));
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}

#[test]
fn a_link_is_opened_as_the_mail_gives_it_where_the_user_wants_so() {
    let home = Home::new();
    let folder = home.path().join("config/backissue");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), "redirects = \"given\"\n").unwrap();
    let mailbox = format!(
        "From a@lamp.example Mon Feb  3 07:30:00 2031\n{}",
        letter(3, ["Fog", "Horns"])
    );
    fs::write(home.path().join("mail.mbox"), mailbox).unwrap();
    let mut reader = Pty::start(home.backissue(["mail.mbox"]), (110, 24));
    reader.wait_for("2 unread · 1 issue");
    reader.press("jo");
    assert_eq!(
        home.opened(),
        "https://click.example/r?u=https%3A%2F%2Fhorns.example%2F3&m=9"
    );
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}

/// A page of two articles with a picture.
fn page(source: &str) -> String {
    format!(
        "<html><h3><a href=\"https://fog.example/\">Fog</a></h3><p>Seen.</p><img src=\"{source}\" alt=\"pier\" width=\"80\">\
        <h3><a href=\"https://ice.example/\">Ice</a></h3><p>Thin.</p></html>"
    )
}

/// A mail whose picture is a part of it.
fn illustrated(picture: &str) -> String {
    format!(
        "Message-ID: <7@lamp.example>\nList-Id: <lamp.example>\nSubject: Lamp 7\nDate: Mon, 03 Feb 2031 07:30:00 +0100\n\
        Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n{}\n--b\nContent-Type: image/png\n\
        Content-ID: <a@lamp>\nContent-Transfer-Encoding: base64\n\n{picture}\n--b--\n",
        page("cid:a@lamp")
    )
}

#[test]
fn a_picture_that_a_text_brings_with_it_is_shown() {
    let picture = BASE64_STANDARD.encode(file(&picture(80, 80), ImageFormat::Png));
    let mail = illustrated(&picture);
    let mailbox = format!("From a@lamp.example Mon Feb  3 07:30:00 2031\n{mail}");
    let table = [
        ("7.eml", mail.clone().into_bytes()),
        ("letters.mbox", mailbox.clone().into_bytes()),
        ("mails.zip", zip(&[("7.eml", mail.as_bytes())])),
        ("takeout.zip", zip(&[("Mail/All.mbox", mailbox.as_bytes())])),
        (
            "7.html",
            page(&format!("data:image/png;base64,{picture}")).into_bytes(),
        ),
    ];
    for (name, bytes) in table {
        let home = Home::new();
        fs::write(home.path().join(name), bytes).unwrap();
        let mut reader = Pty::start(home.backissue([name]), (110, 30));
        reader.wait_for("[image: pier]");
        reader.wait_for("▀");
        reader.press("Q");
        assert!(reader.wait_for_exit().success(), "{name}");
    }
}
