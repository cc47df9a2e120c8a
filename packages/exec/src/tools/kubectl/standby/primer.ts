import type {CommandResult} from '../../../ports/command-runner.js';

/** The label of objects that kubectl is to read and to leave alone. No object of a user's has it. */
const label = 'kflow.internal/primer';

/** The flag of `kubectl apply` that leaves a primer's objects out. */
export const withoutPrimer = ['--selector', `!${label}`] as const;

/** Of each API that projects use often, a kind whose objects need no field but a name. By `apiVersion`. */
const kinds: {[apiVersion: string]: string} = {
  v1: 'ConfigMap',
  'apps/v1': 'Deployment',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'batch/v1': 'Job',
  'networking.k8s.io/v1': 'NetworkPolicy',
  'policy/v1': 'PodDisruptionBudget',
};

/**
 * kubectl judges what it reads by its first 4096 bytes, and does not begin before it has them (source: GuessJSONStream in
 * k8s.io/apimachinery/pkg/util/yaml/decoder.go, and the size in k8s.io/cli-runtime/pkg/resource/visitor.go).
 */
const firstBytes = `#${' '.repeat(4096)}\n`;

/**
 * What makes a `kubectl apply` that reads it as its standard input do all that costs time before it applies anything: connect, learn what the API server has,
 * and read of each API whether the server validates fields.
 *
 * @param objects what it is likely to apply
 * @returns YAML whose objects `withoutPrimer` leaves out
 */
export function primer(objects: readonly {apiVersion: string}[]): string {
  const apis = [...new Set(objects.map(({apiVersion}) => apiVersion))].filter((each) => Object.hasOwn(kinds, each));
  const documents = apis.map((apiVersion) =>
    JSON.stringify({apiVersion, kind: kinds[apiVersion], metadata: {name: 'primer', labels: {[label]: ''}}}),
  );
  // The line behind a document is what tells kubectl that it is whole.
  return [firstBytes, ...documents.map((document) => `${document}\n---\n`)].join('');
}

/** Whether it was a primer that kubectl failed of, by what kubectl calls its standard input (source: FileVisitorForSTDIN in k8s.io/cli-runtime/pkg/resource/visitor.go). */
export function isOfPrimer({exitCode, aborted, timedOut, stderr}: CommandResult): boolean {
  return exitCode !== 0 && !aborted && !timedOut && stderr.includes('STDIN');
}
