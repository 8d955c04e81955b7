import * as v from "valibot";

// Each rule has its own message, because the library's would repeat what was sent.
const text = v.string("a text is needed");
const Short = v.pipe(
  text,
  v.minLength(1, "it is empty"),
  v.maxLength(64, "64 characters at most"),
);

// scrypt begins with an HMAC, which pads a key with zeros, so a zero byte at the end of a
// password would change nothing. That's why control characters aren't allowed.
const Password = v.pipe(
  text,
  v.maxLength(256, "256 characters at most"),
  v.regex(/^\P{Cc}*$/u, "no control characters"),
);

/** What POST /login takes. */
export const Login = v.object({
  user: Short,
  password: Password,
});

/** What POST /cart takes. */
export const CartItem = v.object({
  item: Short,
});

/** What PATCH /admin/accounts/:name takes. */
export const ChangeOfAccount = v.strictObject({
  password: v.optional(Password),
  role: v.optional(v.picklist(["customer", "admin"])),
  disabled: v.optional(v.boolean("true or false is needed")),
});

/** The most a cart may contain: every cart takes up memory somewhere. */
export const Cart = v.pipe(
  v.array(v.string()),
  v.maxLength(100, "a cart holds 100 items at most"),
);
