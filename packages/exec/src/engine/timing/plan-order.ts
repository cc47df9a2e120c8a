import type {Plan, PlanResource, PlanStep} from '@kflow/core';
import type {Span} from './timeline.js';

/** Which spans of a run had to come before which, by its plan. */
export class PlanOrder {
  private readonly steps = new Map<string, PlanStep>();
  private readonly stepsOf = new Map<string, PlanStep[]>();
  private readonly spansOf = new Map<string, Span[]>();
  private readonly resources: Map<string, PlanResource>;
  private readonly phaseAt: Map<string, number>;
  private readonly byPhase = new Map<number, Span[]>();

  constructor(plan: Plan, spans: readonly Span[]) {
    this.resources = new Map(plan.resources.map((resource) => [resource.name, resource]));
    this.phaseAt = new Map(plan.phases.map(({name}, index) => [name, index]));
    for (const step of plan.phases.flatMap((phase) => phase.steps)) {
      this.steps.set(step.id, step);
      push(this.stepsOf, step.resource, step);
    }
    for (const span of spans) {
      push(this.spansOf, span.resource, span);
      push(this.byPhase, this.phase(span), span);
    }
  }

  /** What a span may have had to wait for: by the plan's `after` inside its phase, and everything of the last phase before it. */
  before(span: Span): Span[] {
    const inPhase = this.inPhase(span).filter((each) => each !== span);
    if (inPhase.some(({end}) => end <= span.start)) return inPhase;
    for (let phase = this.phase(span) - 1; phase >= 0; phase--) {
      const spans = this.byPhase.get(phase);
      if (spans) return spans;
    }
    return [];
  }

  /** What belongs to no resource of the plan, such as the deletion of namespaces, comes after all phases. */
  private phase({resource}: Span): number {
    const found = this.resources.get(resource);
    return found === undefined ? this.phaseAt.size : (this.phaseAt.get(found.phase) ?? 0);
  }

  private inPhase(span: Span): Span[] {
    const own = (this.spansOf.get(span.resource) ?? []).filter(({type}) => type === 'step');
    const planned = span.type === 'step' ? this.steps.get(span.name) : undefined;
    if (planned) return this.after(planned.after, new Set());
    // A wait, or a step that the operation adds (such as `restart web`), comes after the resource's own steps.
    if (own.some((each) => each !== span)) return own;
    const after = this.resources.get(span.resource)?.after;
    const ofSteps = (this.stepsOf.get(span.resource) ?? []).map((step) => step.after);
    const seen = new Set<string>();
    return [...ofSteps, ...(after ? [after] : [])].flatMap((each) => this.after(each, seen));
  }

  private after({steps, ready}: PlanStep['after'], seen: Set<string>): Span[] {
    return [...steps.flatMap((id) => this.ofStep(id, seen)), ...ready.flatMap((name) => this.ofResource(name, seen))];
  }

  /** A step's span; what the step itself waited for when the operation had nothing to do for it. On destroy also the wait for its absence. */
  private ofStep(id: string, seen: Set<string>): Span[] {
    if (seen.has(id)) return [];
    seen.add(id);
    const step = this.steps.get(id);
    if (!step) return [];
    const of = this.spansOf.get(step.resource) ?? [];
    const spans = of.filter(({type, name}) => type === 'gone' || (type === 'step' && name === id));
    return spans.length > 0 ? spans : this.after(step.after, seen);
  }

  /** The wait for a resource and its steps; what it came after when it had neither. */
  private ofResource(name: string, seen: Set<string>): Span[] {
    const spans = this.spansOf.get(name);
    if (spans) return spans;
    if (seen.has(`ready ${name}`)) return [];
    seen.add(`ready ${name}`);
    const after = this.resources.get(name)?.after;
    return [
      ...(after ? this.after(after, seen) : []),
      ...(this.stepsOf.get(name) ?? []).flatMap(({id}) => this.ofStep(id, seen)),
    ];
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
