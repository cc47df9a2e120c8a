#!/usr/bin/env python3
"""Runs a runner class that was written for kflow-py 1.2.2, unchanged, as a hook of kflow's runner `command`.

    python3 kflow_py_shim.py MODULE.py CLASS

It stands in for `kflow.runners` and what is below it, so kflow-py need not be installed. Everything that a runner does
with its context is asked of kflow, which knows about dry runs, secrets, the context and the namespace. Python 3.9 or
newer; nothing else. Copy this one file into your project.

Where it is not what kflow-py was:
  - `apply` calls `pre_apply`, `apply` and `post_apply` on one instance, and `destroy` its three likewise, so list
    `apply` and `destroy` under `hooks`, and none of `preApply`, `postApply`, `preDestroy`, `postDestroy`.
  - Secrets and ConfigMaps are made here and applied on standard input, where kflow-py put values on a command line.
  - `helm_upgrade` hands values to helm as they are, where kflow-py made `--set` texts of them, and leaves the user's
    helm repositories alone.
  - The working directory is that of the resource's file, unless `workdir` says otherwise.
"""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import os
import re
import secrets
import shlex
import string
import subprocess
import sys
import threading
import time
import traceback
import types
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional


# --- the conversation with kflow: one JSON document a line -----------------------------------------------------------


class Conversation:
    """Requests go to standard output, answers come on standard input. One at a time, from whichever thread."""

    def __init__(self) -> None:
        # Only the protocol may use them: subprocesses read nothing, and what they print goes to standard error.
        self._in, self._out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "w", encoding="utf-8")
        with open(os.devnull, "rb") as nothing:
            os.dup2(nothing.fileno(), 0)
        os.dup2(2, 1)
        self._lock = threading.RLock()
        self._count = 0

    def read(self) -> dict:
        line = self._in.readline()
        if not line:
            raise SystemExit("kflow ended the conversation; is `answers: true` in the config of this runner?")
        return json.loads(line)

    def tell(self, **message: Any) -> None:
        with self._lock:
            self._out.write(json.dumps(message) + "\n")
            self._out.flush()

    def ask(self, **request: Any) -> dict:
        with self._lock:
            self._count += 1
            self.tell(**request, id=self._count, check=False)
            return self.read()


kflow: Conversation  # begun by main


class Printed(io.TextIOBase):
    """What the runner prints becomes log lines of kflow's."""

    def __init__(self) -> None:
        self._rest = ""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            kflow.tell(log=line)
        return len(text)

    def end(self) -> None:
        if self._rest:
            self.write("\n")


# --- kflow.runners.shell ---------------------------------------------------------------------------------------------


def format_command(cmd) -> str:
    return shlex.join(str(word) for word in cmd)


@dataclass
class CommandResult:
    cmd: list = field(default_factory=list)
    returncode: int = 0
    stdout: str = ""
    stderr: str = ""
    skipped: bool = False

    @property
    def ok(self) -> bool:
        return self.returncode == 0

    @property
    def pretty(self) -> str:
        return format_command(self.cmd)


class CommandError(RuntimeError):
    def __init__(self, cmd, returncode: int, stdout: str, stderr: str) -> None:
        self.cmd, self.returncode, self.stdout, self.stderr = list(cmd), returncode, stdout, stderr
        detail = (stderr or stdout or "").strip()
        what = f"{format_command(cmd)} failed with exit code {returncode}"
        super().__init__(f"{what}\n{detail}" if detail else what)


def checked(result: CommandResult, check: bool) -> CommandResult:
    if check and not result.ok:
        raise CommandError(result.cmd, result.returncode, result.stdout, result.stderr)
    return result


def run_command(cmd, *, check=True, capture=True, input_text=None, timeout=None, env=None, cwd=None) -> CommandResult:
    cmd = [str(word) for word in cmd]
    try:
        done = subprocess.run(
            cmd, input=input_text, capture_output=capture, text=True, timeout=timeout, env=env, cwd=cwd, check=False
        )
        result = CommandResult(cmd, done.returncode, done.stdout or "", done.stderr or "")
    except FileNotFoundError as error:
        result = CommandResult(cmd, 127, "", f"{cmd[0]} was not found ({error})")
    return checked(result, check)


# --- kflow.runners.helpers -------------------------------------------------------------------------------------------


def generate_secret(length: int = 32, *, alphabet: Optional[str] = None) -> str:
    value = "".join(secrets.choice(alphabet or string.ascii_letters + string.digits) for _ in range(length))
    kflow.tell(secrets=[value])
    return value


def b64(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def configmap_manifest(name, namespace, data, labels=None) -> str:
    return _manifest("ConfigMap", name, namespace, labels, data={key: str(value) for key, value in data.items()})


def secret_manifest(name, namespace, data, *, string_data=True, labels=None) -> str:
    texts = {key: str(value) for key, value in data.items()}
    values = {"stringData": texts} if string_data else {"data": {key: b64(text) for key, text in texts.items()}}
    return _manifest("Secret", name, namespace, labels, type="Opaque", **values)


def wait_for(predicate, *, timeout: float = 120.0, interval: float = 3.0, description: str = "condition") -> bool:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if predicate():
            return True
        time.sleep(interval)
    return False


def _manifest(kind, name, namespace, labels=None, **rest) -> str:
    """JSON, which is YAML as well."""
    labels = {"app.kubernetes.io/managed-by": "kflow", **(labels or {})}
    place = {"namespace": namespace} if namespace else {}
    metadata = {"name": name, **place, "labels": labels}
    return json.dumps({"apiVersion": "v1", "kind": kind, "metadata": metadata, **rest}, indent=2) + "\n"


# --- kflow.runners.kube ----------------------------------------------------------------------------------------------


def _in(namespace: Optional[str]) -> list:
    return ["-n", namespace] if namespace else []


def _files(sources) -> dict:
    """`path` or `key=path` -> its bytes by key."""
    pairs = [str(source).split("=", 1) if "=" in str(source) else (Path(source).name, source) for source in sources]
    return {key: Path(path).read_bytes() for key, path in pairs}


class KubeClient:
    """kubectl and helm, run by kflow in the run's context."""

    def __init__(self, *, context=None, kubeconfig=None, dry_run=False, server_side=False, console=None, verbose=False):
        self.context, self.kubeconfig, self.dry_run = context, kubeconfig, dry_run
        self.server_side, self.console, self.verbose = server_side, console, verbose

    def _run(self, tool, args, *, mutating=False, check=True, capture=True, input_text=None, timeout=None):
        args = [str(arg) for arg in args]
        own = args.index("--") if "--" in args else len(args)
        names_one = any(re.match(r"-n|-A$|--namespace|--all-namespaces", arg) for arg in args[:own])
        # kflow names the step's namespace where the arguments name none. kflow-py did not, and an empty one is none.
        bound = args if names_one else [*args[:own], "--namespace=", *args[own:]]
        options = {"stdin": input_text, "timeout": timeout}
        return self._ask(
            [tool, *args],
            check,
            **{tool: bound, "mutating": bool(mutating)},
            **{key: value for key, value in options.items() if value is not None},
        )

    def _ask(self, cmd, check, **request) -> CommandResult:
        answer = kflow.ask(**request)
        result = CommandResult(cmd, *(answer[key] for key in ("exitCode", "stdout", "stderr", "skipped")))
        return checked(result, check)

    def kubectl(self, args, **options) -> CommandResult:
        return self._run("kubectl", args, **options)

    def helm(self, args, **options) -> CommandResult:
        return self._run("helm", args, **options)

    # manifests

    def apply_and_wait(self, manifest: str, namespace: str) -> CommandResult:
        """kflow's own way: it waits for what was applied and, where it is JSON, masks the values of Secrets."""
        try:
            what = json.loads(manifest)
        except json.JSONDecodeError:
            what = manifest
        if not isinstance(what, dict) or "name" not in what.get("metadata", {}):
            what = manifest
        return self._ask(["kubectl", "apply", "-n", namespace, "-f", "-"], True, applyManifest=what)

    def apply_stdin(self, manifest: str, *, namespace=None) -> CommandResult:
        return self._apply(["-f", "-"], namespace, input_text=manifest)

    def apply_file(self, path, *, namespace=None) -> CommandResult:
        return self._apply(["-f", path], namespace)

    def apply_kustomize(self, path) -> CommandResult:
        return self._apply(["-k", path], None)

    def _apply(self, what, namespace, **options) -> CommandResult:
        flags = ["--server-side"] if self.server_side else []
        return self.kubectl(["apply", *flags, *_in(namespace), *what], mutating=True, **options)

    def delete_stdin(self, manifest: str, *, namespace=None, ignore_not_found=True) -> CommandResult:
        return self._delete(["-f", "-"], namespace, ignore_not_found, input_text=manifest)

    def delete_file(self, path, *, namespace=None, ignore_not_found=True) -> CommandResult:
        return self._delete(["-f", path], namespace, ignore_not_found)

    def delete_kustomize(self, path, *, ignore_not_found=True) -> CommandResult:
        return self._delete(["-k", path], None, ignore_not_found)

    def _delete(self, what, namespace, ignore_not_found, **options) -> CommandResult:
        flags = ["--ignore-not-found"] if ignore_not_found else []
        return self.kubectl(["delete", *_in(namespace), *what, *flags], mutating=True, check=False, **options)

    # namespaces

    def namespace_exists(self, namespace: str) -> bool:
        return self.resource_exists("namespace", namespace)

    def ensure_namespace(self, namespace: Optional[str]) -> None:
        if namespace and namespace != "default" and not self.namespace_exists(namespace):
            self.namespace_apply(namespace)

    def namespace_apply(self, name: str, *, labels=None, annotations=None) -> CommandResult:
        namespace = json.loads(_manifest("Namespace", name, None, labels))
        if annotations:
            namespace["metadata"]["annotations"] = annotations
        return self.apply_stdin(json.dumps(namespace))

    def delete_namespace(self, namespace: str, *, wait=False) -> CommandResult:
        flags = ["--ignore-not-found"] + ([] if wait else ["--wait=false"])
        return self.kubectl(["delete", "namespace", namespace, *flags], mutating=True, check=False)

    def resource_exists(self, kind: str, name: str, namespace=None) -> bool:
        found = self.kubectl(["get", kind, name, *_in(namespace)], check=False)
        return found.ok and not found.skipped

    # rollouts and waits

    def rollout_restart(self, kind: str, name: str, namespace: str) -> CommandResult:
        return self.kubectl(["rollout", "restart", f"{kind.lower()}/{name}", "-n", namespace], mutating=True)

    def rollout_status(self, kind: str, name: str, namespace: str, timeout: int = 300) -> CommandResult:
        workload = f"{kind.lower()}/{name}"
        return self.kubectl(["rollout", "status", workload, "-n", namespace, f"--timeout={timeout}s"], check=False)

    def rollout_wait_all(self, namespace: str, *, kinds=None, selector=None, timeout: int = 300) -> None:
        for kind in kinds or ["deployment", "statefulset", "daemonset"]:
            select = ["-l", selector] if selector else []
            found = self.kubectl(["get", kind, "-o", "name", "-n", namespace, *select], check=False)
            for workload in found.stdout.split() if found.ok else []:
                self.kubectl(["rollout", "status", workload, "-n", namespace, f"--timeout={timeout}s"])

    def wait_for(self, resource, condition=None, namespace=None, timeout=120, jsonpath=None) -> CommandResult:
        if not condition and not jsonpath:
            raise ValueError("wait_for takes a condition or a jsonpath")
        what = f"condition={condition}" if condition else f"jsonpath={jsonpath}"
        return self.kubectl(["wait", resource, f"--for={what}", f"--timeout={timeout}s", *_in(namespace)], check=False)

    # questions

    def get_json(self, args) -> dict:
        return _parsed(self.kubectl([*args, "-o", "json"], check=False))

    def get_pods(self, namespace: str, selector=None) -> list:
        return [self._pod(pod) for pod in self._items("pods", namespace, selector)]

    @staticmethod
    def _pod(pod: dict) -> dict:
        status = pod.get("status", {})
        containers = status.get("containerStatuses") or []
        ready = bool(containers) and all(each.get("ready", False) for each in containers)
        return {"name": pod["metadata"]["name"], "phase": status.get("phase", "Unknown"), "ready": ready}

    def get_workloads(self, namespace: str, selector=None, kinds=None) -> list:
        kinds = [kind.lower() for kind in kinds or ["deployment", "statefulset", "daemonset"]]
        plurals = ",".join(kind if kind.endswith("s") else f"{kind}s" for kind in kinds)
        return [self._workload(workload) for workload in self._items(plurals, namespace, selector)]

    @staticmethod
    def _workload(workload: dict) -> dict:
        kind, spec, status = workload["kind"], workload.get("spec", {}), workload.get("status", {})
        if kind == "DaemonSet":
            ready, desired = status.get("numberReady", 0), status.get("desiredNumberScheduled", 0)
        else:
            ready, desired = status.get("readyReplicas", 0), spec.get("replicas", status.get("replicas", 0))
        name = workload["metadata"]["name"]
        return {"kind": kind, "name": name, "ready": ready, "desired": desired, "ok": ready >= desired}

    def _items(self, kinds: str, namespace: str, selector) -> list:
        return self.get_json(["get", kinds, "-n", namespace, *(["-l", selector] if selector else [])]).get("items", [])

    def logs(self, namespace, *, selector=None, workload=None, pod=None, container=None, follow=False, tail=None,
             since=None, previous=False) -> CommandResult:
        target = [pod or workload] if pod or workload else (["-l", selector] if selector else [])
        flags = ["-c", container] if container else ["--all-containers=true"]
        flags += [] if pod else ["--prefix=true"]
        flags += [] if tail is None else ["--tail", tail]
        flags += ["--since", since] if since else []
        flags += (["--previous"] if previous else []) + (["-f"] if follow else [])
        return self.kubectl(["logs", "-n", namespace, *target, *flags], check=False)

    # pods

    def exec(self, namespace, *, command, selector=None, pod=None, container=None) -> CommandResult:
        if pod is None and selector is None:
            return CommandResult(["kubectl", "exec"], 1, "", "exec takes a pod or a selector")
        target = {"pod": pod} if pod is not None else {"selector": selector}
        request = {"exec": [str(word) for word in command], "namespace": namespace, **target}
        if container:
            request["container"] = container
        return self._ask(["kubectl", "exec", pod or selector, "--", *command], False, **request)

    # Secrets and ConfigMaps

    def secret_apply(self, name, namespace, *, literals=None, from_files=None, from_env_file=None) -> CommandResult:
        data = {key: str(value).encode() for key, value in (literals or {}).items()}
        data.update(_files(from_files or []))
        for line in Path(from_env_file).read_text().splitlines() if from_env_file else []:
            if line.strip() and not line.lstrip().startswith("#"):
                key, _, value = line.strip().partition("=")
                data[key] = value.encode()
        encoded = {key: base64.b64encode(value).decode() for key, value in data.items()}
        kflow.tell(secrets=[*encoded.values(), *(value.decode(errors="ignore") for value in data.values())])
        manifest = _manifest("Secret", name, namespace, type="Opaque", data=encoded)
        return self.apply_stdin(manifest, namespace=namespace)

    def configmap_apply(self, name, namespace, *, literals=None, from_files=None, from_dir=None) -> CommandResult:
        data = {key: str(value).encode() for key, value in (literals or {}).items()}
        data.update(_files(from_files or []))
        for path in sorted(Path(from_dir).rglob("*")) if from_dir else []:
            if path.is_file():
                data["---".join(path.relative_to(from_dir).parts)] = path.read_bytes()
        texts, binary = {}, {}
        for key, value in data.items():
            try:
                texts[key] = value.decode()
            except UnicodeDecodeError:
                binary[key] = base64.b64encode(value).decode()
        manifest = _manifest("ConfigMap", name, namespace, data=texts, binaryData=binary)
        return self.apply_stdin(manifest, namespace=namespace)

    def secret_delete(self, name, namespace, *, ignore_not_found=True) -> CommandResult:
        return self._delete(["secret", name], namespace, ignore_not_found)

    def configmap_delete(self, name, namespace, *, ignore_not_found=True) -> CommandResult:
        return self._delete(["configmap", name], namespace, ignore_not_found)

    # helm

    def helm_repo_add(self, name: str, url: str) -> None:
        self.helm(["repo", "add", name, url], check=False, mutating=True)
        self.helm(["repo", "update", name], check=False, mutating=True)

    def helm_upgrade(self, release, chart, namespace, *, version=None, values_files=None, set_values=None,
                     repo_name=None, repo_url=None, create_namespace=True, wait=False, timeout=300) -> CommandResult:
        args = ["upgrade", "--install", release]
        args += [str(chart).split("/", 1)[-1], "--repo", repo_url] if repo_name and repo_url else [chart]
        args += ["-n", namespace] + (["--create-namespace"] if create_namespace else [])
        args += ["--version", version] if version else []
        args += [word for path in values_files or [] for word in ("-f", path)]
        args += ["-f", "-"] if set_values else []
        args += ["--wait", f"--timeout={timeout}s"] if wait else []
        return self.helm(args, mutating=True, input_text=json.dumps(set_values) if set_values else None)

    def helm_uninstall(self, release: str, namespace: str) -> CommandResult:
        return self.helm(["uninstall", release, "-n", namespace, "--ignore-not-found"], mutating=True, check=False)

    def helm_status(self, release: str, namespace: str) -> dict:
        return _parsed(self.helm(["status", release, "-n", namespace, "-o", "json"], check=False))


def _parsed(result: CommandResult) -> dict:
    try:
        return json.loads(result.stdout) if result.ok else {}
    except json.JSONDecodeError:
        return {}


# --- kflow.runners.base ----------------------------------------------------------------------------------------------

#: What stood for colours in a line.
_colour = r"(?:bright_)?(?:black|red|green|yellow|blue|magenta|cyan|white)|grey\d*|#[0-9a-f]{6}"
_style = rf"(?:bold|dim|italic|underline|blink|reverse|strike|not|on|{_colour})"
_markup = re.compile(rf"(?<!\\)\[/?{_style}(?: {_style})*\]|(?<!\\)\[/\]")


class Console:
    """As much of rich's Console as a runner's context had use for."""

    def print(self, *objects, **_options) -> None:
        text = _markup.sub("", " ".join(str(each) for each in objects)).replace("\\[", "[")
        for line in text.split("\n"):
            kflow.tell(log=line)

    log = print


@dataclass
class RunnerContext:
    resource: str
    namespace: str
    config: dict = field(default_factory=dict)
    kube: Any = None
    console: Any = None
    dry_run: bool = False
    operation: str = ""
    workdir: Path = field(default_factory=Path)
    state: dict = field(default_factory=dict)
    extra: dict = field(default_factory=dict)

    def log(self, message: str, *, style: str = "cyan") -> None:
        self.console.print(message)

    def warn(self, message: str) -> None:
        kflow.tell(warn=_markup.sub("", str(message)))

    def kubectl(self, args, **options) -> CommandResult:
        return self.kube.kubectl(args, **options)

    def helm(self, args, **options) -> CommandResult:
        return self.kube.helm(args, **options)

    def apply_manifest(self, text: str) -> CommandResult:
        return self.kube.apply_and_wait(text, self.namespace)

    def rollout_restart(self, kind: str, name: str) -> CommandResult:
        return self.kube.rollout_restart(kind, name, self.namespace)

    def kubectl_exec(self, command, *, selector=None, pod=None, container=None) -> CommandResult:
        return self.kube.exec(self.namespace, command=command, selector=selector, pod=pod, container=container)

    def path(self, relative) -> Path:
        return self.workdir / relative


class BaseRunner:
    name = ""
    description = ""

    def __init__(self, config: Optional[dict] = None) -> None:
        self.config = config or {}

    def pre_apply(self, ctx): ...

    def apply(self, ctx): ...

    def post_apply(self, ctx): ...

    def pre_destroy(self, ctx): ...

    def destroy(self, ctx): ...

    def post_destroy(self, ctx): ...

    def restart(self, ctx): ...

    def reload(self, ctx):
        self.apply(ctx)

    def status(self, ctx):
        return None

    def health(self, ctx):
        return True

    @classmethod
    def registry_name(cls) -> str:
        return cls.name or cls.__name__


# --- what runners import ---------------------------------------------------------------------------------------------


def _module(name: str, *exported: Any, **more: Any) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__path__ = []  # a package: it may have others below it
    vars(module).update({each.__name__: each for each in exported}, **more)
    sys.modules[name] = module
    return module


def stand_in() -> None:
    """Makes `kflow.runners` and what is below it importable."""
    base = (BaseRunner, RunnerContext)
    shell = (CommandError, CommandResult, format_command, run_command)
    made = (generate_secret, b64, configmap_manifest, secret_manifest, wait_for)
    inner = {
        "helpers": _module("kflow.runners.helpers", *made),
        "base": _module("kflow.runners.base", *base),
        "shell": _module("kflow.runners.shell", *shell),
        "kube": _module("kflow.runners.kube", KubeClient),
    }
    runners = _module("kflow.runners", *base, *shell, KubeClient, **inner)
    _module("kflow", *base, KubeClient, runners=runners, __version__="1.2.2")


def load(path: str, name: str) -> type:
    """The runner class of that name, or of that `name`, in a file."""
    spec = importlib.util.spec_from_file_location(f"kflow_runner_{Path(path).stem}", path)
    if spec is None or spec.loader is None or not Path(path).is_file():
        raise SystemExit(f"there is no runner module {Path(path).resolve()}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    found = [
        each for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, BaseRunner) and each is not BaseRunner
    ]
    for each in found:
        if each.registry_name() == name:
            return each
    names = ", ".join(each.registry_name() for each in found) or "none at all"
    raise SystemExit(f"{path} has no runner {name}; it has {names}")


# --- one call of a hook ----------------------------------------------------------------------------------------------

hooks = {
    "apply": ["pre_apply", "apply", "post_apply"],
    "destroy": ["pre_destroy", "destroy", "post_destroy"],
    "restart": ["restart"],
    "reload": ["reload"],
    "status": ["status"],
    "health": ["health"],
}


def context(call: dict) -> RunnerContext:
    console, dry_run = Console(), call["dryRun"]
    where = {key: call.get(key) for key in ("context", "kubeconfig")}
    state = dict(call["state"])
    for old, new in {"lastOperation": "last_operation", "lastApplied": "last_applied"}.items():
        if old in state:
            state[new] = state.pop(old)
    resource = call["resource"]
    return RunnerContext(
        resource=resource["name"],
        namespace=call["namespace"],
        config=call["config"],
        kube=KubeClient(**where, dry_run=dry_run, console=console),
        console=console,
        dry_run=dry_run,
        operation=call["operation"],
        workdir=Path(call["dir"]),
        state=state,
        extra={"phase": resource["phase"], "selector": resource.get("selector")},
    )


def main() -> int:
    if len(sys.argv) != 3:
        raise SystemExit("usage: kflow_py_shim.py MODULE.py CLASS, as `command` of kflow's runner `command`")
    global kflow
    kflow = Conversation()
    call = kflow.read()
    if not call["answers"]:
        raise SystemExit("the config of this runner needs `answers: true`")
    methods = hooks.get(call["hook"])
    if methods is None:
        raise SystemExit(f"do not list the hook {call['hook']}: apply and destroy call all three of theirs")
    printed = sys.stdout = Printed()
    stand_in()
    try:
        runner = load(*sys.argv[1:])(call["config"])
        ctx = context(call)
        for method in methods:
            result = getattr(runner, method)(ctx)
    except CommandError as error:
        # Its last line is what kflow shows; the place in the runner is of no interest for what a tool says.
        sys.stderr.write(f"{error}\n")
        return 1
    except Exception:
        traceback.print_exc()
        return 1
    finally:
        printed.end()
    if call["hook"] == "status" and result is not None:
        kflow.tell(status=str(result))
    if call["hook"] == "health":
        kflow.tell(healthy=bool(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
