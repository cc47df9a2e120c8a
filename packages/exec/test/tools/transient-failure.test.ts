import {expect, test} from '@jest/globals';
import {transientFailure} from '../../src/tools/failure/transient-failure.js';

const webhook =
  'Error from server (InternalError): error when creating "web.yaml": Internal error occurred: failed calling webhook "p.example.com": failed to call webhook: Post "https://p.shop.svc:443/?timeout=10s": ';
/** As kubectl apply tells of a patch that failed: the reason is the end of it, whatever the patch says. */
const patching = (family: string, reason: string) => `Error from server${family}: error when applying patch:
{"data":{"text":"is forbidden, 503, denied the request"},"metadata":{}}
to:
Resource: "/v1, Resource=configmaps", GroupVersionKind: "/v1, Kind=ConfigMap"
Name: "conf", Namespace: "shop"
for: "c.yaml": error when patching "c.yaml": ${reason}`;
const reading = (reason: string) => `error: error when retrieving current configuration of:
Resource: "/v1, Resource=configmaps", GroupVersionKind: "/v1, Kind=ConfigMap"
Name: "conf", Namespace: "shop"
from server for: "c.yaml": ${reason}`;
const invalid = 'The Deployment "web" is invalid: spec.template.spec.containers[0].image: Required value';

test.each([
  [`${webhook}dial tcp 10.0.0.3:443: connect: connection refused`, /webhook/],
  [`${webhook}no endpoints available for service "p"`, /webhook/],
  [`${webhook}context deadline exceeded`, /webhook/],
  [
    'Error from server (Conflict): error when applying patch: Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
    /same moment/,
  ],
  [
    'Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later',
    /429/,
  ],
  [
    'error: failed to create patch for web: if restart has already been triggered within the past second, please wait before attempting to trigger another',
    /less than a second ago/,
  ],
  ['Error from server: etcdserver: leader changed', /etcd/],
  ['Error from server: etcdserver: request timed out', /etcd/],
  ['Error from server (ServiceUnavailable): the server is currently unable to handle the request', /5xx/],
  ['Error from server (Timeout): the server was unable to return a response in the time allotted', /5xx/],
  ['The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?', /lost/],
  ['Unable to connect to the server: net/http: TLS handshake timeout', /lost/],
  ['error: Get "https://10.0.0.1/api": read tcp 10.0.0.2:1->10.0.0.1:443: read: connection reset by peer', /lost/],
  ['Unable to connect to the server: EOF', /lost/],
  [
    'error: error validating "web.yaml": error validating data: failed to download openapi: Get "https://10.0.0.1/openapi/v2?timeout=32s": dial tcp 10.0.0.1:443: connect: connection refused; if you choose to ignore these errors, turn validation off with --validate=false',
    /API server was lost/,
  ],
  [
    'Error: looks like "https://charts.example.com" is not a valid chart repository or cannot be reached: failed to fetch https://charts.example.com/index.yaml : 503 Service Unavailable',
    /chart repository/,
  ],
  [
    `Error: UPGRADE FAILED: failed to create resource: Internal error occurred: failed calling webhook "p": failed to call webhook: Post "https://p": dial tcp 10.0.0.3:443: connect: connection refused`,
    /webhook/,
  ],
  [patching('', 'etcdserver: leader changed'), /etcd/],
  [reading('etcdserver: request timed out'), /etcd/],
  [reading('unexpected error when reading response body. Please retry. Original error: unexpected EOF'), /lost/],
  [
    'Error: UPGRADE FAILED: create: failed to create: Post "https://10.0.0.1/api/v1/namespaces/shop/secrets": http2: server sent GOAWAY and closed the connection; LastStreamID=27, ErrCode=NO_ERROR, debug=""',
    /lost/,
  ],
  [
    'Error: query: failed to query with labels: Get "https://10.0.0.1/api/v1": stream error: stream ID 23; INTERNAL_ERROR; received from peer',
    /lost/,
  ],
  [
    'Error: UPGRADE FAILED: create: failed to create: Timeout: request did not complete within requested timeout',
    /5xx/,
  ],
  // Of several objects, kubectl leaves the first word out.
  [`${reading('read: connection reset by peer')}\n${reading('unexpected EOF')}`.replaceAll(/^error: /gm, ''), /lost/],
  // helm 3's list of errors.
  [
    'Error: 1 error occurred:\n\t* Post "https://10.0.0.1/api/v1/namespaces/shop/configmaps": read tcp 10.0.0.2:1->10.0.0.1:443: read: connection reset by peer\n\n',
    /lost/,
  ],
  // The warnings before it say nothing of it.
  ['Warning: spec.x is deprecated\nError from server: etcdserver: leader changed', /etcd/],
])('%s passes', (output, reason) =>
  expect(transientFailure(output)).toMatchObject({reason: expect.stringMatching(reason), patience: 60}),
);

test.each([
  ['Error from server (InternalError): error when creating "c.yaml": Internal error occurred: context canceled'],
  ['Error: query: failed to query with labels: Internal error occurred: context canceled'],
  [
    'Error from server (InternalError): an error on the server ("<html>") has prevented the request from succeeding (get pods)',
  ],
])('%s may pass, and is given less time', (output) =>
  expect(transientFailure(output)).toMatchObject({reason: expect.stringMatching(/500/), patience: 20}),
);

test.each([
  [invalid],
  [patching(' (Forbidden)', 'configmaps "conf" is forbidden: User "me" cannot patch resource "configmaps"')],
  [reading('configmaps "conf" is forbidden: User "me" cannot get resource "configmaps"')],
  [`${patching('', 'etcdserver: leader changed')}\n${invalid}`],
  ['Error: UPGRADE FAILED: 2 errors occurred:\n\t* etcdserver: leader changed\n\t* configmaps "a" is forbidden: no\n'],
  [
    `${reading('read: connection reset by peer')}\n${reading('configmaps "b" is forbidden')}`.replaceAll(
      /^error: /gm,
      '',
    ),
  ],
  // The reason is beyond what was kept.
  [patching('', '').replace(/\nfor: .*/, '')],
  [
    'Error from server (Forbidden): error when creating "web.yaml": pods is forbidden: User "me" cannot create resource "pods"',
  ],
  ['Error from server (NotFound): error when creating "web.yaml": namespaces "shop" not found'],
  [
    'Error from server: error when creating "x": admission webhook "p" denied the request: connection refused by policy',
  ],
  [
    'error: resource mapping not found for name: "w" namespace: "" from "w.yaml": no matches for kind "Widget" in version "example.com/v1"',
  ],
  ['error: error parsing web.yaml: error converting YAML to JSON'],
  // One of two will not.
  [`${webhook}connection refused\n${invalid}`],
  [''],
])('%s does not', (output) => expect(transientFailure(output)).toBeUndefined());
