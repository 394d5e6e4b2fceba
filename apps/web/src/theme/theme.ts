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

export type Theme = {
  readonly font: string;
  readonly radius: string;
  readonly light: Palette;
  readonly dark: Palette;
};

/** The theme as custom properties: `inkSoft` becomes `--ink-soft`. Paper is always light. */
export function themeCss({ font, radius, light, dark }: Theme): string {
  return [
    `:root { --font: ${font}; --radius: ${radius}; ${propertiesOf(light)} }`,
    `@media screen and (prefers-color-scheme: dark) { :root { ${propertiesOf(dark)} } }`,
  ].join('\n');
}

function propertiesOf(palette: Palette): string {
  return Object.entries(palette)
    .map(
      ([name, colour]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${colour};`,
    )
    .join(' ');
}
