import type {KubeObject, ObjectQuery} from '../../ports/cluster-reader.js';
import {queryKey} from './api-path.js';
import {labelMatch, type LabelMatch} from './label-selector.js';

/** Up to this many selectors are the API server's to apply; of more, the whole collection is one read, and each picks its own of it. */
const few = 4;

/** A query with a label selector that can be applied here. */
interface Ask {
  query: ObjectQuery;
  matches: LabelMatch;
  resolve(objects: KubeObject[]): void;
  reject(error: unknown): void;
}

/**
 * Lists by label selectors, for the many resources of one namespace. Who asks for a collection while it is being read, or in the same turn of the event
 * loop, shares the next read with all others who do: a selector by itself reads what it selects and no more, however much there is beside it, and a
 * hundred of them make one list. Every answer is of a read that began after it was asked for.
 */
export class SelectedLists {
  /** Who waits for the next read of a collection that is being read, or soon will be. */
  private readonly waiting = new Map<string, Ask[]>();

  /** @param list asks the API server */
  constructor(private readonly list: (query: ObjectQuery) => Promise<KubeObject[]>) {}

  /** Rejects with what `list` rejects with. */
  read(query: ObjectQuery): Promise<KubeObject[]> {
    const matches = query.labelSelector === undefined ? undefined : labelMatch(query.labelSelector);
    // What cannot be told here is for the API server to tell.
    if (matches === undefined) return this.list(query);
    return new Promise((resolve, reject) => {
      const ask = {query, matches, resolve, reject};
      const key = queryKey(wholeOf(query));
      const waiting = this.waiting.get(key);
      if (waiting !== undefined) {
        waiting.push(ask);
        return;
      }
      this.waiting.set(key, [ask]);
      void this.serve(key);
    });
  }

  /** Reads a collection as often as somebody waits for it. */
  private async serve(key: string): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      const asks = this.waiting.get(key) ?? [];
      if (asks.length === 0) break;
      this.waiting.set(key, []);
      await this.answer(asks);
    }
    this.waiting.delete(key);
  }

  private async answer(asks: readonly Ask[]): Promise<void> {
    const queries = new Map(asks.map(({query}) => [queryKey(query), query]));
    if (queries.size > few) {
      const whole = this.list(wholeOf(asks[0]!.query));
      await settle(asks, async ({matches}) => (await whole).filter(({metadata}) => matches(metadata.labels)));
      return;
    }
    const lists = new Map([...queries].map(([key, query]) => [key, this.list(query)]));
    await settle(asks, async ({query}) => await lists.get(queryKey(query))!);
  }
}

async function settle(asks: readonly Ask[], find: (ask: Ask) => Promise<KubeObject[]>): Promise<void> {
  await Promise.all(asks.map((ask) => find(ask).then(ask.resolve, ask.reject)));
}

/** The same collection without the label selector. */
function wholeOf({labelSelector: _, ...query}: ObjectQuery): ObjectQuery {
  return query;
}
