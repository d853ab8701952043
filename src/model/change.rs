use super::*;
/// t
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change;
/// t
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// t
    Rose,
    /// t
    Fell,
}
/// t
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// t
    Percent,
    /// f
    Factor,
    /// t
    Direction,
}
impl Change {
    /// t
    pub fn words(&self) -> &str {
        ""
    }
    /// t
    pub fn form(&self) -> Form {
        Form::Direction
    }
    /// t
    pub fn unit_name(&self) -> Option<&str> {
        None
    }
    /// t
    pub fn direction(&self, _: Grade, _: &Hedges) -> Option<Direction> {
        None
    }
    /// t
    pub fn interval(&self, _: Grade, _: Nature, _: &Hedges) -> Interval {
        Interval::everything()
    }
}
