import {BaseRunner} from '../base-runner.js';
import type {HealthVerdict} from '../base-runner.js';
import type {RunnerContext} from '../context.js';
import {commandConfigSchema} from './command-config.js';
import type {CommandConfig} from './command-config.js';
import {HookCall} from './hook-call.js';
import {hookNames} from './hook-names.js';
import type {HookName} from './hook-names.js';

/**
 * Hooks in any language, kflow's own runner `command`: a program is started for each hook, reads what it is asked for as JSON, and prints what it
 * has to say, and wants to have done, as lines of JSON. docs/command-runners.md is its page.
 */
export class CommandRunner extends BaseRunner<CommandConfig> {
  static override readonly runnerName = 'command';
  static override readonly description =
    'Hooks in any language: a program that speaks JSON on standard input and output.';
  static override readonly configSchema = commandConfigSchema;

  constructor(config: CommandConfig) {
    super(config);
    // To kflow, a hook that is not listed is one that this instance does not have.
    for (const hook of hookNames) if (!this.has(hook)) Object.defineProperty(this, hook, {value: undefined});
  }

  override async preApply(ctx: RunnerContext<CommandConfig>): Promise<void> {
    await new HookCall(ctx, 'preApply').run();
  }

  override async apply(ctx: RunnerContext<CommandConfig>): Promise<void> {
    await new HookCall(ctx, 'apply').run();
  }

  override async postApply(ctx: RunnerContext<CommandConfig>): Promise<void> {
    await new HookCall(ctx, 'postApply').run();
  }

  override async preDestroy(ctx: RunnerContext<CommandConfig>): Promise<void> {
    await new HookCall(ctx, 'preDestroy').run();
  }

  override async destroy(ctx: RunnerContext<CommandConfig>): Promise<void> {
    await new HookCall(ctx, 'destroy').run();
  }

  override async postDestroy(ctx: RunnerContext<CommandConfig>): Promise<void> {
    await new HookCall(ctx, 'postDestroy').run();
  }

  override async restart(ctx: RunnerContext<CommandConfig>): Promise<void> {
    await new HookCall(ctx, 'restart').run();
  }

  /** `reload`, else `apply`. */
  override async reload(ctx: RunnerContext<CommandConfig>): Promise<void> {
    await new HookCall(ctx, this.config.hooks.includes('reload') ? 'reload' : 'apply').run();
  }

  override async status(ctx: RunnerContext<CommandConfig>): Promise<string | undefined> {
    return (await new HookCall(ctx, 'status').run()).status;
  }

  override async health(ctx: RunnerContext<CommandConfig>): Promise<HealthVerdict> {
    return (await new HookCall(ctx, 'health').run()).health ?? {healthy: true};
  }

  private has(hook: HookName): boolean {
    const {hooks} = this.config;
    return hooks.includes(hook) || (hook === 'reload' && hooks.includes('apply'));
  }
}
