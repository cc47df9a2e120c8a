/** Characters of a name of a phase, a resource or a step: as many as Kubernetes gives to an object's. */
export const longestName = 253;
