import type { Scene } from "#harness";

/** Plays something once, for several checks that each look at one side of it. */
export function once<T>(play: (scene: Scene) => Promise<T>) {
  let played: { outcome: T; record: Scene["lab"]["timeline"] } | null = null;
  return async (scene: Scene): Promise<T> => {
    const { lab } = scene;
    // The record of each of them shows it.
    if (played) lab.timeline.recall(played.record);
    else played = { outcome: await play(scene), record: lab.timeline };
    return played.outcome;
  };
}
