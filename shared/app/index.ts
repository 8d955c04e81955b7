export { checkPassword, roleOf } from "./accounts.ts";
export { readCart, writeCart } from "./carts.ts";
export { StoreUnavailable } from "./outage.ts";
export type { Role, Session, Sessions, User } from "./seam.ts";
export { SessionEnded } from "./session-ended.ts";
export { createShop } from "./shop.ts";
export { TodoError, todo } from "./todo.ts";
