import { deriveAll } from "./starters.ts";

// `npm run derive`: write the starters that the solutions give, and the checks' checksums.
for (const path of await deriveAll()) console.log(`wrote ${path}`);
