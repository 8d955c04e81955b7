/**
 * Reads events from a stream's text, no matter where it was cut (WHATWG HTML §9.2.6). The
 * lab sends no ids and no retry times, so these are ignored.
 *
 * @param {(type: string, data: string) => void} onEvent
 * @returns {(text: string) => void} takes the next piece
 */
export function createEventParser(onEvent) {
  let rest = "";
  let endsWithReturn = false;
  let type = "";
  /** @type {string[]} */
  let data = [];

  /** @param {string} line */
  const takeLine = (line) => {
    if (line === "") {
      if (data.length > 0) onEvent(type || "message", data.join("\n"));
      type = "";
      data = [];
      return;
    }
    // A comment begins with a colon, so its field has no name.
    const [field] = line.split(":", 1);
    const value = line.slice((field ?? "").length + 1).replace(/^ /, "");
    if (field === "event") type = value;
    if (field === "data") data.push(value);
  };

  return (text) => {
    if (text === "") return;
    // The two halves of one CRLF can come in two pieces.
    const piece = endsWithReturn && text.startsWith("\n") ? text.slice(1) : text;
    endsWithReturn = text.endsWith("\r");
    const lines = (rest + piece).split(/\r\n|\r|\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) takeLine(line);
  };
}
