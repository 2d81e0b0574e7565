use std::{fs, path::Path};

use backissue::{
    model::{Mark, Value},
    store::{Keeping, Location, Opened, Store, StoreError},
};
use rusqlite::Connection;

use super::{all, star};

fn fixtures() -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let databases = files.filter(|path| path.extension().is_some_and(|end| end == "db"));
    databases.collect()
}

#[test]
fn every_earlier_version_is_brought_up_to_date_with_all_its_marks() {
    let folder = tempfile::tempdir().unwrap();
    for fixture in fixtures() {
        let path = folder.path().join(fixture.file_name().unwrap());
        fs::copy(&fixture, &path).unwrap();
        let before: u32 = Connection::open(&fixture)
            .unwrap()
            .query_row("SELECT count(*) FROM mark", [], |row| row.get(0))
            .unwrap();
        let marks = all(&path);
        assert_eq!(marks.len(), before as usize, "{}", fixture.display());
        let read = |n: usize| (marks[n].mark, marks[n].value.clone(), marks[n].at);
        assert_eq!(marks.len(), 4, "{}", fixture.display());
        assert_eq!(read(0), (Mark::Read, Value::Text("one".into()), 1000));
        assert_eq!(read(1), (Mark::Starred, Value::Number(1), 2000));
        assert_eq!(read(2), (Mark::Memo, Value::Text("다시 읽기".into()), 3000));
        assert_eq!(read(3), (Mark::Queued, Value::Off, 4000));
        let mut store = Store::open(&path).unwrap();
        store.save(&[star("three\tfog.example", 5000)]).unwrap();
        store.remember("is:starred").unwrap();
        assert_eq!(store.history().unwrap().last().unwrap(), "is:starred");
        assert_eq!(all(&path).len(), 5);
    }
}

#[test]
fn there_is_a_fixture_of_every_version() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    drop(Store::open(&path).unwrap());
    let db = Connection::open(path).unwrap();
    let latest: u32 = db
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(fixtures().len(), latest as usize);
}

#[test]
fn a_newer_version_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    drop(Store::open(&path).unwrap());
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    let before = fs::read(&path).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 99, .. }));
    assert!(error.to_string().contains("newer backissue (schema 99"));
    let opened = Opened::somehow(&Location::File(path.clone())).unwrap();
    assert_eq!(opened.keeping, Keeping::Never);
    assert!(opened.notice.unwrap().contains("update backissue"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_database_of_another_program_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("places.db");
    let db = Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE place (url TEXT)").unwrap();
    drop(db);
    let before = fs::read(&path).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Foreign { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
}
