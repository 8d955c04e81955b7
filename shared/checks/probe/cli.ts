import { groups } from "./groups.ts";
import { type ProbeResult, tryProbe } from "./probe.ts";

const usage = `
 npm run probe             everything that an adversary would try
 npm run probe WORDS       the groups with these words in their name
 npm run probe / WORDS     the probes with these words in their title, in all groups
`;

/** Tries probes, and counts the expected outcomes. */
async function main(words: readonly string[]): Promise<number> {
  const isTitle = words[0] === "/";
  const wanted = words.slice(isTitle ? 1 : 0).join(" ");
  const all: ProbeResult[] = [];
  for (const { name, open } of groups) {
    if (!isTitle && !name.includes(wanted)) continue;
    await using opened = await open();
    const results: ProbeResult[] = [];
    for (const probe of opened.probes) {
      if (isTitle && !probe.title.includes(wanted)) continue;
      const result = await tryProbe(probe);
      results.push(result);
      if (result.result !== "as expected") {
        const reason = probe.accepted ?? result.detail;
        console.log(`${result.result}: ${probe.title}\n    ${reason}`);
      }
    }
    if (results.length > 0) console.log(`${name}: ${describe(results)}`);
    all.push(...results);
  }
  if (all.length === 0) {
    console.log(usage);
    return 2;
  }
  console.log(`\nall: ${describe(all)}`);
  return all.some(({ result }) => result === "otherwise") ? 1 : 0;
}

function describe(results: readonly ProbeResult[]): string {
  const count = (wanted: ProbeResult["result"]) =>
    results.filter(({ result }) => result === wanted).length;
  const accepted = count("accepted");
  const also = accepted > 0 ? `, ${accepted} accepted with a reason` : "";
  return `${count("as expected")} of ${results.length} as expected${also}`;
}

process.exitCode = await main(process.argv.slice(2));
