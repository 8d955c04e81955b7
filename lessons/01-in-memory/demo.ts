import { type Demo, goShopping, tally } from "#harness";
import { signInAgainAndAgain } from "./login-loop.ts";

export const demo: Demo = async ({ say, open, measure }) => {
  say("Two servers, one balancer, correct code. Alice signs in once.");
  const lab = await open();
  measure("failed of four, two servers", await goShopping(lab.browser("alice")));
  say(
    "Every server is up, and the cookie is still in her browser. After this lesson you can explain each line.",
  );
};

export const wall: Demo = async (tools) => {
  const { say, open, measure } = tools;
  say("The same code on three servers, and then on five.");
  for (const [servers, word] of [
    [3, "three"],
    [5, "five"],
  ] as const) {
    const lab = await open({ servers });
    const alice = lab.browser("alice");
    measure(`failed of four, ${word} servers`, await goShopping(alice));
    measure(`failed of 30, ${word} servers`, await tally(tools, alice, "/me", 30));
  }

  say("So she does what people do: she signs in again.");
  const lab = await open();
  measure(
    "pages seen in the login loop",
    await signInAgainAndAgain(tools, lab.browser("alice"), 30),
  );
  say(
    "One server handles each sign-in, and the next server gets the page after it: she is always one server ahead of her session. Nothing here is wrong. The server that signed her in remembers her, and no other server does. In lesson 02 the balancer keeps each browser on the server that knows it.",
  );
};
