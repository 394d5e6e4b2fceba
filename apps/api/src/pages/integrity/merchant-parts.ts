/**
 * What a page may have besides its build: the merchant's own look (`lookCss` in apps/web). It is made at run time, so no build can list it, and is known by
 * its form instead: a style sheet that sets custom properties to colours, lengths and names of fonts, and can neither load nor lay out
 * anything; a font and a picture of the page's own origin, under names that hold a hash of their content.
 */
const DECLARATION = '(?:--[a-z-]+: (?:#[\\da-f]{6}|[\\d.]+rem|[\\w ,"-]+);|color-scheme: (?:light|dark);)';
const ROOT = `:root \\{ ${DECLARATION}(?: ${DECLARATION})* \\}`;
const MEDIA = `@media screen(?: and \\(prefers-color-scheme: dark\\))? \\{ ${ROOT}(?: ${ROOT})* \\}`;
const FONT =
  '@font-face \\{ font-family: "Merchant"; src: url\\("/assets/merchant-[\\w-]{8}\\.woff2"\\) format\\("woff2"\\); font-display: optional; \\}';
const RULE = `(?:${ROOT}|${MEDIA}|${FONT})`;
const STYLE = new RegExp(`^${RULE}(?:\\n${RULE})*$`);
const PICTURE = /^\/assets\/merchant-[\w-]{8}\.(?:png|jpg|webp|svg)$/;

const LONGEST_STYLE = 8_000;

export const isMerchantStyle = (css: string): boolean => css.length <= LONGEST_STYLE && STYLE.test(css);

/** By the path of its URL. */
export const isMerchantPicture = (path: string): boolean => PICTURE.test(path);
