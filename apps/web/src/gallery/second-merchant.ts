import type { Merchant } from '../merchant.ts';
import type { Theme } from '../theme/theme.ts';

/** Another look, to show in the gallery that all of it is the merchant's to change. */
export const secondMerchant: Merchant = {
  name: 'Halden Books',
  answerChallenge: null,
  logo: 'M16 10c-2.6-2-6-2.4-9-2v15c3-.4 6.4 0 9 2 2.6-2 6-2.4 9-2V8c-3-.4-6.4 0-9 2zM16 10v15',
};

export const secondTheme: Theme = {
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
};
