import { groups } from "./groups.ts";
import { type ProbeResult, tryProbe } from "./probe.ts";

/** `npm run probe [word]`: tries every probe whose group has the word in its name. */
async function main([word = ""]: readonly string[]): Promise<number> {
  const all: ProbeResult[] = [];
  for (const { name, open } of groups.filter((group) => group.name.includes(word))) {
    await using opened = await open();
    const results: ProbeResult[] = [];
    for (const probe of opened.probes) {
      const result = await tryProbe(probe);
      results.push(result);
      if (result.result !== "as expected") {
        const reason = probe.accepted ?? result.detail;
        console.log(`${result.result}: ${probe.title}\n    ${reason}`);
      }
    }
    console.log(`${name}: ${describe(results)}`);
    all.push(...results);
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
