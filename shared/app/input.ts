import { z } from "zod";

// scrypt begins with an HMAC, which pads a key with zeros: a zero at the end of a password
// would change nothing. So control characters are no part of one.
const Password = z
  .string()
  .max(256)
  .regex(/^\P{Cc}*$/u, "no control characters");

/** What POST /login takes. */
export const Login = z.object({ user: z.string().min(1).max(64), password: Password });

/** What POST /cart takes. */
export const CartItem = z.object({ item: z.string().min(1).max(64) });
