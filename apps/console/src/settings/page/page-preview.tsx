import { UPLOADED_LOGO } from '@checkout/schemas/console-page';
import { type Palette, palettesOf } from '@checkout/schemas/palette';
import { paletteProblems } from '@checkout/schemas/palette-contrast';
import type { CSSProperties } from 'react';
import { useFormats, useMessages } from '../../messages/speech.tsx';
import { Notice } from '../../page/tone.tsx';
import type { Outputs } from '../../trpc.ts';
import { DrawnLogo } from './drawn-logo.tsx';
import { LINK_NAMES, type TypedPage } from './typed-page.ts';

type PagePreviewProps = {
  readonly page: Outputs['page']['get'];
  readonly typed: TypedPage;
  readonly logo: string | null | undefined;
};

/** As near as the reader's own system has them. */
const FAMILIES: Readonly<Record<string, string>> = {
  system: 'system-ui, sans-serif',
  humanist: 'Seravek, Ubuntu, Calibri, sans-serif',
  geometric: 'Avenir, Montserrat, Corbel, sans-serif',
  rounded: 'ui-rounded, Quicksand, "Arial Rounded MT Bold", sans-serif',
  serif: 'Georgia, "Noto Serif", serif',
  mono: 'ui-monospace, Menlo, Consolas, monospace',
};

/**
 * A small drawing of the shoppers' page, by the console itself: it never serves the page on which cards are typed. With what is typed, over what the
 * file says, and with what would be hard to read.
 */
export function PagePreview({ page, typed, logo }: PagePreviewProps) {
  const { pageSettings: words } = useMessages();
  const { file } = page;
  const accent = typed.accent.trim() || file.appearance?.accent || '';
  const wished = /^#[\da-f]{6}$/i.test(accent) ? palettesOf(accent.toLowerCase()) : null;
  const problem = wished === null ? null : (paletteProblems(wished)[0] ?? null);
  // As it would be: what is refused is not drawn.
  const palettes = wished !== null && problem === null ? wished : palettesOf(null);
  const scheme = typed.scheme || file.appearance?.scheme || 'auto';
  const shown = (['light', 'dark'] as const).filter((each) => scheme === 'auto' || scheme === each);
  const look = {
    name: typed.name.trim() || file.appearance?.name || page.effective.name,
    radius: radiusOf(typed.radius) ?? file.appearance?.radius ?? 12,
    font: FAMILIES[typed.font || file.appearance?.font || 'system'] ?? 'system-ui, sans-serif',
    logo: typed.logo === UPLOADED_LOGO ? (logo ?? page.saved?.logo ?? null) : null,
    links: LINK_NAMES.filter((name) => typed[name].trim() !== '' || file.links?.[name] !== undefined),
  };
  return (
    <section aria-label={words.preview} className="form">
      <h2>{words.preview}</h2>
      <p className="hint">{words.previewHint}</p>
      <div className="pair">
        {shown.map((each) => (
          <Drawing key={each} title={words.schemes[each]} palette={palettes[each]} look={look} />
        ))}
      </div>
      {problem !== null && (
        <Notice tone="bad">
          {words.hardToRead} <span lang="en">{problem}</span>
        </Notice>
      )}
    </section>
  );
}

type Look = {
  readonly name: string;
  readonly radius: number;
  readonly font: string;
  readonly logo: string | null;
  readonly links: readonly (typeof LINK_NAMES)[number][];
};

function Drawing({ title, palette, look }: { title: string; palette: Palette; look: Look }) {
  const { pageSettings: words } = useMessages();
  const { money } = useFormats();
  const style = {
    ...Object.fromEntries(Object.entries(palette).map(([name, colour]) => [`--page-${name}`, colour])),
    '--page-radius': `${look.radius}px`,
    fontFamily: look.font,
  } as CSSProperties;
  return (
    <figure>
      <figcaption className="quiet">{title}</figcaption>
      <div className="page-drawing" style={style}>
        <p className="page-name">
          {look.logo !== null && <DrawnLogo picture={look.logo} />}
          {look.name}
        </p>
        <div className="page-card">
          <span className="page-label">{words.drawn.card}</span>
          <span className="page-field">{words.drawn.number}</span>
          <span className="page-button">{words.drawn.pay(money(5_949, 'EUR'))}</span>
        </div>
        <p className="page-links">
          {look.links.map((name) => (
            <span key={name}>{words.fields[name]}</span>
          ))}
        </p>
      </div>
    </figure>
  );
}

function radiusOf(typed: string): number | null {
  return /^\d{1,2}$/.test(typed.trim()) ? Math.min(24, Number(typed)) : null;
}
