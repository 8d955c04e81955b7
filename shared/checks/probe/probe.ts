/** One thing an adversary would try, and what must happen. */
export type Probe = {
  title: string;
  /** @throws if the outcome isn't the expected one */
  run: () => Promise<void>;
  /** An extra one of its kind, tried by `npm run probe` but not by `npm test`. */
  further?: true;
  /** Why it may have another outcome: an exception that we have looked at and accept. */
  accepted?: string;
};

/** Probes that share the thing they are tried on. */
export type ProbeGroup = {
  name: string;
  /** How many of them may be tried at once; without it, one after the other. */
  atOnce?: number;
  /** Starts what they are tried on; dispose of it afterward. */
  open: () => Promise<{ probes: readonly Probe[] } & AsyncDisposable>;
};

/** The outcome of one probe; "accepted" is an exception that we have looked at. */
export type ProbeResult = {
  probe: Probe;
  result: "as expected" | "accepted" | "otherwise";
  detail: string;
};

/** Tries one probe. */
export async function tryProbe(probe: Probe): Promise<ProbeResult> {
  try {
    await probe.run();
    return { probe, result: "as expected", detail: "" };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const result = probe.accepted === undefined ? "otherwise" : "accepted";
    return { probe, result, detail };
  }
}
