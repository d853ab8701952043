//! A JSON text as a tree that remembers where everything stands.

use super::fault::Quoted;
use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// Bytes `start..end` of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A JSON value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node<'a> {
    pub(crate) span: Span,
    /// False for an array or object that a syntax error cut short: what it lacks may follow unread.
    pub(crate) whole: bool,
    pub(crate) kind: Kind<'a>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    /// A value whose fault has been reported: reads as nothing, without a further fault.
    Broken,
    Null,
    Bool(bool),
    /// The digits as written.
    Number(&'a str),
    String(Cow<'a, str>),
    Array(Vec<Node<'a>>),
    /// In the order of the text. The value of a repeated key is [`Kind::Broken`].
    Object(Vec<Member<'a>>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member<'a> {
    pub(crate) key: Key<'a>,
    pub(crate) value: Node<'a>,
}

/// A key of an object; the span includes the quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key<'a> {
    pub(crate) span: Span,
    pub(crate) text: Cow<'a, str>,
}

impl<'a> Node<'a> {
    /// The value of a key, if this is an object that has it.
    pub(crate) fn field(&self, name: &str) -> Option<&Self> {
        let Kind::Object(members) = &self.kind else { return None };
        members.iter().find(|member| member.key.text == name).map(|member| &member.value)
    }

    /// The record whose key or value starts at a byte; a line is one record.
    pub(crate) fn record_at(&self, offset: usize) -> Option<&Self> {
        let mut node = self;
        loop {
            if node.span.start == offset || node.field("record").is_some() {
                return Some(node);
            }
            node = match &node.kind {
                Kind::Array(nodes) => {
                    nodes.get(nodes.partition_point(|node| node.span.start <= offset).checked_sub(1)?)?
                }
                Kind::Object(members) => {
                    let at =
                        members.partition_point(|member| member.key.span.start <= offset).checked_sub(1)?;
                    let member = members.get(at)?;
                    if member.key.span.start == offset {
                        return Some(&member.value);
                    }
                    &member.value
                }
                Kind::Broken | Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => return None,
            };
        }
    }

    /// The entry that one step of a JSON pointer names.
    pub(crate) fn entry(&self, step: &str) -> Option<&Self> {
        match &self.kind {
            Kind::Array(nodes) => nodes.get(step.parse::<usize>().ok()?),
            Kind::Broken
            | Kind::Null
            | Kind::Bool(_)
            | Kind::Number(_)
            | Kind::String(_)
            | Kind::Object(_) => self.field(step),
        }
    }

    /// Whether any of its strings and keys, at any depth, is such.
    pub(crate) fn any_text(&self, is: &mut impl FnMut(&str) -> bool) -> bool {
        match &self.kind {
            Kind::String(text) => is(text),
            Kind::Array(nodes) => nodes.iter().any(|node| node.any_text(is)),
            Kind::Object(members) => {
                members.iter().any(|member| is(&member.key.text) || member.value.any_text(is))
            }
            Kind::Broken | Kind::Null | Kind::Bool(_) | Kind::Number(_) => false,
        }
    }

    /// Whether it holds, at any depth, a value whose fault has been reported.
    pub(crate) fn has_broken(&self) -> bool {
        match &self.kind {
            Kind::Broken => true,
            Kind::Array(nodes) => nodes.iter().any(Node::has_broken),
            Kind::Object(members) => members.iter().any(|member| member.value.has_broken()),
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => false,
        }
    }

    /// The JSON pointer of what stands at a byte.
    pub(crate) fn pointer(&self, offset: usize) -> String {
        let mut pointer = String::new();
        let mut node = Some(self);
        while let Some(here) = node {
            node = here.step(offset, &mut pointer);
        }
        pointer
    }

    /// One step down towards a byte; `None` when it stands in no entry, or in the key of one.
    fn step(&self, offset: usize, pointer: &mut String) -> Option<&Node<'a>> {
        match &self.kind {
            Kind::Array(nodes) => {
                let at = nodes.partition_point(|node| node.span.start <= offset).checked_sub(1)?;
                let node = nodes.get(at).filter(|node| node.reaches(offset))?;
                // Writing to a string cannot fail.
                let _ = write!(pointer, "/{at}");
                Some(node)
            }
            Kind::Object(members) => {
                let at = members.partition_point(|member| member.key.span.start <= offset).checked_sub(1)?;
                let Member { key, value } = members.get(at).filter(|member| member.value.reaches(offset))?;
                pointer.push('/');
                pointer.push_str(&key.text.replace('~', "~0").replace('/', "~1"));
                (value.span.start <= offset).then_some(value)
            }
            Kind::Broken | Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => None,
        }
    }

    fn reaches(&self, offset: usize) -> bool {
        offset < self.span.end || !self.whole
    }
}

/// What a value is, for a message: ``the number `5` ``.
impl fmt::Display for Node<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Broken => out.write_str("an unreadable value"),
            Kind::Null => out.write_str("`null`"),
            Kind::Bool(value) => write!(out, "`{value}`"),
            Kind::Number(text) => write!(out, "the number {}", Quoted(text)),
            Kind::String(text) => write!(out, "the string {}", Quoted(text)),
            Kind::Array(_) => out.write_str("a list"),
            Kind::Object(_) => out.write_str("an object"),
        }
    }
}
