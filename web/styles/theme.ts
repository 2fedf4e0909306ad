// Mantine reads our tokens: its colours, sizes and radii are the CSS variables of tokens.css.
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from "@mantine/core";

const accent: MantineColorsTuple = [
  "var(--accent-wash)",
  "var(--accent-wash)",
  "var(--accent-wash)",
  "var(--accent)",
  "var(--accent)",
  "var(--accent)",
  "var(--accent)",
  "var(--accent-hover)",
  "var(--accent-hover)",
  "var(--accent)",
];

// Mantine draws with `dark` in the dark scheme and with `gray` in the light one, from text to ground and back.
const dark: MantineColorsTuple = [
  "var(--text-strong)",
  "var(--text-mid)",
  "var(--text-soft)",
  "var(--text-soft)",
  "var(--hairline-strong)",
  "var(--surface-2)",
  "var(--surface-1)",
  "var(--ground)",
  "var(--ground)",
  "var(--ground)",
];
const gray: MantineColorsTuple = [
  "var(--surface-2)",
  "var(--surface-2)",
  "var(--hairline)",
  "var(--hairline)",
  "var(--hairline-strong)",
  "var(--text-soft)",
  "var(--text-soft)",
  "var(--text-mid)",
  "var(--text-mid)",
  "var(--text-strong)",
];

export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: 6,
  colors: { accent, dark, gray },
  white: "var(--surface-1)",
  black: "var(--text-strong)",
  // Luminance can't be computed from a variable, so the text on the accent is named.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    if (input.variant === "filled") return { ...colors, color: "var(--on-accent)", hoverColor: "var(--on-accent)" };
    if (input.variant === "subtle") return { ...colors, color: "var(--text-mid)", hover: "var(--surface-2)" };
    return colors;
  },
  fontFamily: "var(--font-prose)",
  fontFamilyMonospace: "var(--font-mono)",
  fontSizes: {
    xs: "var(--type-1)",
    sm: "var(--type-2)",
    md: "var(--type-2)",
    lg: "var(--type-3)",
    xl: "var(--type-4)",
  },
  spacing: {
    xs: "var(--space-2)",
    sm: "var(--space-3)",
    md: "var(--space-4)",
    lg: "var(--space-5)",
    xl: "var(--space-6)",
  },
  radius: { xs: "2px", sm: "var(--radius-1)", md: "var(--radius-2)", lg: "var(--radius-2)", xl: "var(--radius-2)" },
  defaultRadius: "sm",
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: {
        overlayProps: { color: "var(--scrim)", backgroundOpacity: 1 },
        transitionProps: { duration: 160 },
        closeButtonProps: { "aria-label": "Close" },
      },
      styles: {
        content: { background: "var(--surface-1)", border: "1px solid var(--hairline-strong)" },
        header: { background: "var(--surface-1)" },
        title: { fontSize: "var(--type-3)", fontWeight: 600 },
      },
    },
  },
  shadows: { md: "var(--shadow)", lg: "var(--shadow)", xl: "var(--shadow)" },
});

// The same for both schemes: tokens.css already holds a value for each.
const surfaces: Record<`--${string}`, string> = {
  "--mantine-color-body": "var(--ground)",
  "--mantine-color-text": "var(--text-strong)",
  "--mantine-color-bright": "var(--text-strong)",
  "--mantine-color-dimmed": "var(--text-soft)",
  "--mantine-color-placeholder": "var(--text-soft)",
  "--mantine-color-error": "var(--red)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-default": "var(--surface-1)",
  "--mantine-color-default-hover": "var(--surface-2)",
  "--mantine-color-default-color": "var(--text-strong)",
  "--mantine-color-default-border": "var(--hairline-strong)",
  "--mantine-color-disabled": "var(--surface-2)",
  "--mantine-color-disabled-color": "var(--text-soft)",
  "--mantine-color-disabled-border": "var(--hairline)",
  "--mantine-primary-color-contrast": "var(--on-accent)",
  "--mantine-color-accent-filled": "var(--accent)",
  "--mantine-color-accent-filled-hover": "var(--accent-hover)",
  "--mantine-color-accent-light": "var(--accent-wash)",
  "--mantine-color-accent-light-hover": "var(--accent-wash)",
  "--mantine-color-accent-light-color": "var(--accent)",
  "--mantine-color-accent-outline": "var(--accent)",
  "--mantine-color-accent-contrast": "var(--on-accent)",
  "--mantine-color-accent-text": "var(--accent)",
};

/** Maps Mantine's variables to the tokens, for both colour schemes. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: surfaces,
  // In the dark scheme Mantine writes text in white, in the light one it paints surfaces with it.
  dark: { ...surfaces, "--mantine-color-white": "var(--text-strong)" },
});
