import { readFileSync } from "node:fs";
import { join } from "node:path";
import { solutionFolder } from "../../course/catalogue.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { TemporaryAnswer } from "../support/answers.ts";
import { entryOf, openAnswer } from "../support/labs.ts";

// It greets the user named in the header, and reports what it was sent. It writes
// whatever is posted to /raw in place of an answer, as a broken or a hostile server
// would.
const server = `
import type { RequestListener } from "node:http";
export function createServer(): RequestListener {
  let requests = 0;
  return (req, res) => {
    requests++;
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const { method, url, headers, socket } = req;
      if (url === "/raw") {
        socket.write(Buffer.concat(chunks));
        // For Node this answer is over, and the next request may come.
        res.emit("finish");
        return;
      }
      const user = headers["x-user"] ?? "nobody";
      res.setHeader("Content-Type", "application/json");
      res.end(JSON.stringify({ user, method, url, requests }));
    });
  };
}
`;

/** A lab on one server that reports what it was sent, behind the real balancer. */
export async function openRawShop(): Promise<{ lab: Lab } & AsyncDisposable> {
  const entry = entryOf("01");
  const name = "sessions.ts";
  const text = readFileSync(join(solutionFolder(entry), name), "utf8");
  const answer = new TemporaryAnswer([
    { path: name, text },
    { path: "server.ts", text: server },
  ]);
  const lab = await openAnswer("01", answer.folder, { servers: 1 });
  return {
    lab,
    async [Symbol.asyncDispose]() {
      await lab[Symbol.asyncDispose]();
      answer[Symbol.dispose]();
    },
  };
}
