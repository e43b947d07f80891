import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import { foldedFilter } from './concept-search.ts';

const FONTS = '"Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", Meiryo, system-ui, sans-serif';

/** The one accent; shade 7 on white and 4 on the dark surface reach 4.5 : 1. */
const teal: MantineColorsTuple = [
  '#e8f8f7',
  '#d3eeec',
  '#a6dcd9',
  '#74c9c4',
  '#4db9b3',
  '#2fa59f',
  '#17908b',
  '#0b7773',
  '#08605d',
  '#054a48',
];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  colors: { teal },
  fontFamily: FONTS,
  headings: { fontFamily: FONTS, fontWeight: '600', sizes: { h1: { fontSize: '1.375rem', lineHeight: '1.35' } } },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    // What is typed into them is found whichever way it is written.
    Select: { defaultProps: { filter: foldedFilter } },
    MultiSelect: { defaultProps: { filter: foldedFilter } },
    Autocomplete: { defaultProps: { filter: foldedFilter } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Table: { defaultProps: { verticalSpacing: 6, highlightOnHover: true } },
  },
});

/** Quiet text keeps a contrast of 4.5 : 1 on both surfaces. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#5c636a' },
  dark: { '--mantine-color-dimmed': '#a3a8ad' },
});
