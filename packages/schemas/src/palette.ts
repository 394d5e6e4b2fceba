/** Each `#rrggbb`. */
export type Palette = {
  /** Behind everything. */
  readonly ground: string;
  /** Of cards and fields. */
  readonly surface: string;
  /** Of what lies lower than the ground: the summary, read-only fields. */
  readonly sunken: string;
  readonly ink: string;
  readonly inkSoft: string;
  /** Between things; says nothing by itself. */
  readonly line: string;
  /** Around what can be typed into or clicked. */
  readonly controlLine: string;
  readonly accent: string;
  /** The accent under the pointer. */
  readonly accentStrong: string;
  readonly onAccent: string;
  readonly accentTint: string;
  readonly problem: string;
  readonly problemTint: string;
  readonly focus: string;
};

export type Palettes = { readonly light: Palette; readonly dark: Palette };

const DRAWN: Palettes = {
  light: {
    ground: '#f6f5f1',
    surface: '#ffffff',
    sunken: '#efede7',
    ink: '#1b1f1e',
    inkSoft: '#59605d',
    line: '#dedcd4',
    controlLine: '#84898a',
    accent: '#0b5d4e',
    accentStrong: '#084538',
    onAccent: '#ffffff',
    accentTint: '#e4f0ec',
    problem: '#a8231a',
    problemTint: '#fbecea',
    focus: '#0b5d4e',
  },
  dark: {
    ground: '#111514',
    surface: '#1a201e',
    sunken: '#151a18',
    ink: '#eceeea',
    inkSoft: '#a6b0ab',
    line: '#2f3835',
    controlLine: '#71807a',
    accent: '#6fd3b6',
    accentStrong: '#97e3cc',
    onAccent: '#06231c',
    accentTint: '#17302a',
    problem: '#ff9d92',
    problemTint: '#361b18',
    focus: '#97e3cc',
  },
};

const WHITE = '#ffffff';
const BLACK = '#000000';
/** Between text that can be read (4.5) and one that is easy to read: what is drawn by hand has 8.9. */
const DARK_ACCENT_RATIO = 7;

/** The colours of the pages with this accent (`#rrggbb`); null: as they are drawn by hand. */
export function palettesOf(accent: string | null): Palettes {
  if (accent === null) return DRAWN;
  const bright = brightened(accent, DRAWN.dark.surface);
  const brighter = mixed(bright, WHITE, 0.3);
  return {
    light: {
      ...DRAWN.light,
      accent,
      accentStrong: mixed(accent, BLACK, 0.25),
      onAccent: WHITE,
      accentTint: mixed(WHITE, accent, 0.1),
      focus: accent,
    },
    dark: {
      ...DRAWN.dark,
      accent: bright,
      accentStrong: brighter,
      onAccent: mixed(BLACK, bright, 0.15),
      accentTint: mixed(DRAWN.dark.surface, bright, 0.12),
      focus: brighter,
    },
  };
}

/** On a dark ground the same accent has to be lighter. */
function brightened(accent: string, ground: string): string {
  for (let share = 0; share < 1; share += 0.05) {
    const lighter = mixed(accent, WHITE, share);
    if (contrast(lighter, ground) >= DARK_ACCENT_RATIO) return lighter;
  }
  return WHITE;
}

function mixed(one: string, other: string, share: number): string {
  const [from, to] = [channelsOf(one), channelsOf(other)];
  const channels = from.map((channel, index) => Math.round(channel + ((to[index] ?? 0) - channel) * share));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** The contrast of two colours (`#rrggbb`), from 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance"). */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((byte) => {
    const channel = byte / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour: string): number[] {
  if (!/^#[\da-f]{6}$/i.test(colour)) throw new Error(`${colour} is not written like #rrggbb`);
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
