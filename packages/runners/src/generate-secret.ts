import {webcrypto} from 'node:crypto';

const lettersAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * A random text from the system's secure source; every character of the alphabet is equally likely at every place.
 *
 * @param length number of characters. Default 32, which is 190 bits with the default alphabet
 * @param alphabet different characters to choose from, 2 to 65,536. Default: ASCII letters and digits, which need no quoting anywhere
 * @throws RangeError for a length that is no whole number, or for an alphabet that is too small or names a character twice
 */
export function generateSecret(length = 32, {alphabet = lettersAndDigits}: {alphabet?: string} = {}): string {
  if (!Number.isInteger(length) || length < 1) throw new RangeError(`a secret cannot be ${length} characters long`);
  const characters = [...alphabet];
  if (characters.length < 2 || characters.length > 65_536) {
    throw new RangeError(`an alphabet has 2 to 65,536 characters, not ${characters.length}`);
  }
  if (new Set(characters).size < characters.length) throw new RangeError('the alphabet names a character twice');
  // Numbers above the last whole multiple would make the first characters more likely (modulo bias): they are thrown away.
  const limit = 65_536 - (65_536 % characters.length);
  let text = '';
  for (let missing = length; missing > 0;) {
    for (const number of webcrypto.getRandomValues(new Uint16Array(Math.min(missing + 8, 32_768)))) {
      if (number >= limit || missing === 0) continue;
      text += characters[number % characters.length];
      missing -= 1;
    }
  }
  return text;
}
