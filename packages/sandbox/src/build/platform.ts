/** A machine that programs are built for, with Node's words for it. */
export interface Platform {
  /** As `process.platform`: `linux`, `darwin`. */
  os: string;
  /** As `process.arch`: `x64`, `arm64`. */
  arch: string;
}

/** The platforms that a release brings programs for, each in a package of its own. */
export const releasedPlatforms: readonly Platform[] = [
  {os: 'linux', arch: 'x64'},
  {os: 'linux', arch: 'arm64'},
  {os: 'darwin', arch: 'x64'},
  {os: 'darwin', arch: 'arm64'},
];

/** The machine that this runs on. */
export const thisPlatform: Platform = {os: process.platform, arch: process.arch};

/** Its name in names of packages: `linux-x64`. */
export function platformName({os, arch}: Platform): string {
  return `${os}-${arch}`;
}

const GO_ARCH: {[arch: string]: string} = {x64: 'amd64', ia32: '386'};
const GO_OS: {[os: string]: string} = {win32: 'windows'};

/** What Go's compiler takes for it. */
export function goTarget({os, arch}: Platform): {GOOS: string; GOARCH: string} {
  return {GOOS: GO_OS[os] ?? os, GOARCH: GO_ARCH[arch] ?? arch};
}
