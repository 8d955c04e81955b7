/** The file descriptor of a host process's control channel (hosts/control.ts). */
export const CONTROL_FD = 3;

/**
 * The file descriptor of the pipe that closes when its parent is gone
 * (hosts/lifeline.ts).
 */
export const LIFELINE_FD = 4;
