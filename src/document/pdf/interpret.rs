//! Reads the content of a page: takes its streams and resources, gives the characters, images and lines that it draws. Which
//! characters make a line of text is left to `layout`.

use super::drawn::{Drawn, Image};
use super::fonts::Font;
use super::matrix::Matrix;
use super::objects::{Loss, Objects, as_dict, number};
use super::paths::Paths;
use super::spans::Spans;
use super::state::{Cursor, State};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::HashMap;
use std::rc::Rc;

/// How deep forms may lie in each other, and how many states may be saved.
const DEPTH: usize = 12;
const SAVED: usize = 512;

/// The most operations of a file, and the most characters of a page.
const OPERATIONS: usize = 20_000_000;
const GLYPHS: usize = 500_000;

/// An operator that no page has.
const END: &str = "hegui";

/// Reads pages of one file.
pub(super) struct Interpreter<'o, 'a> {
    objects: &'o Objects<'a>,
    fonts: HashMap<ObjectId, Rc<Font>>,
    operations: usize,
    /// A limit was met.
    pub(super) over: bool,
}

/// A page being drawn.
struct Canvas<'a> {
    drawn: Drawn,
    state: State,
    saved: Vec<State>,
    cursor: Cursor,
    spans: Spans,
    paths: Paths,
    resources: Option<&'a Dictionary>,
    depth: usize,
    /// A text has begun and not ended.
    text: bool,
}

impl<'o, 'a> Interpreter<'o, 'a> {
    pub(super) fn new(objects: &'o Objects<'a>) -> Self {
        Self {
            objects,
            fonts: HashMap::new(),
            operations: 0,
            over: false,
        }
    }

    /// Draws a page.
    pub(super) fn page(&mut self, page: &'a Dictionary) -> Drawn {
        let resources = self
            .objects
            .inherited(page, b"Resources")
            .and_then(|object| as_dict(object));
        let mut canvas = Canvas {
            drawn: Drawn::default(),
            state: State::new(Matrix::IDENTITY),
            saved: Vec::new(),
            cursor: Cursor::START,
            spans: Spans::default(),
            paths: Paths::default(),
            resources,
            depth: 0,
            text: false,
        };
        let content = self.content(page, &mut canvas.drawn);
        self.run(content, &mut canvas);
        canvas.drawn.broken |= canvas.spans.holds_back();
        self.annotations(page, &mut canvas);
        canvas.drawn
    }

    /// The content of a page: its streams, one after the other.
    fn content(&mut self, page: &'a Dictionary, drawn: &mut Drawn) -> Vec<u8> {
        let one = self.objects.entry(page, b"Contents");
        let parts: Vec<&Object> = match one {
            Object::Array(parts) => parts.iter().map(|one| self.objects.follow(one)).collect(),
            Object::Null => {
                drawn.broken = page.has(b"Contents");
                Vec::new()
            }
            one => vec![one],
        };
        let mut content = Vec::new();
        for part in parts {
            match part.as_stream().map(|stream| self.objects.bytes(stream)) {
                Ok(Ok(bytes)) => {
                    content.extend(bytes);
                    content.push(b'\n');
                }
                Ok(Err(Loss::TooLarge)) => self.over = true,
                _ => drawn.broken = true,
            }
        }
        content
    }

    fn run(&mut self, mut content: Vec<u8>, canvas: &mut Canvas<'a>) {
        let bottom = canvas.saved.len();
        // The parser stops without a word at what it cannot read. A last operator of our own shows whether it got so far.
        content.extend_from_slice(b"\n");
        content.extend_from_slice(END.as_bytes());
        let (mut ended, text) = (false, std::mem::take(&mut canvas.text));
        for operation in Content::decode_iter(&content) {
            self.operations += 1;
            if self.operations > OPERATIONS || canvas.drawn.glyphs.len() > GLYPHS {
                self.over = true;
                return;
            }
            match operation {
                Ok(operation) if operation.operator == END => ended = true,
                Ok(operation) => self.operation(&operation, canvas, bottom),
                Err(_) => {}
            }
        }
        canvas.drawn.broken |= !ended || canvas.text;
        canvas.text = text;
    }

    fn operation(&mut self, operation: &Operation, canvas: &mut Canvas<'a>, bottom: usize) {
        let operands = operation.operands.as_slice();
        let n = |at: usize| operands.get(at).and_then(number).unwrap_or(0.0);
        let state = &mut canvas.state;
        match operation.operator.as_str() {
            "q" if canvas.saved.len() < SAVED => canvas.saved.push(state.clone()),
            "Q" if canvas.saved.len() > bottom => {
                if let Some(saved) = canvas.saved.pop() {
                    *state = saved;
                }
            }
            "cm" => state.ctm = matrix(operands).then(state.ctm),
            "BT" => {
                canvas.cursor = Cursor::START;
                canvas.text = true;
            }
            "ET" => canvas.text = false,
            "Tc" => state.char_space = n(0),
            "Tw" => state.word_space = n(0),
            "Tz" => state.scale = n(0) / 100.0,
            "TL" => state.leading = n(0),
            "Ts" => state.rise = n(0),
            "Tr" => state.mode = n(0) as i64,
            "Tf" => {
                state.size = n(1);
                state.font = operands
                    .first()
                    .and_then(|name| name.as_name().ok())
                    .and_then(|name| self.font(name, canvas.resources));
            }
            "gs" => self.graphics(operands, canvas),
            "Td" => canvas.cursor.line(n(0), n(1)),
            "TD" => {
                state.leading = -n(1);
                canvas.cursor.line(n(0), n(1));
            }
            "Tm" => {
                let matrix = matrix(operands);
                canvas.cursor = Cursor {
                    matrix,
                    line: matrix,
                };
            }
            "T*" => canvas.cursor.line(0.0, -state.leading),
            "Tj" => show(canvas, operands.first()),
            "'" => {
                canvas.cursor.line(0.0, -state.leading);
                show(canvas, operands.first());
            }
            "\"" => {
                (state.word_space, state.char_space) = (n(0), n(1));
                canvas.cursor.line(0.0, -state.leading);
                show(canvas, operands.get(2));
            }
            "TJ" => {
                let parts = operands.first().and_then(|object| object.as_array().ok());
                for part in parts.into_iter().flatten() {
                    match number(part) {
                        Some(back) => kern(canvas, back),
                        None => show(canvas, Some(part)),
                    }
                }
            }
            "g" | "rg" | "k" | "sc" | "scn" => {
                let parts: Vec<f64> = operands.iter().filter_map(number).collect();
                state.color(&parts);
            }
            "cs" => state.color(&[]),
            "BMC" => canvas.spans.begin(None),
            "BDC" => canvas
                .spans
                .begin(self.actual_text(operands, canvas.resources)),
            "EMC" => canvas.drawn.glyphs.extend(canvas.spans.end()),
            "Do" => self.external(operands, canvas),
            "BI" => canvas.drawn.images.push(Image {
                id: None,
                area: state.ctm.area(),
            }),
            other => canvas
                .paths
                .operation(other, &n, state.ctm, &mut canvas.drawn),
        }
    }

    fn font(&mut self, name: &[u8], resources: Option<&'a Dictionary>) -> Option<Rc<Font>> {
        let fonts = self.objects.dict(resources?, b"Font")?;
        let named = fonts.get(name).ok()?;
        let id = named.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(known));
        }
        let dict = as_dict(self.objects.follow(named))?;
        let font = Rc::new(Font::load(self.objects, dict));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    /// A font that a graphics state brings along.
    fn graphics(&mut self, operands: &[Object], canvas: &mut Canvas<'a>) {
        let font = || {
            let states = self.objects.dict(canvas.resources?, b"ExtGState")?;
            let state = self
                .objects
                .dict(states, operands.first()?.as_name().ok()?)?;
            let font = self.objects.array(state, b"Font")?;
            let dict = as_dict(self.objects.follow(font.first()?))?;
            Some((dict, number(font.get(1)?)?))
        };
        if let Some((dict, size)) = font() {
            canvas.state.font = Some(Rc::new(Font::load(self.objects, dict)));
            canvas.state.size = size;
        }
    }

    fn actual_text(
        &self,
        operands: &[Object],
        resources: Option<&'a Dictionary>,
    ) -> Option<String> {
        let text = match operands.get(1)? {
            Object::Dictionary(dict) => dict.get(b"ActualText").ok()?,
            Object::Name(name) => {
                let all = self.objects.dict(resources?, b"Properties")?;
                let own = self.objects.dict(all, name)?;
                own.get(b"ActualText").ok()?
            }
            _ => return None,
        };
        let (_, text) = self.objects.file.dereference(text).ok()?;
        lopdf::decode_text_string(text).ok()
    }

    fn external(&mut self, operands: &[Object], canvas: &mut Canvas<'a>) {
        let object = || {
            let all = self.objects.dict(canvas.resources?, b"XObject")?;
            let named = all.get(operands.first()?.as_name().ok()?).ok()?;
            Some((named.as_reference().ok(), self.objects.follow(named)))
        };
        let Some((id, Object::Stream(stream))) = object() else {
            return;
        };
        match self.objects.name(&stream.dict, b"Subtype") {
            Some(b"Image") => canvas.drawn.images.push(Image {
                id,
                area: canvas.state.ctm.area(),
            }),
            Some(b"Form") => self.form(stream, Matrix::IDENTITY, canvas),
            _ => {}
        }
    }

    /// Draws a form, placed by `place` after its own matrix.
    fn form(&mut self, stream: &'a lopdf::Stream, place: Matrix, canvas: &mut Canvas<'a>) {
        if canvas.depth >= DEPTH {
            self.over = true;
            return;
        }
        let content = match self.objects.bytes(stream) {
            Ok(content) => content,
            Err(Loss::TooLarge) => {
                self.over = true;
                return;
            }
            Err(Loss::Damaged) => {
                canvas.drawn.broken = true;
                return;
            }
        };
        let own = self.objects.numbers(&stream.dict, b"Matrix");
        let own = own.map_or(Matrix::IDENTITY, Matrix);
        let (state, cursor) = (canvas.state.clone(), canvas.cursor);
        let (resources, saved) = (canvas.resources, canvas.saved.len());
        canvas.state.ctm = own.then(place).then(canvas.state.ctm);
        canvas.resources = self
            .objects
            .dict(&stream.dict, b"Resources")
            .or(canvas.resources);
        canvas.depth += 1;
        self.run(content, canvas);
        canvas.depth -= 1;
        canvas.saved.truncate(saved);
        (canvas.state, canvas.cursor, canvas.resources) = (state, cursor, resources);
    }

    /// Draws what is laid over the page, such as the fields of a form that somebody filled in.
    fn annotations(&mut self, page: &'a Dictionary, canvas: &mut Canvas<'a>) {
        for object in self.objects.array(page, b"Annots").into_iter().flatten() {
            let Some(own) = as_dict(self.objects.follow(object)) else {
                continue;
            };
            let flags = self.objects.number(own, b"F").unwrap_or(0.0) as i64;
            let drawn = matches!(
                self.objects.name(own, b"Subtype"),
                Some(b"Widget" | b"FreeText" | b"Stamp")
            );
            // Bits 2 and 6 hide it.
            if !drawn || flags & 0b10_0010 != 0 {
                continue;
            }
            let looks = self.objects.dict(own, b"AP");
            let mut look = looks.map(|looks| self.objects.entry(looks, b"N"));
            if let (Some(Object::Dictionary(states)), Some(state)) =
                (look, self.objects.name(own, b"AS"))
            {
                look = Some(self.objects.entry(states, state));
            }
            let (Some(Object::Stream(stream)), Some(rect)) =
                (look, self.objects.numbers::<4>(own, b"Rect"))
            else {
                continue;
            };
            let bounds = self.objects.numbers::<4>(&stream.dict, b"BBox");
            let [x, y, ..] = bounds.unwrap_or_default();
            let (left, low) = (rect[0].min(rect[2]), rect[1].min(rect[3]));
            canvas.state = State::new(Matrix::IDENTITY);
            self.form(stream, Matrix::shift(left - x, low - y), canvas);
        }
    }
}

fn matrix(operands: &[Object]) -> Matrix {
    let mut numbers = Matrix::IDENTITY.0;
    for (place, operand) in numbers.iter_mut().zip(operands) {
        *place = number(operand).unwrap_or(0.0);
    }
    let matrix = Matrix(numbers);
    match matrix.is_sound() {
        true => matrix,
        false => Matrix::IDENTITY,
    }
}

fn show(canvas: &mut Canvas<'_>, text: Option<&Object>) {
    let Some(bytes) = text.and_then(|text| text.as_str().ok()) else {
        return;
    };
    let Some(font) = canvas.state.font.clone() else {
        // A string without a font is drawn by nobody and may be anything.
        canvas.drawn.broken |= !bytes.is_empty();
        return;
    };
    font.decode(bytes, |code| {
        let glyph = canvas.cursor.place(&canvas.state, font.vertical, code);
        if let Some(glyph) = glyph.and_then(|glyph| canvas.spans.take(glyph))
            && canvas.drawn.glyphs.len() <= GLYPHS
        {
            canvas.drawn.glyphs.push(glyph);
        }
    });
}

fn kern(canvas: &mut Canvas<'_>, back: f64) {
    let vertical = canvas.state.font.as_ref().is_some_and(|font| font.vertical);
    let scale = if vertical { 1.0 } else { canvas.state.scale };
    let by = -back / 1000.0 * canvas.state.size * scale;
    canvas.cursor.advance(by, vertical);
}
