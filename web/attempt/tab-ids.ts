// The ids by which tabs and panes name each other. Mantine's own tab panels show one at a time; panes show several.
export const tabId = (terminal: string) => `tab-${terminal}`;
export const panelId = (terminal: string) => `pane-${terminal}`;

/** Gives a tab the focus once the tabs were drawn anew. */
export function focusTab(terminal: string): void {
  requestAnimationFrame(() => document.getElementById(tabId(terminal))?.focus());
}
