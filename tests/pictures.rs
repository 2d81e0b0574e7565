//! Pictures: what comes out of a file, for each kind of terminal, and what is refused.

mod reader;

use std::io::Cursor;

use backissue::{
    page::Canvas,
    picture::{Drawing, HalfBlock, Picture, Protocol, Rgb, Terminal, paint},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

const CANVAS: Canvas = Canvas {
    cell: (10, 20),
    rows: 12,
};

pub fn terminal(protocol: Protocol) -> Terminal {
    Terminal {
        protocol,
        true_colour: true,
        half_blocks: true,
    }
}

/// Red above, blue below, and a corner that is transparent.
pub fn picture(wide: u32, high: u32) -> RgbaImage {
    RgbaImage::from_fn(wide, high, |x, y| match (x, y) {
        (0..10, 0..10) => Rgba([0; 4]),
        (_, y) if y < high / 2 => Rgba([255, 0, 0, 255]),
        _ => Rgba([0, 0, 255, 255]),
    })
}

pub fn file(image: &RgbaImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let image = DynamicImage::from(image.clone());
    // JPEG has no transparent pixels.
    let image = match format {
        ImageFormat::Jpeg => image.into_rgb8().into(),
        _ => image,
    };
    image.write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn shown(protocol: Protocol) -> Picture {
    let file = file(&picture(40, 40), ImageFormat::Png);
    paint(&file, (CANVAS, 80), terminal(protocol), 7).unwrap()
}

#[test]
fn every_kind_of_file_is_read() {
    for format in [
        ImageFormat::Png,
        ImageFormat::Jpeg,
        ImageFormat::Gif,
        ImageFormat::WebP,
    ] {
        let file = file(&picture(400, 200), format);
        let picture = paint(&file, (CANVAS, 20), terminal(Protocol::Blocks), 1).unwrap();
        let extent = picture.extent;
        assert_eq!(picture.pixels, (400, 200), "{format:?}");
        assert_eq!((extent.columns, extent.rows), (20, 5), "{format:?}");
    }
}

/// The pixels that a terminal gets of a file.
fn pixels(file: &[u8]) -> RgbaImage {
    let picture = paint(file, (CANVAS, 80), terminal(Protocol::Kitty), 1).unwrap();
    let Drawing::Kept { sending, .. } = picture.drawing else {
        panic!("nothing is kept");
    };
    let commands = sending.split_terminator("\x1b\\");
    let payload: String = commands.map(|c| c.split_once(';').unwrap().1).collect();
    let sent = image::load_from_memory(&STANDARD.decode(payload).unwrap()).unwrap();
    let (wide, high) = picture.pixels;
    sent.crop_imm(0, 0, wide, high).into_rgba8()
}

#[test]
fn pixels_are_what_another_decoder_makes_of_them() {
    let noise = DynamicImage::from(RgbaImage::from_fn(60, 40, |x, y| {
        Rgba([(x * 4) as u8, (y * 6) as u8, (x ^ y) as u8, (x * 9) as u8])
    }));
    let kinds = [
        (noise.to_luma8().into(), ImageFormat::Png),
        (noise.to_luma_alpha16().into(), ImageFormat::Png),
        (noise.to_rgb16().into(), ImageFormat::Png),
        (noise.clone(), ImageFormat::Png),
        (noise.to_rgb8().into(), ImageFormat::Jpeg),
        (noise.to_luma8().into(), ImageFormat::Jpeg),
        (noise.clone(), ImageFormat::Gif),
        (noise.to_rgb8().into(), ImageFormat::WebP),
        (noise.clone(), ImageFormat::WebP),
    ];
    for (image, format) in kinds {
        let image: DynamicImage = image;
        let mut file = Cursor::new(Vec::new());
        image.write_to(&mut file, format).unwrap();
        let file = file.into_inner();
        let want = image::load_from_memory(&file).unwrap().into_rgba8();
        let got = pixels(&file);
        let pairs = got.as_raw().iter().zip(want.as_raw());
        let most = pairs.map(|(got, want)| got.abs_diff(*want)).max();
        assert_eq!(got.dimensions(), want.dimensions(), "{format:?}");
        // Of 16 bits the upper ones are taken, or they are rounded.
        assert!(
            most <= Some(1),
            "{most:?} in {format:?} of {:?}",
            image.color()
        );
    }
}

/// A GIF of 3 × 2 pixels whose first frame is one red pixel, at the right below.
const PARTIAL_GIF: &[u8] =
    b"GIF89a\x03\0\x02\0\x80\0\0\xff\0\0\0\0\xff,\x02\0\x01\0\x01\0\x01\0\0\x02\x02D\x01\0;";

#[test]
fn a_frame_may_cover_a_part() {
    let mut want = RgbaImage::new(3, 2);
    want.put_pixel(2, 1, Rgba([255, 0, 0, 255]));
    assert!(pixels(PARTIAL_GIF) == want);
}

#[test]
fn photographs_are_shown_upright() {
    let mut file = file(&picture(40, 20), ImageFormat::Jpeg);
    let exif =
        b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    file.splice(2..2, exif.iter().copied());
    let upright = pixels(&file);
    assert_eq!((upright.width(), upright.height()), (20, 40));
    let (left, right) = (upright.get_pixel(2, 30), upright.get_pixel(17, 30));
    assert!(left[2] > 200 && right[0] > 200, "{left:?} {right:?}");
}

#[test]
fn a_cell_is_two_pixels_high_unless_half_blocks_are_wide() {
    let Drawing::Blocks(cells) = shown(Protocol::Blocks).drawing else {
        panic!("no blocks");
    };
    let (red, blue) = (Rgb::True(255, 0, 0), Rgb::True(0, 0, 255));
    let both = |colour| HalfBlock {
        upper: Some(colour),
        lower: Some(colour),
    };
    let corner = HalfBlock {
        upper: None,
        lower: Some(red),
    };
    let want = [[corner, both(red), both(red), both(red)], [both(blue); 4]].concat();
    assert_eq!(cells, want);

    let file = file(&picture(40, 40), ImageFormat::Png);
    let wide = Terminal {
        true_colour: false,
        half_blocks: false,
        ..terminal(Protocol::Blocks)
    };
    let picture = paint(&file, (CANVAS, 80), wide, 1).unwrap();
    let Drawing::Blocks(cells) = picture.drawing else {
        panic!("no blocks");
    };
    assert_eq!(cells[1], both(Rgb::Indexed(196)));
    assert!(cells.iter().all(|cell| cell.upper == cell.lower));
}

#[test]
fn kitty_gets_a_file_in_pieces_and_the_cells_it_fills() {
    let noise = RgbaImage::from_fn(120, 90, |x, y| {
        Rgba([((x * 7) ^ (y * 13)) as u8, x as u8, y as u8, 255])
    });
    let file = file(&noise, ImageFormat::Png);
    let picture = paint(&file, (CANVAS, 80), terminal(Protocol::Kitty), 0x01_02_03).unwrap();
    let Drawing::Kept { id, sending } = picture.drawing else {
        panic!("nothing is kept");
    };
    assert_eq!(id, 0x01_02_03);
    let mut payload = String::new();
    let commands: Vec<_> = sending.split_terminator("\x1b\\").collect();
    for (index, command) in commands.iter().enumerate() {
        let (keys, chunk) = command
            .strip_prefix("\x1b_G")
            .unwrap()
            .split_once(';')
            .unwrap();
        let more = u8::from(index + 1 < commands.len());
        let want = match index {
            0 => format!("a=T,U=1,f=100,i=66051,c=12,r=5,q=2,m={more}"),
            _ => format!("q=2,m={more}"),
        };
        assert_eq!(keys, want);
        assert!(chunk.len() <= 4096 && (more == 0 || chunk.len().is_multiple_of(4)));
        payload.push_str(chunk);
    }
    assert!(commands.len() > 2);
    let sent = image::load_from_memory(&STANDARD.decode(payload).unwrap()).unwrap();
    assert_eq!((sent.width(), sent.height()), (120, 100), "whole cells");
    assert_eq!(sent.crop_imm(0, 0, 120, 90).into_rgba8(), noise);
}

#[test]
fn iterm_gets_a_file_for_each_row() {
    let Drawing::Rows(rows) = shown(Protocol::Iterm2).drawing else {
        panic!("no rows");
    };
    assert_eq!(rows.len(), 2);
    let want = "\x1b[4X\x1b]1337;File=inline=1;size=";
    for (y, row) in (0..).zip(rows) {
        let keys = row.strip_prefix(want).unwrap();
        let (keys, payload) = keys.split_once(':').unwrap();
        let file = STANDARD
            .decode(payload.strip_suffix('\x07').unwrap())
            .unwrap();
        let size = file.len();
        assert_eq!(
            keys,
            format!("{size};width=4;height=1;preserveAspectRatio=0;doNotMoveCursor=1")
        );
        let strip = image::load_from_memory(&file).unwrap().into_rgba8();
        let whole = DynamicImage::from(picture(40, 40));
        assert_eq!(strip, whole.crop_imm(0, y * 20, 40, 20).into_rgba8());
    }
}

/// What a terminal makes of sixels: pixels that stay transparent where none is set.
fn pixels_of_sixels(sixels: &str) -> RgbaImage {
    let body = sixels.strip_prefix("\x1bP0;1;0q\"1;1;").unwrap();
    let body = body.strip_suffix("\x1b\\").unwrap();
    let start = body.find('#').unwrap();
    let (wide, high) = body[..start].split_once(';').unwrap();
    let mut image = RgbaImage::new(wide.parse().unwrap(), high.parse().unwrap());
    let mut colours = std::collections::HashMap::new();
    let (mut x, mut y, mut colour, mut count) = (0, 0, 0, 1);
    let mut rest = &body[start..];
    let number = |rest: &mut &str| -> u32 {
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (digits, left) = rest.split_at(end);
        *rest = left;
        digits.parse().unwrap()
    };
    while let Some(c) = rest.chars().next() {
        rest = &rest[1..];
        match c {
            '#' => {
                colour = number(&mut rest);
                if let Some(defined) = rest.strip_prefix(";2;") {
                    rest = defined;
                    let mut parts = [0; 3];
                    for part in &mut parts {
                        *part = (number(&mut rest) * 255 / 100) as u8;
                        rest = rest.strip_prefix(';').unwrap_or(rest);
                    }
                    colours.insert(colour, parts);
                }
            }
            '!' => count = number(&mut rest),
            '$' => x = 0,
            '-' => (x, y) = (0, y + 6),
            '?'..='~' => {
                let bits = c as u8 - b'?';
                for (x, bit) in (x..x + count).flat_map(|x| (0..6).map(move |bit| (x, bit))) {
                    if bits & 1 << bit != 0 {
                        let [red, green, blue] = colours[&colour];
                        image.put_pixel(x, y + bit, Rgba([red, green, blue, 255]));
                    }
                }
                (x, count) = (x + count, 1);
            }
            other => panic!("{other:?} in sixels"),
        }
    }
    image
}

#[test]
fn sixels_are_the_picture_row_by_row() {
    let Drawing::Rows(rows) = shown(Protocol::Sixel).drawing else {
        panic!("no rows");
    };
    assert_eq!(rows.len(), 2);
    let whole = DynamicImage::from(picture(40, 40));
    for (y, row) in (0..).zip(rows) {
        let drawn = pixels_of_sixels(row.strip_prefix("\x1b[4X").unwrap());
        assert_eq!(drawn, whole.crop_imm(0, y * 20, 40, 20).into_rgba8());
    }
}

#[test]
fn sixels_of_many_colours_are_near_the_picture() {
    let many = RgbaImage::from_fn(500, 240, |x, y| Rgba([(x / 2) as u8, y as u8, 90, 255]));
    let file = file(&many, ImageFormat::Png);
    let picture = paint(&file, (CANVAS, 80), terminal(Protocol::Sixel), 1).unwrap();
    let Drawing::Rows(rows) = picture.drawing else {
        panic!("no rows");
    };
    let mut distance = 0;
    for (strip, row) in (0..).zip(rows) {
        let drawn = pixels_of_sixels(row.strip_prefix("\x1b[50X").unwrap());
        for (x, y, pixel) in drawn.enumerate_pixels() {
            let want = many.get_pixel(x, strip * 20 + y);
            distance += (0..4)
                .map(|i| u32::from(pixel[i].abs_diff(want[i])))
                .max()
                .unwrap();
        }
    }
    let mean = distance / (many.width() * many.height());
    assert!(mean <= 10, "{mean}");
}

/// A PNG that says how large it is, and no more.
pub fn bomb(wide: u32, high: u32) -> Vec<u8> {
    let mut file = file(&picture(40, 40), ImageFormat::Png);
    file[16..20].copy_from_slice(&wide.to_be_bytes());
    file[20..24].copy_from_slice(&high.to_be_bytes());
    let mut crc = flate2::Crc::new();
    crc.update(&file[12..29]);
    file[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    file
}

#[test]
fn what_is_refused_says_why() {
    let good = file(&picture(40, 40), ImageFormat::Png);
    let mut gif = file(&picture(40, 40), ImageFormat::Gif);
    gif[6..10].fill(0xff);
    let mut jpeg = file(&picture(40, 40), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].fill(0xff);
    let table: [(&[u8], &str); 9] = [
        (b"", "is not a PNG, JPEG, GIF or WebP"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "is not a PNG, JPEG, GIF or WebP",
        ),
        (b"BM\0\0\0\0 a bitmap", "is not a PNG, JPEG, GIF or WebP"),
        (&good[..60], "is damaged: "),
        (
            &bomb(60_000, 60_000),
            "has 60000 × 60000 pixels, more than 40 million",
        ),
        (&gif, "has 65535 × 65535 pixels, more than 40 million"),
        (&jpeg, "has 65535 × 65535 pixels, more than 40 million"),
        (
            &bomb(u32::MAX >> 1, 1),
            "has 2147483647 × 1 pixels, more than 40 million",
        ),
        (&bomb(6_000, 6_000), "is damaged: "),
    ];
    for (bytes, want) in table {
        let why = paint(bytes, (CANVAS, 80), terminal(Protocol::Blocks), 1);
        let why = why.unwrap_err().to_string();
        assert!(why.starts_with(want), "{why}");
        assert!(!why.contains(char::is_control), "{why:?}");
    }
}
