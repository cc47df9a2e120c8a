import {describe, expect, test} from '@jest/globals';
import {isKflowError, type KflowError} from '../../src/errors/kflow-error.js';
import type {ToolBinding} from '../../src/tools/cluster-tool.js';
import {createHelm} from '../../src/tools/helm.js';
import {createKubectl} from '../../src/tools/kubectl.js';
import {type Answer, FakeCommands} from './fake-commands.js';

type Reported = Parameters<NonNullable<ToolBinding['report']>>[0];

/** kubectl and helm over fake commands, and what they told. */
function bound(
  options: {dryRun?: boolean; context?: string; kubeconfig?: string; executable?: string} = {},
  ...answers: Answer[]
) {
  const commands = new FakeCommands(answers.length === 0 ? [{}] : answers);
  const reported: Reported[] = [];
  const lines: string[] = [];
  const binding: ToolBinding = {
    report: (command) => reported.push(command),
    onLine: (stream, line) => lines.push(`${stream}: ${line}`),
  };
  return {
    commands,
    reported,
    lines,
    kubectl: createKubectl({commands, context: 'kind', ...options}).with(binding),
    helm: createHelm({commands, context: 'kind', ...options}).with(binding),
  };
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => error,
  );
}

async function failure(promise: Promise<unknown>): Promise<KflowError> {
  const error = await rejection(promise);
  if (!isKflowError(error)) throw error;
  return error;
}

describe('a call is bound', () => {
  test.each([
    [['get', 'pods'], 'get pods --namespace web --context kind --kubeconfig /k'],
    [['exec', 'p', '--', 'ls', '-n'], 'exec p --namespace web --context kind --kubeconfig /k -- ls -n'],
    [['get', 'pods', '-A'], 'get pods -A --context kind --kubeconfig /k'],
    [['get', 'pods', '--all-namespaces=true'], 'get pods --all-namespaces=true --context kind --kubeconfig /k'],
    [['get', 'pods', '-n', 'mine'], 'get pods -n mine --context kind --kubeconfig /k'],
    [['get', 'pods', '-nmine'], 'get pods -nmine --context kind --kubeconfig /k'],
    [['get', 'pods', '--namespace=mine'], 'get pods --namespace=mine --context kind --kubeconfig /k'],
    [['get', 'pods', '--context=b', '--kubeconfig', 'c'], 'get pods --context=b --kubeconfig c --namespace web'],
  ])('kubectl %j', async (args, expected) => {
    const {kubectl, commands} = bound({kubeconfig: '/k'});
    await kubectl.call(args, {mutating: false, namespace: 'web'});
    expect(commands.args.join(' ')).toBe(expected);
  });

  test('helm calls the context by another name', async () => {
    const {helm, commands} = bound({kubeconfig: '/k'});
    await helm.call(['list'], {mutating: false, namespace: 'web'});
    expect(commands.args.join(' ')).toBe('list --namespace web --kube-context kind --kubeconfig /k');
  });

  test('to nothing when there is nothing to bind it to', async () => {
    const commands = new FakeCommands();
    await createKubectl({commands, env: {A: '1'}, executable: '/opt/kubectl'}).call(['version'], {mutating: false});
    expect(commands.requests[0]).toMatchObject({tool: '/opt/kubectl', args: ['version'], env: {A: '1'}});
  });
});

describe('a call is reported', () => {
  test('before it runs, quoted and masked', async () => {
    const {kubectl, reported} = bound({}, () => {
      expect(reported).toHaveLength(1);
      return {};
    });
    await kubectl.call(
      ['create', 'secret', 'generic', 'db', '--from-literal=user=me', "--from-literal=a=it's", 'hunter2 x'],
      {
        mutating: true,
        secrets: ['hunter2'],
      },
    );
    expect(reported).toEqual([
      {
        command: `kubectl create secret generic db '--from-literal=user=***' '--from-literal=a=***' '*** x' --context kind`,
        mutating: true,
        ran: true,
      },
    ]);
  });

  test('to whom it was bound last', async () => {
    const {kubectl, reported, lines} = bound({}, {stdout: 'a\n'});
    const others: Reported[] = [];
    await kubectl.with({report: (command) => others.push(command)}).call(['version'], {mutating: false});
    expect([reported.length, others.length]).toEqual([0, 1]);
    expect(lines).toEqual(['stdout: a']);
  });
});

describe('under a dry run', () => {
  test('a read runs', async () => {
    const {kubectl, commands, reported} = bound({dryRun: true}, {stdout: 'x'});
    expect(await kubectl.call(['get', 'pods'], {mutating: false})).toMatchObject({stdout: 'x', skipped: false});
    expect(commands.requests).toHaveLength(1);
    expect(reported).toMatchObject([{ran: true}]);
  });

  test('a change is reported so that it can be pasted, and does not run', async () => {
    const {kubectl, commands, reported} = bound({dryRun: true});
    const result = await kubectl.call(['apply', '-f', '-'], {
      mutating: true,
      stdin: 'kind: ConfigMap\ndata:\n  a: b\n',
    });
    expect(result).toMatchObject({exitCode: 0, skipped: true, stdout: '', stderr: ''});
    expect(commands.requests).toHaveLength(0);
    expect(reported).toEqual([
      {
        command: "kubectl apply -f - --context kind <<'EOF'\nkind: ConfigMap\ndata:\n  a: b\nEOF",
        mutating: true,
        ran: false,
      },
    ]);
  });

  test('a Secret on standard input is masked, and input that is a secret not shown', async () => {
    const {kubectl, reported} = bound({dryRun: true});
    await kubectl.call(['apply', '-f', '-'], {mutating: true, stdin: 'kind: Secret\ndata:\n  a: aHVudGVyMg==\n'});
    await kubectl.call(['apply', '-f', '-'], {mutating: true, stdin: 'anything', shownStdin: '***'});
    expect(reported.map(({command}) => command)).toEqual([
      "kubectl apply -f - --context kind <<'EOF'\nkind: Secret\ndata:\n  a: ***\nEOF",
      "kubectl apply -f - --context kind <<'EOF'\n***\nEOF",
    ]);
  });
});

describe('output', () => {
  test('is passed on in masked lines, however it is cut', async () => {
    const {kubectl, lines} = bound({}, ({onOutput}) => {
      for (const part of ['service/web con', 'figured\r\npassword hun', 'ter2', '\nlast']) onOutput?.('stdout', part);
      onOutput?.('stderr', 'Warning: hunter2\n');
      return {};
    });
    await kubectl.call(['apply', '-f', 'x'], {mutating: true, secrets: ['hunter2']});
    expect(lines).toEqual([
      'stdout: service/web configured',
      'stdout: password ***',
      'stderr: Warning: ***',
      'stdout: last',
    ]);
  });

  test('that holds objects is shown when the whole is there', async () => {
    const stdout = 'apiVersion: v1\ndata:\n  password: aHVudGVyMg==\nkind: Secret\n';
    const {kubectl, lines} = bound({}, {stdout});
    await kubectl.call(['get', '-f', 'x', '-o', 'yaml'], {mutating: false});
    expect(lines).toEqual([
      'stdout: apiVersion: v1',
      'stdout: data:',
      'stdout:   password: ***',
      'stdout: kind: Secret',
    ]);
  });

  test.each([
    ['kubectl', 'get secret db -o jsonpath={.data.password}'],
    ['kubectl', 'get cm,secrets -ojsonpath={.items}'],
    ['kubectl', 'create token robot'],
    ['kubectl', 'config view --raw'],
    ['helm', 'get values web'],
    ['helm', 'get all web'],
    ['helm', 'get manifest web'],
    ['helm', 'status web'],
    ['helm', 'upgrade web . -o yaml'],
    ['helm', 'status web -o json'],
    ['helm', 'upgrade web . --debug'],
  ] as const)('that nothing marks as secret is not shown: %s %s', async (tool, args) => {
    const {lines, ...tools} = bound({}, {stdout: 'aHVudGVyMg==\nmore\n'});
    await tools[tool].call(args.split(' '), {mutating: false});
    expect(lines).toEqual(['stdout: ***']);
  });

  test('is passed on raw to the caller', async () => {
    const {kubectl} = bound({}, {stdout: 'hunter2'});
    let seen = '';
    const call = {mutating: false, secrets: ['hunter2'], onOutput: (_: string, text: string) => void (seen += text)};
    expect((await kubectl.call(['get', 'x'], call)).stdout).toBe('hunter2');
    expect(seen).toBe('hunter2');
  });
});

describe('a call that fails', () => {
  test('says what failed, with the command, its exit code and what it said, masked', async () => {
    const stderr = 'Warning: old\nError from server (NotFound): namespaces "web" not found\nhunter2\n';
    const {kubectl} = bound({}, {exitCode: 1, stderr});
    const error = await failure(kubectl.call(['apply', '-f', 'hunter2.yaml'], {mutating: true, secrets: ['hunter2']}));
    expect(error).toMatchObject({
      family: 'external',
      code: 'KF703',
      message: 'kubectl apply failed: Error from server (NotFound): namespaces "web" not found',
      hint: expect.stringContaining('namespace web does not exist'),
      command: {
        text: `kubectl apply -f '***.yaml' --context kind`,
        exitCode: 1,
        output: 'Warning: old\nError from server (NotFound): namespaces "web" not found\n***',
      },
    });
  });

  test('keeps the last lines only, of stdout when stderr is empty', async () => {
    const stdout = Array.from({length: 50}, (_, index) => `line ${index}`).join('\n');
    const {helm} = bound({}, {exitCode: 2, stdout});
    const error = await failure(helm.call(['lint'], {mutating: false}));
    expect(error.command?.output.split('\n')).toHaveLength(20);
    expect(error.command?.output).toMatch(/^line 30\n.*line 49$/s);
    expect(error.message).toBe('helm lint failed: line 49');
  });

  test('without a word still says how it ended', async () => {
    const {kubectl} = bound({}, {exitCode: 137, signal: 'SIGKILL'}, {exitCode: 3});
    expect((await failure(kubectl.call(['wait'], {mutating: false}))).message).toBe(
      'kubectl wait failed: SIGKILL ended it',
    );
    expect((await failure(kubectl.call(['wait'], {mutating: false}))).message).toBe(
      'kubectl wait failed: it exited with 3',
    );
  });

  test('is a result when it need not be checked', async () => {
    const {kubectl} = bound({}, {exitCode: 1, stderr: 'no'});
    expect(await kubectl.call(['get', 'x'], {mutating: false, check: false})).toMatchObject({
      exitCode: 1,
      stderr: 'no',
    });
  });

  test('because its time was over', async () => {
    const {kubectl} = bound({}, {exitCode: 143, signal: 'SIGTERM', timedOut: true});
    const error = await failure(kubectl.call(['rollout', 'status', 'deploy/web'], {mutating: false, timeout: 3}));
    expect(error).toMatchObject({
      code: 'KF702',
      message: 'kubectl rollout status did not end within 3 s and was killed',
    });
  });
});

describe('aborting', () => {
  test.each(['call', 'binding'])('by the signal of the %s ends the command with its reason', async (which) => {
    const abort = new AbortController();
    const other = new AbortController();
    const {kubectl, commands} = bound({}, ({signal}) => {
      abort.abort();
      return {aborted: signal!.aborted, exitCode: 143};
    });
    const [bindingSignal, signal] = which === 'call' ? [other.signal, abort.signal] : [abort.signal, other.signal];
    const call = kubectl.with({signal: bindingSignal}).call(['get', 'x'], {mutating: false, check: false, signal});
    expect(await rejection(call)).toBe(abort.signal.reason);
    expect(commands.requests).toHaveLength(1);
  });

  test('before a call begins keeps it from running', async () => {
    const {kubectl, commands} = bound();
    expect(await rejection(kubectl.call(['get', 'x'], {mutating: false, signal: AbortSignal.abort()}))).toMatchObject({
      name: 'AbortError',
    });
    expect(commands.requests).toHaveLength(0);
  });
});

describe('what is called like a secret but is none', () => {
  const secrets = ['shop'];

  test('stays readable in our own flags', async () => {
    const {kubectl, reported} = bound({kubeconfig: '/home/shop/config'});
    await kubectl.call(['get', 'pods', 'shop'], {mutating: false, namespace: 'shop', secrets});
    expect(reported[0]?.command).toBe(
      "kubectl get pods '***' --namespace shop --context kind --kubeconfig /home/shop/config",
    );
  });

  test('stays readable in arguments that are known to hold no secret', async () => {
    const {kubectl, reported} = bound({dryRun: true});
    await kubectl.call(['apply', '-f', '/shop/a.yaml'], {mutating: true, secrets, plainArguments: true});
    expect(reported[0]?.command).toBe('kubectl apply -f /shop/a.yaml --context kind');
  });
});
