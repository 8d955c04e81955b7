import * as v from "valibot";

// scrypt begins with an HMAC, which pads a key with zeros: a zero at the end of a password
// would change nothing. So control characters are no part of one.
// Each with words of its own: the library's would repeat what was sent.
const Password = v.pipe(
  v.string("a text is needed"),
  v.maxLength(256, "256 characters at most"),
  v.regex(/^\P{Cc}*$/u, "no control characters"),
);

/** What POST /login takes. */
export const Login = v.object({
  user: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  password: Password,
});

/** What POST /cart takes. */
export const CartItem = v.object({
  item: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
});
