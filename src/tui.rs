//! The shell around the reader: event loop, keys, browser, loader thread. The only place that knows the terminal.
