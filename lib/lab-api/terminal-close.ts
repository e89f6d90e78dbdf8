/** Why the server closed a terminal's socket: WebSocket close codes. The reason is a code of errors.ts, or empty. */
export const TERMINAL_CLOSE = {
  /** The shell ended; an `exit` frame came before. */
  exited: 4000,
  /** Not a frame of ours. A larger one than CLIENT_FRAME_BYTES gets the protocol's own 1009. */
  badFrame: 4400,
  /** The request cannot succeed as it is, such as one terminal too many. The reason says why. */
  refused: 4403,
  /** The lab ended, was reset or is not there: its shells are gone. */
  labEnded: 4410,
  /** Nothing is lost: the same shell is there on the next connection. */
  tryAgain: 4503,
} as const;
