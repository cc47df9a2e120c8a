import {posix} from 'node:path';

/**
 * A README as it is published. Its links into the repository lead to the repository's address, or, when that is not known, become plain
 * text: on a package's page there is nothing beside it that they could lead to.
 *
 * @param {string} text
 * @param {{repository?: string, directory: string}} where `directory` of the package in the repository
 * @returns {string}
 */
export function publishedReadme(text, {repository, directory}) {
  // Brackets inside code are no links.
  const parts = text.split(/(^```[\s\S]*?^```$)/m);
  return parts.map((part) => (part.startsWith('```') ? part : withLinks(part))).join('');

  /** @param {string} prose */
  function withLinks(prose) {
    return prose.replaceAll(/\[([^\]]+)\]\((?!https?:|mailto:|#)([^)\s]+)\)/g, (_, label, link) =>
      repository ? `[${label}](${repository}/blob/HEAD/${posix.join(directory, link)})` : label,
    );
  }
}
