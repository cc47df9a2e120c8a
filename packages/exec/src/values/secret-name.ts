/**
 * What variables and keys are called that hold a secret: the names that Buildkite's agent hides by default (`*_PASSWORD`, `*_SECRET`, `*_TOKEN`,
 * `*_PRIVATE_KEY`, `*_ACCESS_KEY`, `*_SECRET_KEY`, `*_CONNECTION_STRING`), `*_API_KEY` and `*_CREDENTIALS`, in any spelling (`dbPassword`, `api-key`).
 */
const secretName =
  /(?:^|[_.-])(?:password|passwd|passphrase|secret|token|(?:private|access|secret|api)[_.-]?key|connection[_.-]?string|credentials?)$/;

/** Whether something that is called so holds a secret, as far as its name tells. */
export function isSecretName(name: string): boolean {
  // A word begins after a separator or at a capital letter: `dbPassword`, and neither `notoken` nor `secretName`.
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return secretName.test(words);
}
