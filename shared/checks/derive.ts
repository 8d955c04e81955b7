import { deriveAll } from "./starters.ts";

// `npm run derive`: writes the starters derived from the solutions, and the checks'
// checksums.
for (const path of await deriveAll()) console.log(`wrote ${path}`);
