// @ts-check

/**
 * Saves a draft one time after another: what is saved while that is still under way for the first time goes into the same
 * draft, and makes no second one.
 *
 * @template T
 * @param {string} begun the id of the draft, "" for a new one
 * @param {T} saved what stands in it
 * @param {(id: string, what: T) => Promise<{id: string}>} write
 */
export function draftKeeper(begun, saved, write) {
  const draft = { id: begun, saved };
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();

  /** @param {T} what */
  const save = async (what) => {
    const { id } = await write(draft.id, what);
    Object.assign(draft, { id, saved: what });
    return id;
  };
  /** @template R @param {() => Promise<R>} step @returns {Promise<R>} */
  const afterwards = (step) => {
    const run = last.then(step);
    last = run.catch(() => {}); // whoever asked for it is told
    return run;
  };

  return {
    /** @param {T} what @returns {Promise<string>} its id */
    save: (what) => afterwards(() => save(what)),
    /** Saves what is not saved by then. @param {T} what */
    keep: (what) => afterwards(async () => (draft.saved === what ? draft.id : save(what))),
  };
}
