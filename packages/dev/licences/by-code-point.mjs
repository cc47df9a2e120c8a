/** Orders texts the same way on every machine. @param {string} a @param {string} b */
export function byCodePoint(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
