import {expect, test} from '@jest/globals';
import {toolFailure} from '../../src/tools/failure/tool-failure.js';
import {Redactor} from '../../src/tools/report/redact.js';

function failed(stderr: string, more: {exitCode?: number; signal?: NodeJS.Signals; stdout?: string} = {}) {
  const result = {exitCode: 1, timedOut: false, aborted: false, stdout: '', stderr, duration: 0, ...more};
  return toolFailure({
    tool: 'kubectl',
    args: ['apply'],
    command: 'kubectl apply',
    result,
    redactor: new Redactor(),
  });
}

/** What kubectl 1.37 says when the API server answers a patch, or the read before it, with an error. */
const object = `Resource: "/v1, Resource=configmaps", GroupVersionKind: "/v1, Kind=ConfigMap"
Name: "conf", Namespace: "shop"
`;
const patching = (reason: string) => `Error from server${reason}: error when applying patch:
{"data":{"value":"9"}}
to:
${object}for: "c.yaml": error when patching "c.yaml": `;
const reading = `Error from server (ServiceUnavailable): error when retrieving current configuration of:
${object}from server for: "c.yaml": `;

test.each([
  [
    `The request is invalid: patch: Invalid value: "map[metadata:map[annotations:map[last:{\\"spec\\":{}}\\n]] spec:map[replica:2 replicas:<nil>]]": strict decoding error: unknown field "spec.replica"\n`,
    'The request is invalid: strict decoding error: unknown field "spec.replica"',
    /no field spec.replica/,
  ],
  [
    `${patching('')}etcdserver: leader changed\n`,
    'Error from server: error when applying patch: error when patching "c.yaml": etcdserver: leader changed',
    /etcd/,
  ],
  [
    `${reading}the server is currently unable to handle the request\n`,
    'Error from server (ServiceUnavailable): error when retrieving current configuration of: "c.yaml": the server is currently unable to handle the request',
    /readyz/,
  ],
  [
    `${patching(' (InternalError)')}Internal error occurred: context canceled`,
    'Error from server (InternalError): error when applying patch: error when patching "c.yaml": Internal error occurred: context canceled',
    /failed by itself/,
  ],
  [
    `E1123 14:47:32 18235 request.go:1198] "Unexpected error when reading response body" err="read: connection reset by peer"\n${patching('')}unexpected error when reading response body. Please retry. Original error: read: connection reset by peer`,
    'Error from server: error when applying patch: error when patching "c.yaml": unexpected error when reading response body. Please retry. Original error: read: connection reset by peer',
    /broke off/,
  ],
  [
    'Error: UPGRADE FAILED: 2 errors occurred:\n\t* etcdserver: leader changed\n\t* etcdserver: request timed out\n\n',
    'UPGRADE FAILED: etcdserver: leader changed',
    /etcd/,
  ],
])('an error of several lines is told with its reason, and has a hint', (stderr, message, hint) => {
  expect(failed(stderr)).toMatchObject({
    code: 'KF703',
    message: `kubectl apply failed: ${message}`,
    hint: expect.stringMatching(hint),
  });
});

test('a kubectl that somebody else killed is told as such', () => {
  // What it had done by then is not what it failed of.
  expect(failed('', {exitCode: 137, signal: 'SIGKILL', stdout: 'configmap/conf created\n'})).toMatchObject({
    message: 'kubectl apply failed: SIGKILL ended it',
    hint: expect.stringMatching(/^Not kflow ended it/),
  });
});
