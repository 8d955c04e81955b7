/**
 * The header in which a server hands its store calls to the balancer, which removes it.
 */
export const STORE_CALLS_HEADER = "x-lab-store-calls";
