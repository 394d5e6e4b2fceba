import type { Merchant } from '../merchant.ts';
import type { Theme } from '../theme/theme.ts';

export type Look = { readonly merchant: Merchant; readonly theme: Theme };

/** Of the reviewed pictures in packages/e2e/visual. Not src/merchant.ts, which is there to be changed. */
export const reviewed: Look = {
  merchant: {
    name: 'Inflow demo store',
    answerChallenge: null,
    logo: 'M6 19.5c3.3 0 3.3-4 6.7-4s3.3 4 6.6 4 3.4-4 6.7-4',
  },
  theme: {
    font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    radius: '0.75rem',
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
  },
};

/** Another look, to show that all of it is the merchant's to change. */
export const second: Look = {
  merchant: {
    name: 'Halden Books',
    answerChallenge: null,
    logo: 'M16 10c-2.6-2-6-2.4-9-2v15c3-.4 6.4 0 9 2 2.6-2 6-2.4 9-2V8c-3-.4-6.4 0-9 2zM16 10v15',
  },
  theme: {
    font: 'Georgia, "Iowan Old Style", "Noto Serif", serif',
    radius: '0.125rem',
    light: {
      ground: '#f4f5fb',
      surface: '#ffffff',
      sunken: '#eceef8',
      ink: '#191a2c',
      inkSoft: '#56587a',
      line: '#d9dbec',
      controlLine: '#7f82a5',
      accent: '#4338b8',
      accentStrong: '#332a93',
      onAccent: '#ffffff',
      accentTint: '#e9e7fb',
      problem: '#a4195c',
      problemTint: '#fbe9f1',
      focus: '#4338b8',
    },
    dark: {
      ground: '#10111c',
      surface: '#191a2a',
      sunken: '#141524',
      ink: '#ececf6',
      inkSoft: '#a9abc9',
      line: '#2f3150',
      controlLine: '#72759a',
      accent: '#b1aaff',
      accentStrong: '#cbc6ff',
      onAccent: '#17133f',
      accentTint: '#262348',
      problem: '#ff9cc4',
      problemTint: '#3a1729',
      focus: '#cbc6ff',
    },
  },
};
