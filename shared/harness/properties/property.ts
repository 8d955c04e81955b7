import type { Scene } from "../check/scene.ts";

/** What a check does: it plays something through, and throws a Finding where it isn't so. */
export type Play = (scene: Scene) => Promise<void>;

/**
 * Something that every version must hold, whatever keeps its sessions: it asks as users do,
 * and never looks where a session is kept.
 */
export type Property = {
  /** Where the rule comes from. */
  source: string;
  play: Play;
};

/** Declares a property with its source. */
export function property(source: string, play: Play): Property {
  return { source, play };
}

/** Several that one check is about, one after the other: each with fresh browsers. */
export function inTurn(...properties: readonly Property[]): Property {
  const sources = new Set(properties.map(({ source }) => source));
  return property([...sources].join("; "), async (scene) => {
    for (const { play } of properties) await play(scene.where({}));
  });
}
