//! The mouse: the place it points at, and its buttons.

/// A gesture of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The left button was pressed.
    Click,
    /// The pointer was moved while the left button was down.
    Drag,
    /// The left button was let go.
    Release,
    /// The wheel was turned towards the top.
    WheelUp,
    /// The wheel was turned towards the end.
    WheelDown,
}

/// Something the mouse did, and the cell where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The gesture.
    pub gesture: Gesture,
    /// The column, from 0.
    pub x: u16,
    /// The row, from 0.
    pub y: u16,
}
