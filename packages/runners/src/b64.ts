/** Base64 (RFC 4648, with padding) of a text in UTF-8 or of bytes: what the `data` of a Secret holds. */
export function b64(value: string | Uint8Array): string {
  return Buffer.from(value as string).toString('base64');
}
