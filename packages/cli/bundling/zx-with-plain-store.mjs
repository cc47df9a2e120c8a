import {readFile} from 'node:fs/promises';

/**
 * zx keeps the options of a call in an AsyncLocalStorage, and reads them before the call returns. The first use of one makes Node (before 24) run hooks
 * for every promise from then on: a tenth of what `status` takes. A store that lasts as long as the call does the same.
 */
const storage = 'new import_node_async_hooks.AsyncLocalStorage()';
const plainStore = `{
  run(store, callback) {
    const outer = this.current;
    this.current = store;
    try {
      return callback();
    } finally {
      this.current = outer;
    }
  },
  getStore() {
    return this.current;
  },
}`;

/** Gives zx a plain store. Only for the bundle, which nobody else's zx is part of. */
export const zxWithPlainStore = {
  name: 'zx-with-plain-store',
  setup(builder) {
    builder.onLoad({filter: /[\\/]zx[\\/]build[\\/]core\.cjs$/}, async ({path}) => {
      const text = await readFile(path, 'utf8');
      if (text.split(storage).length !== 2)
        throw new Error('zx keeps its options in another way: see zx-with-plain-store.mjs');
      return {contents: text.replace(storage, plainStore), loader: 'js'};
    });
  },
};
