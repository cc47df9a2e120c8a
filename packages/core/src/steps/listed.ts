/** Names for one line of text: `a, b, c`, and of more than four `a, b, c and 7 more`. */
export function listed(names: string[]): string {
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
