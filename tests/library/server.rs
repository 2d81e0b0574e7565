//! A web server on this machine, with `git http-backend` behind it; or one that asks everybody for a password.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::place::{Place, dated, has_git, issue};

/// Serves the repositories in a folder until the test ends. Returns the address.
fn serve(folder: &Path, open: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let folder = folder.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let folder = folder.clone();
            thread::spawn(move || answer(stream, &folder, open));
        }
    });
    address
}

/// One request, by CGI (RFC 3875).
fn answer(mut stream: TcpStream, folder: &Path, open: bool) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(": ") else {
            break;
        };
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    let header = |name: &str| {
        headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|row| row.1.clone())
    };
    if !open {
        let refusal = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"fog\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        return stream.write_all(refusal.as_bytes()).ok();
    }
    let mut body = Vec::new();
    let length = header("content-length")
        .and_then(|length| length.parse().ok())
        .unwrap_or(0);
    reader.take(length).read_to_end(&mut body).ok()?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut child = Command::new("git")
        .arg("http-backend")
        .env("GIT_PROJECT_ROOT", folder)
        .env("GIT_HTTP_EXPORT_ALL", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_PROTOCOL", header("git-protocol").unwrap_or_default())
        .env(
            "HTTP_CONTENT_ENCODING",
            header("content-encoding").unwrap_or_default(),
        )
        .env("REQUEST_METHOD", method)
        .env("PATH_INFO", path)
        .env("QUERY_STRING", query)
        .env("CONTENT_TYPE", header("content-type").unwrap_or_default())
        .env("CONTENT_LENGTH", body.len().to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    thread::spawn(move || input.write_all(&body));
    let output = child.wait_with_output().ok()?;
    stream
        .write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n")
        .ok()?;
    stream.write_all(&output.stdout).ok()
}

#[test]
fn a_newsletter_comes_over_http_from_this_machine() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let fog = place.newsletter("fog", "content", 3);
    let url = format!("{}/fog", serve(&place.path().join("upstream"), true));
    place.prints(&["add", &url]);
    fog.write(&format!("content/{}", dated(4)), &issue(4));
    fog.commit("another");
    assert_eq!(place.prints(&["update"]), "fog: 1 issue, 2 articles new\n");
}

#[test]
fn an_address_that_asks_for_a_password_fails_at_once() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let url = format!("{}/private", serve(place.path(), false));
    let start = Instant::now();
    let why = place.refuses(&["add", &url]);
    assert!(why.contains("asks for a password"), "{why}");
    // A second on an idle machine; nobody is waited for on any.
    assert!(start.elapsed() < Duration::from_secs(20));
    assert_eq!(place.clones(), [""; 0]);
}
