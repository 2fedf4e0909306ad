// Where commands and checks stand on the result page: ids of elements, and the addresses that lead to them.
import { useEffect } from "react";
import { useLocation } from "react-router";

export const commandPlace = (id: string) => `command-${id}`;
export const checkPlace = (id: string) => `check-${id}`;

/** The place that the address names; it is scrolled to also where the page came after the address. */
export function useNamedPlace(): string {
  const { hash, key } = useLocation();
  const place = hash.slice(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same address may be followed again
  useEffect(() => {
    if (place !== "") document.getElementById(place)?.scrollIntoView();
  }, [place, key]);
  return place;
}
