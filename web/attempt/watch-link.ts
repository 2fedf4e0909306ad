/** The address at which an attempt can be watched. */
export function watchLink(attempt: string): string {
  return new URL(`/attempts/${attempt}/watch`, location.href).href;
}
