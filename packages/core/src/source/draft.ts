/**
 * What is left of a checked file when everything of a wrong shape has been taken out: any key may be absent, any item of a list
 * undefined. The rules read drafts, so that one mistake does not hide the others.
 */
export type Draft<T> = T extends readonly (infer Item)[]
  ? (Draft<Item> | undefined)[]
  : T extends object
    ? {[Key in keyof T]?: Draft<T[Key]>}
    : T;

/** The items that are there. */
export function present<T>(items: (T | undefined)[] | undefined): T[] {
  return (items ?? []).filter((item) => item !== undefined);
}
