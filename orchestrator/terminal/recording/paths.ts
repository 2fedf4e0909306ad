import { join } from "node:path";

/** @param folder of the attempt */
export function rawPath(folder: string, terminal: string): string {
  return join(folder, `${terminal}.raw`);
}

/** @param folder of the attempt */
export function indexPath(folder: string, terminal: string): string {
  return join(folder, `${terminal}.index`);
}

/** @param folder of the attempt */
export function headPath(folder: string, terminal: string): string {
  return join(folder, `${terminal}.json`);
}
