import { createTheme, DEFAULT_THEME } from '@mantine/core';
import type { CSSVariablesResolver, MantineColor, MantineColorsTuple } from '@mantine/core';
import { foldedFilter } from './concept-search.ts';

const FONTS = '"Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", Meiryo, system-ui, sans-serif';

/** The one accent; shade 7 on white, 4 on the dark surface and white on 6 reach 4.5 : 1, and 6 on the dark surface 3 : 1. */
const teal: MantineColorsTuple = [
  '#e8f8f7',
  '#d3eeec',
  '#a6dcd9',
  '#74c9c4',
  '#4db9b3',
  '#2fa59f',
  '#13837e',
  '#0b7773',
  '#08605d',
  '#054a48',
];

/** Mantine's, with darker last shades: 7 on white and 9 on shade 1 reach 4.5 : 1, as text and white text on them have to. */
function darkened(color: MantineColor, shades: readonly string[]): MantineColorsTuple {
  const kept = DEFAULT_THEME.colors[color]!.slice(0, -shades.length);
  return [...kept, ...shades] as unknown as MantineColorsTuple;
}

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  // Text on what is filled is black where white could not be read.
  autoContrast: true,
  luminanceThreshold: 0.179,
  colors: {
    teal,
    red: darkened('red', ['#e03131', '#d32f2f', '#c02626', '#b02525']),
    green: darkened('green', ['#267d38', '#237032', '#1e6b2f']),
    yellow: darkened('yellow', ['#946200', '#8a5a00', '#7a4d00']),
    orange: darkened('orange', ['#c2410c', '#b8430a', '#a83a08']),
    blue: darkened('blue', ['#1971c2', '#1864ab', '#145591']),
  },
  respectReducedMotion: true,
  fontFamily: FONTS,
  headings: { fontFamily: FONTS, fontWeight: '600', sizes: { h1: { fontSize: '1.375rem', lineHeight: '1.35' } } },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  components: {
    // As high as a finger needs (WCAG 2.2, 2.5.8).
    Breadcrumbs: { styles: { breadcrumb: { display: 'inline-block', lineHeight: '24px' } } },
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    // What is typed into them is found whichever way it is written.
    Select: { defaultProps: { filter: foldedFilter } },
    MultiSelect: { defaultProps: { filter: foldedFilter } },
    Autocomplete: { defaultProps: { filter: foldedFilter } },
    // In one line, which scrolls where it is too long.
    Tabs: {
      styles: { list: { flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }, tab: { flex: 'none' } },
    },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Table: { defaultProps: { verticalSpacing: 6, highlightOnHover: true } },
  },
});

/** Quiet text and errors keep a contrast of 4.5 : 1 on both surfaces. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#5c636a', '--mantine-color-placeholder': '#6c737a' },
  dark: {
    '--mantine-color-dimmed': '#a3a8ad',
    '--mantine-color-placeholder': '#9aa0a6',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
  },
});
