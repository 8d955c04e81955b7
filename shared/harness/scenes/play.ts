import type { Scene } from "../core/scene.ts";
import { passwordOf } from "../lab/people.ts";
import { StoreWatch } from "../lab/store-contents.ts";
import { askCrowd, signInCrowd } from "./crowd.ts";
import { askToBeGreeted } from "./greeted.ts";
import { compareTimes, loopSignIns, tallyRequests } from "./many.ts";
import { Stage, type StageOptions } from "./stage.ts";
import { showStore } from "./store.ts";
import { readTokenAloud } from "./token.ts";

/** Plays a script from its first scene to its last, and ends everything that it opened. */
export async function play(
  scenes: readonly Scene[],
  options: StageOptions,
): Promise<void> {
  await using stage = new Stage(options);
  const watch = new StoreWatch();
  for (const scene of scenes) {
    await playScene(stage, scene);
    if (!stage.showsStore) continue;
    for (const line of await watch.look(stage.lab.redis)) stage.event(line);
  }
}

async function playScene(stage: Stage, scene: Scene): Promise<void> {
  if ("say" in scene) stage.say(scene.say);
  else if ("servers" in scene) await stage.open(scene);
  else if ("request" in scene) await repeatRequest(stage, scene);
  else if ("greeted" in scene) await askToBeGreeted(stage, scene);
  else if ("signIn" in scene) await signIn(stage, scene);
  else if ("scenario" in scene) await standardScenario(stage, scene);
  else if ("tally" in scene) await tallyRequests(stage, scene);
  else if ("signInLoop" in scene) await loopSignIns(stage, scene);
  else if ("crowd" in scene) await signInCrowd(stage, scene.crowd);
  else if ("crowdAsks" in scene) await askCrowd(stage, scene);
  else if ("copy" in scene) copyCookies(stage, scene);
  else if ("compare" in scene) await compareTimes(stage, scene);
  else if ("store" in scene) await showStore(stage);
  else if ("readToken" in scene) readTokenAloud(stage, scene);
  else if ("restartAll" in scene) await restartAll(stage, scene.env ?? {});
  else await breakSomething(stage, scene);
}

type RequestScene = Extract<Scene, { request: string }>;

async function repeatRequest(stage: Stage, scene: RequestScene): Promise<void> {
  for (let round = 0; round < (scene.times ?? 1); round++) {
    const options = scene.json ? { json: scene.json } : {};
    const answer = await stage.request(scene.as, scene.request, options, scene.good);
    if (round + 1 === (scene.times ?? 1)) stage.measure(scene.measure, answer.status);
  }
}

async function signIn(
  stage: Stage,
  { signIn: user, basic }: Extract<Scene, { signIn: string }>,
): Promise<void> {
  // With HTTP Basic there is no sign-in: the password goes with every request.
  if (basic) stage.browser(user).basic = { user, password: passwordOf(user) };
  else await stage.signIn(user);
}

async function standardScenario(
  stage: Stage,
  { scenario: user, measure }: Extract<Scene, { scenario: string }>,
): Promise<void> {
  const answers = [
    await stage.signIn(user),
    await stage.request(user, "GET /me"),
    await stage.request(user, "POST /cart", { json: { item: "apple" } }),
    await stage.request(user, "GET /cart"),
  ];
  stage.measure(measure, answers.filter(({ status }) => status >= 400).length);
}

function copyCookies(stage: Stage, { copy, as }: Extract<Scene, { copy: string }>): void {
  stage.adopt(as, stage.browser(copy).copiedBySomeone());
}

async function restartAll(stage: Stage, env: Record<string, string>): Promise<void> {
  for (const name of stage.lab.servers.names) await stage.lab.servers.start(name, env);
  stage.event(`every server was restarted: ${stage.describeServers()}`);
}

async function breakSomething(
  stage: Stage,
  scene: { kill: string } | { freeze: string } | { thaw: string },
): Promise<void> {
  const { servers, redis } = stage.lab;
  const [verb = "", name = ""] = Object.entries(scene)[0] ?? [];
  const pid = name === "redis" ? redis?.pid : servers.pid(name);
  const who = name === "redis" ? "Redis" : `server ${name}`;
  const signals: Record<string, string> = {
    kill: "SIGKILL",
    freeze: "SIGSTOP",
    thaw: "SIGCONT",
  };
  stage.event(`${signals[verb]} → ${who} (pid ${pid})`);
  if (name === "redis") await redis?.[verb as "kill" | "freeze" | "thaw"]();
  else await servers[verb as "kill" | "freeze" | "thaw"](name);
}
