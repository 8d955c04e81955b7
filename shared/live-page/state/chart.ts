import { type ChartFacts, type VersionId, versionIds } from "../protocol.ts";

const SECONDS_SHOWN = 120;
/**
 * Single requests are seconds apart, so a share of one second alone would be all or
 * nothing.
 */
const SECONDS_AVERAGED = 10;
/**
 * The spans to choose from, in seconds: the shortest one that covers all there is to see.
 */
const spans = [20, 40, 60, SECONDS_SHOWN];

type Second = {
  second: number;
  asked: Record<VersionId, number>;
  good: Record<VersionId, number>;
  load: Map<string, number>;
};

/** Counts answers by the second, for the last two minutes. */
export class Chart {
  #seconds: Second[] = [];

  count(
    version: VersionId,
    server: string | null,
    good: boolean,
    now = Date.now(),
  ): void {
    const current = this.#at(now);
    current.asked[version]++;
    if (good) current.good[version]++;
    if (server === null) return;
    current.load.set(server, (current.load.get(server) ?? 0) + 1);
  }

  /** @param servers the names of the servers whose load is wanted */
  facts(servers: readonly string[], now = Date.now()): ChartFacts {
    const last = toSecond(now);
    const kept = new Map(this.#seconds.map((each) => [each.second, each]));
    const seconds = Array.from(
      { length: SECONDS_SHOWN },
      (_, at) => last - SECONDS_SHOWN + 1 + at,
    );
    /** Sums a count over the seconds up to this one. */
    const sum = (second: number, count: (counted: Second) => number) => {
      let all = 0;
      for (let each = second - SECONDS_AVERAGED + 1; each <= second; each++) {
        const counted = kept.get(each);
        if (counted) all += count(counted);
      }
      return all;
    };
    const share = (version: VersionId) =>
      seconds.map((second) => {
        const asked = sum(second, (counted) => counted.asked[version]);
        return asked > 0 ? sum(second, (counted) => counted.good[version]) / asked : null;
      });
    const load = (server: string) =>
      seconds.map(
        (second) =>
          sum(second, (counted) => counted.load.get(server) ?? 0) / SECONDS_AVERAGED,
      );
    const since = last - (this.#seconds[0]?.second ?? last);
    return {
      seconds,
      span: spans.find((span) => span > since) ?? SECONDS_SHOWN,
      success: perVersion(share),
      load: Object.fromEntries(servers.map((server) => [server, load(server)])),
    };
  }

  #at(now: number): Second {
    const second = toSecond(now);
    const latest = this.#seconds.at(-1);
    if (latest?.second === second) return latest;
    const none = () => perVersion(() => 0);
    const current = { second, asked: none(), good: none(), load: new Map() };
    this.#seconds.push(current);
    // The first average shown is of seconds that aren't shown.
    const oldest = second - SECONDS_SHOWN - SECONDS_AVERAGED;
    this.#seconds = this.#seconds.filter((each) => each.second > oldest);
    return current;
  }
}

function toSecond(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

function perVersion<T>(value: (version: VersionId) => T): Record<VersionId, T> {
  const entries = versionIds.map((version) => [version, value(version)] as const);
  return Object.fromEntries(entries) as Record<VersionId, T>;
}
