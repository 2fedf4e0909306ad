// The few drawings of the page, 16 px, in the colour of their text. All are decoration; the words stand beside them.
import type { ReactNode } from "react";

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const drawn = (path: string) => () => (
  <Icon>
    <path d={path} />
  </Icon>
);

export const SearchIcon = drawn("M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.6 10.6 14 14");
export const PlusIcon = drawn("M8 3v10M3 8h10");
export const CloseIcon = drawn("m4 4 8 8M12 4l-8 8");
export const FoldIcon = drawn("M2.5 3h11v10h-11zM6.5 3v10M11 6.5 9.5 8l1.5 1.5");
export const UnfoldIcon = drawn("M2.5 3h11v10h-11zM6.5 3v10M9.5 6.5 11 8l-1.5 1.5");
export const SplitRightIcon = drawn("M2.5 3h11v10h-11zM8 3v10");
export const SplitBelowIcon = drawn("M2.5 3h11v10h-11zM2.5 8h11");
export const SlidersIcon = drawn("M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M10 3.5v3M6 9.5v3");
export const MoonIcon = drawn("M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1Z");
export const SunIcon = drawn(
  "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1",
);
export const BackIcon = drawn("M9.5 3.5 5 8l4.5 4.5");
export const MoreIcon = drawn("M3.5 8h.01M8 8h.01M12.5 8h.01");
export const ChevronIcon = drawn("m6 4 4 4-4 4");
export const FlagIcon = drawn("M4 14V2.5h8L10 6l2 3.5H4");
export const TickIcon = drawn("m3 8.5 3.2 3.2L13 5");
export const CrossIcon = drawn("m4 4 8 8M12 4l-8 8");
export const DashIcon = drawn("M4 8h8");
export const PlayIcon = drawn("M4.5 3v10l8-5z");
export const PauseIcon = drawn("M5 3.5v9M11 3.5v9");
export const FullScreenIcon = drawn("M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10");
export const SaveIcon = drawn("M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10");
export const WarnIcon = drawn("M8 2.5 14.5 13.5h-13zM8 6.8v3M8 11.8h.01");

/** The mark of the product: one line of a monitor. */
export function Pulse() {
  return (
    <svg width="26" height="18" viewBox="0 0 26 18" fill="none" aria-hidden="true" focusable="false">
      <path
        d="M1 10h6l2.4-7 4.2 12 2.8-8 1.4 3H25"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
