//! The pictures of the page: asked for when they come near the window, kept until something else is read.

use std::sync::Arc;

use super::Reader;
use crate::{
    app::{Effect, page_id::PageId, picture_request::PictureRequest},
    model::Archive,
    page::{Canvas, Content},
    picture::{self, Drawing, Picture, PictureError},
    source::Origin,
};

/// Rows of a picture, at most: what can be told apart in every protocol.
const MOST_ROWS: u16 = 100;

/// The pictures of a page.
#[derive(Debug, Default)]
pub(super) struct PagePictures {
    /// The pixels of a cell; without it, pictures are not shown.
    cell: Option<(u16, u16)>,
    hidden: bool,
    origin: Origin,
    slots: Vec<PictureSlot>,
    /// Pictures that the terminal still keeps and nobody needs.
    over: Vec<u32>,
}

/// A picture of the document, by its position.
#[derive(Debug, Default)]
struct PictureSlot {
    /// The room that it was asked for last.
    asked: Option<(Canvas, u16)>,
    failed: bool,
    picture: Option<Picture>,
}

impl PictureSlot {
    /// True if it must be asked for, to fit this room.
    fn lacks(&self, room: (Canvas, u16)) -> bool {
        !self.failed && self.asked != Some(room) && !self.suits(room)
    }

    fn suits(&self, (canvas, columns): (Canvas, u16)) -> bool {
        let picture = self.picture.as_ref();
        picture.is_some_and(|picture| picture.suits(canvas, columns))
    }

    /// True if this is the picture expected. Its room may have changed since and the picture be the same.
    fn awaits(&self, wanted: &PictureRequest, made: &Result<Picture, PictureError>) -> bool {
        let room = (wanted.canvas, wanted.columns);
        let Some(asked) = self.asked else {
            return false;
        };
        made.as_ref().map_or(asked == room, |picture| {
            picture.suits(asked.0, asked.1) && !self.suits(asked)
        })
    }
}

impl PagePictures {
    /// Pictures of something else.
    pub fn renew(&mut self, count: usize, origin: Origin) {
        let slots = std::mem::take(&mut self.slots);
        let pictures = slots.iter().filter_map(|slot| slot.picture.as_ref());
        self.over.extend(pictures.filter_map(id));
        self.slots.resize_with(count, PictureSlot::default);
        self.origin = origin;
    }

    /// The canvas in a window of some rows: never more than three quarters of it, so that there is text to be
    /// seen.
    pub fn canvas(&self, rows: u16) -> Option<Canvas> {
        let cell = self
            .cell
            .filter(|_| !self.hidden && !self.slots.is_empty())?;
        Some(Canvas {
            cell,
            rows: (rows - rows / 4).clamp(1, MOST_ROWS),
        })
    }

    fn put(&mut self, figure: u32, picture: Picture) {
        if let Some(slot) = self.slots.get_mut(figure as usize) {
            let before = slot.picture.replace(picture);
            self.over.extend(before.as_ref().and_then(id));
        }
    }
}

impl Reader {
    /// Says how many pixels a cell of the terminal has, across and down. Without it, pictures are not shown.
    pub fn set_cell(&mut self, cell: Option<(u16, u16)>) {
        if self.pictures.cell != cell {
            self.pictures.cell = cell;
            self.rewrap();
        }
    }

    /// Hides all pictures, or shows them again.
    pub fn hide_pictures(&mut self, hidden: bool) {
        if self.pictures.hidden != hidden {
            self.pictures.hidden = hidden;
            self.rewrap();
        }
    }

    /// A picture of the page, by its position in the document, if it is made.
    pub fn picture(&self, figure: u32) -> Option<&Picture> {
        self.pictures.slots.get(figure as usize)?.picture.as_ref()
    }

    /// The sequences that hand over all pictures that the terminal should keep.
    pub fn sendings(&self) -> impl Iterator<Item = Arc<str>> {
        let pictures = self.pictures.slots.iter();
        let pictures = pictures.filter_map(|slot| slot.picture.as_ref());
        pictures.filter_map(sending)
    }

    /// The sequence that makes the terminal forget all pictures.
    pub fn forget_pictures(&self) -> String {
        let pictures = self.pictures.slots.iter();
        let pictures = pictures.filter_map(|slot| slot.picture.as_ref());
        pictures.filter_map(id).map(picture::forget).collect()
    }

    /// Asks for the pictures in and about the window, each once for the room it has there. Has the terminal forget those that
    /// are over.
    pub fn ask_pictures(&mut self) -> Vec<Effect> {
        let over = std::mem::take(&mut self.pictures.over);
        let over: String = over.into_iter().map(picture::forget).collect();
        let mut effects = Vec::new();
        effects.extend((!over.is_empty()).then(|| Effect::Send(over.into())));
        let subject = self.subject.filter(|_| !self.stale);
        if let Some((subject, canvas)) = subject.zip(self.canvas()) {
            effects.extend(self.wanted(subject, canvas).into_iter().map(Effect::Paint));
        }
        effects
    }

    fn wanted(&mut self, subject: PageId, canvas: Canvas) -> Vec<PictureRequest> {
        let height = usize::from(self.area.height);
        let near = self.top.saturating_sub(height)..self.top + 2 * height;
        let mut wanted = Vec::new();
        for placed in self.page.figures() {
            let (line, room) = (placed.line as usize, (canvas, placed.room));
            let shown = line..line + usize::from(placed.rows).max(1);
            if shown.end <= near.start || near.end <= shown.start {
                continue;
            }
            let slot = self.pictures.slots.get_mut(placed.figure as usize);
            let new = slot.filter(|slot| slot.lacks(room));
            if let Some((slot, target)) = new.zip(self.document.figure(placed.figure)) {
                slot.asked = Some(room);
                wanted.push(PictureRequest {
                    subject,
                    figure: placed.figure,
                    origin: self.pictures.origin.clone(),
                    target: target.to_owned(),
                    canvas,
                    columns: placed.room,
                });
            }
        }
        wanted
    }

    /// Takes a picture, or the reason for its lack, unless something else is wanted by now.
    pub fn take_picture(
        &mut self,
        wanted: &PictureRequest,
        made: Result<Picture, PictureError>,
    ) -> Vec<Effect> {
        let index = wanted.figure as usize;
        let slot = self.pictures.slots.get_mut(index);
        let target = self.document.figure(wanted.figure);
        let same = self.subject == Some(wanted.subject) && target == Some(&wanted.target);
        let awaited = |slot: &&mut PictureSlot| same && !self.stale && slot.awaits(wanted, &made);
        let Some(slot) = slot.filter(awaited) else {
            return Vec::new();
        };
        slot.failed = made.is_err();
        let content = match &made {
            Ok(picture) => Content::Pixels(picture.pixels.0, picture.pixels.1),
            Err(why) => Content::Missing(why.to_string()),
        };
        let sending = made.as_ref().ok().and_then(sending);
        if let Ok(picture) = made {
            self.pictures.put(wanted.figure, picture);
        }
        if self.document.set_figure(wanted.figure, content) {
            self.rewrap();
        }
        sending.map(Effect::Send).into_iter().collect()
    }
}

fn id(picture: &Picture) -> Option<u32> {
    match picture.drawing {
        Drawing::Kept { id, .. } => Some(id),
        _ => None,
    }
}

fn sending(picture: &Picture) -> Option<Arc<str>> {
    match &picture.drawing {
        Drawing::Kept { sending, .. } => Some(Arc::clone(sending)),
        _ => None,
    }
}

/// The place of a page's text.
pub(super) fn origin(archive: &Archive, subject: Option<PageId>) -> Origin {
    let place = match subject {
        Some(PageId::Article(id)) => archive
            .article(id)
            .map(|view| (view.issue, view.span().start)),
        Some(PageId::Issue(id)) => archive.issue(id).map(|issue| (&**issue, 0)),
        None => None,
    };
    place.map_or_else(Origin::default, |(issue, at)| Origin {
        path: issue.place(at).0.to_owned(),
        file: issue.file_at(at).map(Into::into),
    })
}
