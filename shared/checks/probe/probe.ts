/** One thing that an adversary would try, and what must come of it. */
export type Probe = {
  title: string;
  /** @throws if it came out otherwise than it must */
  run: () => Promise<void>;
  /** One more of its kind: tried by `npm run probe`, and not by `npm test`. */
  further?: true;
  /** Why it may come out otherwise: an exception that we have looked at and accept. */
  accepted?: string;
};

/** Probes that share what they are tried on. */
export type ProbeGroup = {
  name: string;
  /** How many of them may be tried at once; without it, one after the other. */
  atOnce?: number;
  /** Starts what they are tried on; dispose of it afterwards. */
  open: () => Promise<{ probes: readonly Probe[] } & AsyncDisposable>;
};

/** How one probe came out; "accepted" is an exception that was looked at. */
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
