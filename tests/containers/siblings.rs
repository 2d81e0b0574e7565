//! Files that the text of an issue names, as pictures: in its folder, its zip or its tar.

use backissue::source::{Origin, Siblings};
use tempfile::TempDir;

use super::{ISSUE, gzip, tar, zip};

/// What an issue at `issues/fog.md` reads by a relative path.
fn beside(archive: &[u8], target: &str) -> Result<Vec<u8>, String> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("download");
    std::fs::write(&path, archive).unwrap();
    let origin = Origin {
        path: "issues/fog.md".into(),
        file: None,
    };
    let read = Siblings::of(vec![path]).read(&origin, target, 8);
    read.map_err(|refusal| refusal.to_string())
}

#[test]
fn a_file_that_a_text_names_is_read_from_zips_and_tars() {
    let members: [(&str, &[u8]); 5] = [
        ("repo-main/issues/fog.md", ISSUE.as_bytes()),
        ("repo-main/issues/여름.png", b"summer"),
        ("repo-main/img/fog.png", b"fog"),
        ("repo-main/other/img/fog.png", b"other"),
        ("repo-main/img/large.png", b"larger than eight"),
    ];
    let table = [
        ("여름.png", Ok("summer")),
        (
            "./x/../\u{110b}\u{1167}\u{1105}\u{1173}\u{11b7}.png",
            Ok("summer"),
        ),
        ("../img/fog.png", Ok("fog")),
        ("../img/large.png", Err("has 17 bytes, more than 8")),
        ("../img/no.png", Err("is not in the archive")),
        ("../../img/fog.png", Err("lies outside of the archive")),
        ("/img/fog.png", Err("is not in the archive")),
    ];
    for archive in [zip(&members), tar(&members), gzip(&tar(&members))] {
        for (target, want) in table {
            let read = beside(&archive, target);
            let want = want.map(|text| text.as_bytes().to_vec());
            assert_eq!(read, want.map_err(str::to_owned), "{target}");
        }
    }
}

#[test]
fn a_mailbox_is_gone_through_again_only_where_it_changed() {
    let folder = TempDir::new().unwrap();
    let [first, second] = ["a.mbox", "b.mbox"].map(|name| folder.path().join(name));
    let mailbox = |told: &str| {
        let mail = |n: u32| {
            format!("From a Mon Feb  3 07:30:00 2031\nMessage-ID: <{n}@a.example>\n\n{told}{n}\n\n")
        };
        mail(1) + &mail(2)
    };
    std::fs::write(&first, mailbox("Fog ")).unwrap();
    std::fs::write(&second, mailbox("Ice ")).unwrap();
    let mut files = Siblings::of(vec![first.clone(), second.clone()]);
    let mut read = |n: u32| {
        let origin = Origin {
            path: format!("a.mbox/{n}@a.example"),
            file: None,
        };
        let text = files.read_own(&origin, 1000);
        text.map(|text| String::from_utf8(text).unwrap())
    };
    assert!(read(1).unwrap().contains("Fog 1"));
    // To go through all again would fail now.
    std::fs::remove_file(&second).unwrap();
    assert!(read(2).unwrap().contains("Fog 2"));
    std::fs::write(&first, mailbox("Thick fog ")).unwrap();
    std::fs::write(&second, mailbox("Ice ")).unwrap();
    assert!(read(1).unwrap().contains("Thick fog 1"));
}

#[test]
fn a_mailbox_in_a_zip_is_gone_through_once() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("download");
    let mailbox = |told: &str| {
        let mail = |n: u32| {
            let numbers = (0..1500).map(|at| (at * (n + 7) % 10_007).to_string());
            let fog = numbers.collect::<Vec<_>>().join(" ");
            format!(
                "From a Mon Feb  3 07:30:00 2031\nMessage-ID: <{n}@a.example>\n\n{told}{n}\n{fog}\n\n"
            )
        };
        (0..500).map(mail).collect::<String>()
    };
    let mut files = Siblings::of(vec![path.clone()]);
    let mut read = |n: u32| {
        let origin = Origin {
            path: format!("all.mbox/{n}@a.example"),
            file: None,
        };
        let text = files.read_own(&origin, 10_000).unwrap();
        String::from_utf8(text).unwrap()
    };
    std::fs::write(&path, zip(&[("all.mbox", mailbox("Ice ").as_bytes())])).unwrap();
    assert!(read(0).contains("Ice 0\n"));
    // With other mails and the same look, it is seen whether the file is read once more.
    let file = std::fs::File::options().write(true).open(&path).unwrap();
    let then = file.metadata().unwrap();
    file.set_len(0).unwrap();
    file.set_len(then.len()).unwrap();
    file.set_modified(then.modified().unwrap()).unwrap();
    for n in 0..500 {
        assert!(read(n).contains(&format!("Ice {n}\n")));
    }
    let replaced = mailbox("Thick fog ");
    std::fs::write(&path, zip(&[("all.mbox", replaced.as_bytes())])).unwrap();
    assert!(read(7).contains("Thick fog 7\n"));
}

#[test]
fn a_zip_that_was_replaced_is_looked_into_anew() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("download");
    let origin = Origin {
        path: "fog.md".into(),
        file: None,
    };
    let mut files = Siblings::of(vec![path.clone()]);
    for picture in ["old", "newer"] {
        let members: [(&str, &[u8]); 2] = [
            ("fog.md", ISSUE.as_bytes()),
            ("fog.png", picture.as_bytes()),
        ];
        std::fs::write(&path, zip(&members)).unwrap();
        let read = files.read(&origin, "fog.png", 8).unwrap();
        assert_eq!(read, picture.as_bytes());
    }
}

/// Its directory is read once, not for each picture.
#[test]
fn many_pictures_of_a_large_zip_take_no_time() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("download");
    let names: Vec<_> = (0..20_000).map(|n| format!("img/{n}.png")).collect();
    let members: Vec<_> = names.iter().map(|name| (&**name, &b"fog"[..])).collect();
    std::fs::write(&path, zip(&members)).unwrap();
    let origin = Origin {
        path: "fog.md".into(),
        file: None,
    };
    let mut files = Siblings::of(vec![path]);
    files.read(&origin, "img/0.png", 8).unwrap();
    let start = std::time::Instant::now();
    for name in names.iter().take(200) {
        assert_eq!(files.read(&origin, name, 8).unwrap(), b"fog");
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(2));
}

#[test]
fn a_file_that_a_text_names_is_read_from_its_folder_and_no_other() {
    let outer = TempDir::new().unwrap();
    let root = outer.path().join("archive");
    std::fs::create_dir_all(root.join("issues/img")).unwrap();
    std::fs::create_dir_all(root.join("folder.png")).unwrap();
    std::fs::write(outer.path().join("secret.png"), "secret").unwrap();
    std::fs::write(root.join("fog.png"), "fog").unwrap();
    std::fs::write(root.join("issues/img/a.png"), "a").unwrap();
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, root.join(name)).unwrap();
    link("../secret.png", "out.png");
    link("issues/img/a.png", "in.png");
    link("..", "up");
    let outside = outer.path().join("secret.png").display().to_string();
    let table = [
        ("img/a.png", Some("a")),
        ("../fog.png", Some("fog")),
        ("../in.png", Some("a")),
        ("../../archive/fog.png", Some("fog")),
        ("../../secret.png", None),
        ("../out.png", None),
        ("../up/secret.png", None),
        ("../folder.png", None),
        (&outside, None),
    ];
    let origin = Origin {
        path: "issues/1.md".into(),
        file: Some(root.join("issues/1.md")),
    };
    let mut files = Siblings::of(vec![root]);
    for (target, want) in table {
        let read = files.read(&origin, target, 8).ok();
        assert_eq!(read.as_deref(), want.map(str::as_bytes), "{target}");
    }
}
