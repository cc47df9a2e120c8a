import type {HelmSpec} from '@kflow/core';
import type {ObjectChange} from '../../engine/event.js';
import {isKflowError} from '../../errors/kflow-error.js';
import type {ToolCall, ToolResult} from '../cluster-tool.js';
import {csvField} from './csv-field.js';
import {helmChartArguments} from './helm-chart-arguments.js';
import {helmSetArguments} from './helm-set.js';
import {mapsOf, mergeDocuments, secretsDocument, type ValuesDocument, yamlSafeJson} from './helm-values-document.js';
import type {Helm} from '../helm.js';
import {retried} from '../retried.js';
import {mask} from '../report/redact-secret-data.js';
import {resolveValueSource, type ValueSourceContext} from '../../values/value-source.js';

/**
 * A release to install or upgrade.
 *
 * @internal
 */
export interface UpgradeRequest {
  spec: HelmSpec;
  namespace?: string;
  /** Where its `secretValues` come from. */
  sources: ValueSourceContext;
  /** Under a dry run no secret value is looked up, nor a command for one run. */
  dryRun: boolean;
  signal?: AbortSignal;
  /** Seconds. */
  timeout?: number;
  onOutput?: ToolCall['onOutput'];
  /** Hears of each try that failed, also of those after which it is tried again. */
  onFailure?: (error: unknown) => void;
}

/**
 * What helm made of a release.
 *
 * @internal
 */
export interface UpgradeResult {
  /** `release/NAME`, with helm's status as the action, e.g. `deployed`; none when a dry run skipped it. */
  changes: ObjectChange[];
  revision?: number;
  /** The secret values, for masking whatever is printed later. */
  secrets: string[];
  result: ToolResult;
}

/**
 * How helm 3 and 4 say that `--set a.b=...` met something in a values file that is no map. For `--set-json` they give no reason,
 * but what we give it is JSON, so there is no other.
 */
const notAMap = /failed parsing --set-json data|failed parsing --set\S* data.*interface conversion/;

/**
 * `helm upgrade --install`. `values` go as `--set` flags; secret values as a values document on standard input, which comes after
 * the values files and so wins over them. Nothing waits for the rollout: that is the observer's.
 *
 * @throws KflowError `KF703` when helm fails, `KF704` to `KF706` for values that cannot be given
 *
 * @internal
 */
export async function helmUpgrade(helm: Helm, request: UpgradeRequest): Promise<UpgradeResult> {
  const {spec, namespace, sources, dryRun, signal, timeout, onOutput, onFailure} = request;
  const secrets: {[path: string]: string} = {};
  for (const [path, source] of Object.entries(spec.secretValues)) {
    secrets[path] = dryRun ? mask : await resolveValueSource(`the secret value ${path}`, source, {...sources, signal});
  }
  const values = helmSetArguments(spec.values);
  const upgrade = (document: ValuesDocument | undefined) =>
    retried(helm, () => {
      const args = [
        'upgrade',
        '--install',
        spec.release,
        ...helmChartArguments(spec),
        ...spec.valuesFiles.flatMap((file) => ['-f', csvField(file)]),
        ...(document === undefined ? [] : ['-f', '-']),
        ...values,
      ];
      const call = {
        mutating: true,
        namespace,
        stdin: document === undefined ? undefined : yamlSafeJson(document),
        secrets: dryRun ? [] : Object.values(secrets),
        signal,
        timeout,
        onOutput,
      };
      return helm.call(args, call).catch((error: unknown) => {
        onFailure?.(error);
        throw error;
      });
    });

  const document = Object.keys(secrets).length === 0 ? undefined : secretsDocument(secrets, spec.values);
  const result = await upgrade(document).catch((error: unknown) => {
    // helm read the flags and did nothing yet. A document that makes maps of those places is rarely needed, so it comes only now.
    if (!isKflowError(error) || !notAMap.test(error.command?.output ?? '')) throw error;
    return upgrade(mergeDocuments(mapsOf(spec.values), document ?? {}));
  });
  const status = /^STATUS: (\S+)/m.exec(result.stdout)?.[1];
  const revision = /^REVISION: (\d+)/m.exec(result.stdout)?.[1];
  return {
    changes: result.skipped ? [] : [{object: `release/${spec.release}`, namespace, action: status ?? 'deployed'}],
    ...(revision === undefined ? {} : {revision: Number(revision)}),
    secrets: dryRun ? [] : Object.values(secrets),
    result,
  };
}
