// @ts-check

/**
 * @typedef {{id: string, version: string}} Stored
 *   A draft as it was last seen; without an id there is none yet. Without a version any other is written over.
 */

/**
 * Saves a draft one time after another: what is saved while that is still under way for the first time goes into the same
 * draft, and makes no second one.
 *
 * @template T
 * @param {Stored} begun
 * @param {T} saved what stands in it
 * @param {(seen: Stored, what: T) => Promise<Stored>} write
 */
export function draftKeeper(begun, saved, write) {
  const draft = { seen: begun, saved };
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();

  /** @param {T} what */
  const save = async (what) => {
    const { id, version } = await write(draft.seen, what);
    Object.assign(draft, { seen: { id, version }, saved: what });
    return draft.seen;
  };
  /** @template R @param {() => Promise<R>} step @returns {Promise<R>} */
  const afterwards = (step) => {
    const run = last.then(step);
    last = run.catch(() => {}); // whoever asked for it is told
    return run;
  };

  return {
    /** @param {T} what @returns {Promise<Stored>} */
    save: (what) => afterwards(() => save(what)),
    /** Saves what is not saved by then. @param {T} what */
    keep: (what) => afterwards(async () => (draft.saved === what ? draft.seen : save(what))),
    /** What a colleague made of it is seen, and written over or gone on with. @param {string} version @param {T} [what] */
    see(version, what = draft.saved) {
      Object.assign(draft, { seen: { ...draft.seen, version }, saved: what });
    },
  };
}
