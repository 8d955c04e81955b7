export const noAnswer = "The lab isn't answering. Is the terminal still open?";

/**
 * Why the lab refuses something, in its own words.
 *
 * @param {Response} answer
 * @returns {Promise<string>}
 */
export async function reasonOf(answer) {
  try {
    const { error, hint } = await answer.json();
    const words = [error, hint].filter(Boolean).join(": ");
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  } catch {
    return `The lab answered ${answer.status} and didn't say why.`;
  }
}
