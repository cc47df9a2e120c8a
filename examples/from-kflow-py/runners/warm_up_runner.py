"""Kept for comparison with warm_up_runner.ts; kflow does not load it."""

from kflow.runners import BaseRunner


class WarmUpRunner(BaseRunner):
    name = "warm-up"
    description = "Asks the workload for its first page."

    def apply(self, ctx):
        workload = ctx.config["workload"]
        ctx.kubectl_exec(["sh", "-c", "echo warm"], selector=f"app={workload}")

    def restart(self, ctx):
        if ctx.operation == "restart" and not ctx.extra["selector"]:
            ctx.rollout_restart("deployment", ctx.config["workload"])
