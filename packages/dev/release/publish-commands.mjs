import {basename} from 'node:path';

/** @typedef {import('../pack/pack-packages.mjs').Tarball} Tarball */

/**
 * The commands that publish tarballs, to be run in their directory, in this order: at no moment can a package be had whose dependencies cannot.
 *
 * @param {Tarball[]} tarballs in that order
 * @param {{registry?: string, provenance?: boolean}} [options] `registry`: another one than npm is set to; `provenance`: they will be run where npm
 *   can prove what the packages were built from
 * @returns {string[]}
 */
export function publishCommands(tarballs, {registry, provenance = false} = {}) {
  return tarballs.map(({file, version}) =>
    [
      `npm publish ./${basename(file)} --access public`,
      // Only who asks for it gets a version such as 1.0.0-beta.1.
      version.includes('-') && '--tag next',
      // Each package asks for it, and npm refuses to publish where it cannot be had.
      !provenance && '--provenance=false',
      registry && `--registry ${registry}`,
    ]
      .filter(Boolean)
      .join(' '),
  );
}
