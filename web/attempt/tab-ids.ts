// The ids by which tabs and panes name each other. Mantine's own tab panels show one at a time; panes show several.
export const tabId = (terminal: string) => `tab-${terminal}`;
export const panelId = (terminal: string) => `pane-${terminal}`;

/** Gives a tab the focus at once, so that the next key is its own. */
export function focusTab(terminal: string): void {
  document.getElementById(tabId(terminal))?.focus();
}

/** Gives a tab the focus when the tabs were drawn anew. */
export function focusTabOnceDrawn(terminal: string): void {
  requestAnimationFrame(() => focusTab(terminal));
}
