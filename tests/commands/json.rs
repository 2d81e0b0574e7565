//! What commands print for programs, and numbers for people.

use super::{Home, Run};

#[test]
fn json_has_a_version_and_whole_articles() {
    let home = Home::new();
    let run = home.run(&["list", "--json", "news"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["version"], 1);
    let article = &json["articles"][0];
    assert_eq!(article["title"], "Fog [1]");
    assert_eq!(article["url"], "https://fog.example/one");
    assert_eq!(article["issue_tags"][0], "fog");
    assert_eq!(article["line"], 7);
    assert_eq!(article["id"].as_str().unwrap().len(), 8);
    let show = home.run(&["show", "--json", "등대", "news"]);
    let json: serde_json::Value = serde_json::from_str(&show.out).unwrap();
    assert!(
        json["articles"][0]["text"]
            .as_str()
            .unwrap()
            .contains("짙은 안개.")
    );
    let tags = home.run(&["tags", "--of-issues", "--json", "news"]);
    let json: serde_json::Value = serde_json::from_str(&tags.out).unwrap();
    assert_eq!(
        (&json["version"], &json["tags"][0]["articles"]),
        (&1.into(), &2.into())
    );
}

#[test]
fn every_command_about_articles_takes_a_query_json_and_no_header() {
    let home = Home::new();
    let table: [(&[&str], &str); 7] = [
        (&["list"], "articles"),
        (&["show"], "articles"),
        (&["open"], "articles"),
        (&["tags", "--of-issues"], "tags"),
        (&["stats"], "stats"),
        (&["check"], "warnings"),
        (&["mark", "--star"], "marks"),
    ];
    for (words, name) in table {
        let args = [
            words,
            &["-q", "title:등대", "--json", "--no-header", "news"],
        ]
        .concat();
        let mut command = home.command(&args);
        let run = Run::of(&command.env("BROWSER", "true").output().unwrap());
        assert_eq!(run.code, 0, "{run:?}");
        let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(json["version"], 1, "{words:?}");
        assert!(!json[name].is_null(), "{words:?}: {json}");
    }
    let unmarked = home.run(&["mark", "--unstar", "-q", "is:starred", "--json", "news"]);
    assert_eq!(
        unmarked.out,
        "{\"version\":1,\"marks\":[{\"mark\":\"starred\",\"set\":false,\"articles\":1}]}\n"
    );
}

#[test]
fn stats_are_tables_without_bars_where_nobody_looks() {
    let home = Home::new();
    let run = home.run(&["stats", "news"]);
    insta::with_settings!({ snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!("stats", run.out);
    });
    let bare = home.run(&["stats", "--no-header", "news"]);
    assert!(!bare.out.contains("MONTH"), "{bare:?}");
    let nothing = home.run(&["stats", "-q", "zzz", "news"]);
    assert_eq!(nothing.code, 1, "{nothing:?}");
    // Nothing is said of months where nothing has a date.
    std::fs::write(
        home.path("lamp.md"),
        "# Lamp\n\n- [A lamp](https://lamp.example)\n",
    )
    .unwrap();
    let undated = home.run(&["stats", "lamp.md"]);
    assert!(!undated.out.contains("MONTH"), "{undated:?}");
}

#[test]
fn stats_for_programs_hold_all_numbers_and_the_marks() {
    let home = Home::new();
    assert_eq!(
        home.run(&["mark", "--read", "--star", "-q", "title:등대", "news"])
            .code,
        0
    );
    let json = home.run(&["stats", "--json", "news"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["version"], 1);
    let stats = &json["stats"];
    assert_eq!(
        (&stats["issues"], &stats["articles"]),
        (&1.into(), &2.into())
    );
    assert_eq!(stats["months"][0]["name"], "2031-02");
    assert_eq!(stats["days"][0]["name"], "2031-02-03");
    assert_eq!(stats["years"][0]["read"], 1);
    assert_eq!(stats["years"][0]["starred"], 1);
    assert_eq!(stats["domains"].as_array().unwrap().len(), 2);
    assert_eq!(
        stats["states"][0],
        serde_json::json!({"name": "unread", "articles": 1})
    );
    assert_eq!(
        stats["lengths"][0],
        serde_json::json!({"from": 0, "to": 99, "articles": 2})
    );
    assert!(stats["lengths"][7]["to"].is_null());
    let some = home.run(&["stats", "--json", "-q", "title:등대", "news"]);
    let some: serde_json::Value = serde_json::from_str(&some.out).unwrap();
    assert_eq!(some["stats"]["domains"][0]["name"], "light.example");
}
