import cliTruncate from 'cli-truncate';
import {textWidth} from './text-width.js';

/** A text cut to so many columns, `ellipsis` included; wide characters count twice, and colors neither count nor leak. */
export function cutToWidth(text: string, columns: number, ellipsis: string): string {
  if (columns < 1) return '';
  let cut = text;
  // Where a wide character lies on the border, cli-truncate keeps it.
  for (let at = columns; textWidth(cut) > columns && at > 0; at--) {
    cut = cliTruncate(text, at, {truncationCharacter: ellipsis});
  }
  return cut;
}
