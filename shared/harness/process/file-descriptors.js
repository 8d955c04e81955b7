/** Where a host process finds its line of control (hosts/control.ts). */
export const CONTROL_FD = 3;

/** Where it finds the pipe that ends when its parent is gone (hosts/lifeline.ts). */
export const LIFELINE_FD = 4;
