/**
 * Which of two resource versions of one kind of object is newer: positive when `left` is. Undefined when they cannot be compared,
 * as with an aggregated API server whose versions are not numbers.
 * Source: k8s.io/apimachinery/pkg/util/resourceversion (KEP-5504, comparable resource versions: decimal integers of any size).
 */
export function compareResourceVersions(left: string | undefined, right: string | undefined): number | undefined {
  if (left === undefined || right === undefined || !/^[1-9]\d*$/.test(left) || !/^[1-9]\d*$/.test(right))
    return undefined;
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}
