//! The state that the reader begins with, from its settings.

use crate::{
    app::{App, geometry::Size, view::SavedView},
    config::{Config, FirstScreen, ReaderOptions},
    load,
    query::Query,
    text::Ruler,
};

/// The reader with nothing loaded yet.
pub(super) fn app(options: &ReaderOptions, size: Size) -> App {
    let config = &options.config;
    let name = match options.first {
        FirstScreen::Archive => load::name(&options.paths),
        FirstScreen::Library => "library".to_owned(),
        FirstScreen::Catalogue => "catalogue".to_owned(),
    };
    let mut app = App::new(&name, config.keymap.clone(), size);
    app.reader.set_measure(config.measure);
    app.marks.policy = config.read;
    app.controls.keyboard = config.keyboard;
    app.screen.tag_bar.wanted = config.tag_bar;
    app.screen.reasons = config.reasons;
    app.screen.looks.themes = options.themes.names();
    app.screen.looks.theme = options.themes.first();
    app.screen.looks.follows = config.theme == "auto";
    app.filter.saved = saved(config);
    app.reader.set_ruler(Ruler {
        ambiguous_wide: config.ambiguous_wide,
    });
    app.filter.keep(options.query.clone());
    app
}

/// The user's own views. Their queries were checked when the configuration was read.
fn saved(config: &Config) -> Vec<SavedView> {
    let views = config.views.iter();
    let views = views.filter_map(|view| {
        let query = Query::parse(&view.query).ok()?;
        Some(SavedView {
            name: view.name.clone(),
            query,
        })
    });
    views.collect()
}
