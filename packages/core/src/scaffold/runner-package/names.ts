/**
 * A class's name from that of a package: `@acme/kflow-seed-data` -> `SeedDataRunner`.
 *
 * @returns a name that is one in TypeScript, whatever the package's is
 */
export function classNameFrom(packageName: string): string {
  const words = packageName
    .slice(packageName.lastIndexOf('/') + 1)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '' && !/^(kflow|runners?)$/i.test(word));
  const name = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
  return `${/^[A-Z]/.test(name) ? name : `My${name}`}Runner`;
}

/** The names that the files of a runner package are written with. */
export interface RunnerNames {
  /** `SeedDataRunner`. */
  class: string;
  /** `SeedDataConfig`, the type of its config. */
  config: string;
  /** `seed-data-runner`, its module. */
  module: string;
  /** `seed-data`, an object of Kubernetes in the examples. */
  object: string;
}

/** All names from that of the class. */
export function namesOf(className: string): RunnerNames {
  const stem = className.replace(/Runner$/, '') || className;
  const kebab = (name: string): string =>
    name
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
      .replaceAll('_', '-')
      .toLowerCase();
  return {class: className, config: `${stem}Config`, module: kebab(className), object: kebab(stem)};
}
