import { expect, type Response } from "#harness";

/** A browser that holds a good pin needs no other line, unless its end is to be moved. */
export function expectNoNeedlessPin(response: Response, pin: string): void {
  const line = response.cookies.find(({ name }) => name === pin);
  const isNeedless = line && line.maxAge === undefined && line.expires === undefined;
  expect(response).that(
    !isNeedless,
    "no Set-Cookie",
    `Bob's browser brought a good pin, and the response to ${response.hop.method} ${response.hop.path} sets ${pin} again, without a new end.`,
  );
}

/** The pin is out of reach of scripts and of other sites, and goes with every path. */
export function expectClosedToScripts(response: Response, pin: string, whose: string) {
  const line = response.cookies.find(({ name }) => name === pin);
  const { httpOnly, sameSite, domain, path } = expect(response).found(
    line,
    "a pin",
    `The response to ${whose} set no pin.`,
    { slug: null },
  );
  expect(response)
    .that(httpOnly === true, "HttpOnly", `The pin of ${whose} lacks HttpOnly.`)
    .that(
      sameSite === "lax" || sameSite === "strict" || sameSite === true,
      "SameSite",
      `The pin of ${whose} does not say SameSite=Lax or Strict, so a browser may send it along with other sites' requests.`,
    )
    .that(
      path === "/" && domain === undefined,
      "Path=/",
      `The pin of ${whose} must go back with every path of this host, and to no other host: Path=/, and no Domain.`,
    );
}
