/** The user answered no: nothing was done, and nothing is wrong, but it is not so either: exit 1. */
export class Declined extends Error {
  override readonly name = 'Declined';
}
