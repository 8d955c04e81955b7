export { checkPassword, hasAccount, roleOf } from "./accounts.ts";
export { openCarts, readCart, writeCart } from "./carts.ts";
export { readCookie } from "./cookies.ts";
export { StoreUnavailable } from "./outage.ts";
export type { Role, Session, Sessions, User } from "./seam.ts";
export { readNumber, readRedisUrl } from "./settings.ts";
export { createShop } from "./shop.ts";
export { TodoError, todo } from "./todo.ts";
export { SessionEnded } from "./unauthorized.ts";
