/**
 * A TrueType font (OpenType specification 1.9) in which every letter is the same block and the letters of a word run
 * into one bar. A picture in it shows where text is, how it wraps, what colour it has and whether it is cut off, but
 * no rasteriser draws it differently from another.
 */
export function blockFont(): Buffer {
  const glyf = block();
  const tables: Record<string, Buffer> = {
    'OS/2': os2(),
    cmap: cmap(),
    glyf,
    head: head(),
    hhea: hhea(),
    hmtx: u16(...[0, 1, 2].flatMap(() => [ADVANCE, 0])),
    // Where each glyph begins, in pairs of bytes: the missing one and the letter are blocks, the space is empty.
    loca: u16(0, glyf.length / 4, glyf.length / 2, glyf.length / 2),
    maxp: Buffer.concat([u32(0x00010000), u16(3, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]),
    name: u16(0, 0, 6),
    post: Buffer.concat([u32(0x00030000), Buffer.alloc(28)]),
  };
  return withDirectory(tables);
}

const EM = 1000;
const ADVANCE = 520;
const TALL = 500;
const ASCENT = 950;
const DESCENT = -250;
/** Into the neighbours, so that no seam shows between them. */
const OVERLAP = 20;

const LETTER = 1;
const SPACE = 2;
const SPACES: ReadonlySet<number> = new Set([0x20, 0xa0, 0x2009, 0x202f]);
/** What the pages are written in: Latin, Arabic, punctuation, currencies, signs. */
const RANGES = [
  [0x20, 0x24f],
  [0x600, 0x6ff],
  [0x2000, 0x22ff],
] as const;

const u16 = (...values: number[]) =>
  Buffer.from(values.flatMap((value) => [(value >> 8) & 255, value & 255]));
const u32 = (...values: number[]) => Buffer.concat(values.map((value) => u16(value >>> 16, value & 0xffff)));

/** The outline twice: of the missing glyph, and of the letter. */
function block(): Buffer {
  const [left, right] = [-OVERLAP, ADVANCE + OVERLAP];
  const width = right - left;
  const outline = Buffer.concat([
    u16(1, left, 0, right, TALL),
    u16(3, 0),
    Buffer.from([1, 1, 1, 1]),
    u16(left, 0, width, 0),
    u16(0, TALL, 0, -TALL),
    Buffer.alloc(2),
  ]);
  const padded = Buffer.concat([outline, Buffer.alloc((4 - (outline.length % 4)) % 4)]);
  return Buffer.concat([padded, padded]);
}

/** Format 12: one group for each character, because a group counts its glyphs up. */
function cmap(): Buffer {
  const groups = RANGES.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => {
      const code = first + index;
      return u32(code, code, SPACES.has(code) ? SPACE : LETTER);
    }),
  );
  const header = Buffer.concat([u16(12, 0), u32(16 + 12 * groups.length, 0, groups.length)]);
  return Buffer.concat([u16(0, 1, 3, 10), u32(12), header, ...groups]);
}

function head(): Buffer {
  const dates = Buffer.alloc(16);
  return Buffer.concat([
    u32(0x00010000, 0x00010000, 0, 0x5f0f3cf5),
    u16(0, EM),
    dates,
    u16(-OVERLAP, 0, ADVANCE + OVERLAP, TALL, 0, 8, 2, 0, 0),
  ]);
}

function hhea(): Buffer {
  return Buffer.concat([
    u32(0x00010000),
    u16(ASCENT, DESCENT, 0, ADVANCE, -OVERLAP, -OVERLAP, ADVANCE + OVERLAP, 1, 0, 0, 0, 0, 0, 0, 0, 3),
  ]);
}

function os2(): Buffer {
  return Buffer.concat([
    u16(4, ADVANCE, 400, 5, 0),
    Buffer.alloc(52),
    u16(0x40, 0x20, 0xffff, ASCENT, DESCENT, 0, ASCENT, -DESCENT),
    u32(0, 0),
    u16(TALL, 700, 0, 0x20, 2),
  ]);
}

function withDirectory(tables: Record<string, Buffer>): Buffer {
  const names = Object.keys(tables).sort();
  const directory: Buffer[] = [
    Buffer.concat([u32(0x00010000), u16(names.length, 128, 3, names.length * 16 - 128)]),
  ];
  const bodies: Buffer[] = [];
  let offset = 12 + 16 * names.length;
  for (const name of names) {
    const table = tables[name] ?? Buffer.alloc(0);
    const body = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    directory.push(Buffer.from(name.padEnd(4)), u32(checksum(body), offset, table.length));
    bodies.push(body);
    offset += body.length;
  }
  return Buffer.concat([...directory, ...bodies]);
}

function checksum(body: Buffer): number {
  let sum = 0;
  for (let at = 0; at < body.length; at += 4) sum = (sum + body.readUInt32BE(at)) >>> 0;
  return sum;
}
