import { expectThat, type Lab } from "#harness";

/** Whether the learner's file would have a request sent to another server. */
export async function wouldSendAgain(
  lab: Lab,
  method: string,
  sent: boolean,
): Promise<boolean> {
  const decision = await lab.callBalancer("sendAgain", { method, sent });
  expectThat(
    typeof decision === "boolean",
    `sendAgain was asked about a ${method}, sent: ${sent}, and returned neither true nor false.`,
    { slug: null },
  );
  return decision;
}
