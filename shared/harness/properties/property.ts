import type { Scene } from "../check/scene.ts";

/**
 * What a check does: it plays something through, and throws a Finding if something is
 * wrong.
 */
export type Play = (scene: Scene) => Promise<void>;

/**
 * Something that must be true of every version, no matter where it keeps its sessions. It
 * acts like a user, and never looks at where a session is kept.
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

/** Several properties for one check, one after the other, each with fresh browsers. */
export function inTurn(...properties: readonly Property[]): Property {
  const sources = new Set(properties.map(({ source }) => source));
  return property([...sources].join("; "), async (scene) => {
    for (const { play } of properties) await play(scene.where({}));
  });
}
