/**
 * A value for a flag that kubectl and helm read as a line of CSV (`-f`: pflag's StringSlice), so that a path with a comma or a quote stays one path.
 */
export function csvField(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
