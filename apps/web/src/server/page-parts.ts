/** One file of the built page. Paths begin at the origin: `/assets/checkout-….js`. */
export type BuiltScript = {
  /** Of the chunk, without its hash: `checkout`, `fr`. */
  readonly name: string;
  readonly path: string;
  /** As in the attribute of that name: `sha384-…`. */
  readonly integrity: string;
  readonly bytes: number;
  /** What it cannot begin without. */
  readonly imports: readonly string[];
  /** What it may ask for when it runs. */
  readonly later: readonly string[];
};

/** What the page is put together from, as the build left it. */
export type PageParts = {
  readonly css: string;
  /** The script that stands in the page itself. */
  readonly inline: string;
  /** The path of the script that the page starts. */
  readonly entry: string;
  readonly scripts: readonly BuiltScript[];
};
