//! Elements as they are opened and closed: what comes out is well-formed and valid, whatever was written.

use crate::cli::export::escaped;

/// Writes elements, which are all closed in the end.
#[derive(Default)]
pub(super) struct Tree {
    out: String,
    open: Vec<TreeNode>,
}

/// An element that is open.
struct TreeNode {
    name: &'static str,
    /// Opened by Markdown: HTML of the text closes nothing beyond it.
    fixed: bool,
}

/// Elements that hold blocks as well as text.
const FLOW: [&str; 8] = [
    "div",
    "li",
    "blockquote",
    "details",
    "td",
    "th",
    "section",
    "dd",
];

impl Tree {
    /// Everything, with what is open closed.
    pub fn finish(mut self) -> String {
        self.close_to(0);
        self.out
    }

    /// An element of Markdown, to be closed by [`close`](Self::close); attributes are escaped already.
    pub fn open(&mut self, name: &'static str, attributes: &str) {
        if is_block(name) {
            self.end_text();
        }
        self.push(name, attributes, true);
    }

    /// Closes the last element of Markdown and what is open within.
    pub fn close(&mut self) {
        if let Some(at) = self.open.iter().rposition(|node| node.fixed) {
            self.close_to(at);
        }
    }

    /// An element that the text's own HTML opens. One that cannot stand here becomes a line break, or nothing.
    pub fn open_html(&mut self, name: &'static str, attributes: &str) {
        if name == "li" {
            return self.open_item();
        }
        if is_block(name) {
            self.end_text();
            if !self.holds_blocks() && !self.is_list() {
                return self.void("br", "");
            }
        }
        let alone = ["a", "p"].contains(&name);
        if !(alone && self.is_open(name)) {
            self.push(name, attributes, false);
        }
    }

    /// An item ends the one before it; outside of a list it is a block.
    fn open_item(&mut self) {
        self.end_text();
        let item = |node: &TreeNode| node.name == "li" && !node.fixed;
        if self.open.last().is_some_and(item) {
            self.close_to(self.open.len() - 1);
        }
        if self.is_list() {
            self.push("li", "", false);
        } else {
            self.open_html("div", "");
        }
    }

    /// Closes an element of the text's own HTML, where one is open.
    pub fn close_html(&mut self, name: &str) {
        let within = self.open.iter().rev().take_while(|node| !node.fixed);
        if let Some(above) = within.map(|node| node.name).position(|open| open == name) {
            self.close_to(self.open.len() - above - 1);
        }
    }

    /// An element without an end.
    pub fn void(&mut self, name: &str, attributes: &str) {
        self.enter_item();
        self.out.extend(["<", name, attributes, "/>"]);
    }

    /// A line between blocks; within text, a line break.
    pub fn rule(&mut self) {
        self.end_text();
        let name = if self.holds_blocks() { "hr" } else { "br" };
        self.void(name, "");
    }

    /// Text, which is escaped here.
    pub fn text(&mut self, text: &str) {
        if self.is_list() && text.trim().is_empty() {
            return;
        }
        self.enter_item();
        self.out += &escaped(text);
    }

    /// White space between elements.
    pub fn space(&mut self) {
        self.out.push('\n');
    }

    /// True within such an element.
    pub fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|node| node.name == name)
    }

    /// Ends paragraphs and styles that the text's own HTML left open.
    pub fn end_text(&mut self) {
        let is_text =
            |node: &TreeNode| !node.fixed && !FLOW.contains(&node.name) && !is_list(node.name);
        while self.open.last().is_some_and(is_text) {
            self.close_to(self.open.len() - 1);
        }
    }

    /// Text in a list stands in an item.
    fn enter_item(&mut self) {
        if self.is_list() {
            self.push("li", "", false);
        }
    }

    fn is_list(&self) -> bool {
        self.open.last().is_some_and(|node| is_list(node.name))
    }

    fn holds_blocks(&self) -> bool {
        self.open
            .last()
            .is_none_or(|node| FLOW.contains(&node.name))
    }

    fn push(&mut self, name: &'static str, attributes: &str, fixed: bool) {
        if name != "li" {
            self.enter_item();
        }
        self.out.extend(["<", name, attributes, ">"]);
        self.open.push(TreeNode { name, fixed });
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(node) = self.open.pop() else { return };
            self.out.extend(["</", node.name, ">"]);
        }
    }
}

fn is_list(name: &str) -> bool {
    matches!(name, "ul" | "ol")
}

fn is_block(name: &str) -> bool {
    let other = [
        "p", "pre", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6",
    ];
    FLOW.contains(&name) && !["td", "th"].contains(&name) || other.contains(&name)
}
