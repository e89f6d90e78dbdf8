/** Keystroke to echo at the socket, without a browser. */
import type WebSocket from 'ws';

/** None of a, d, t: wetty's frames hold the word "data". */
const LETTERS = 'bcefghijklmopqrsuvwxyz';
const KEYS_A_LINE = 40;

export interface EchoTerminal {
  readonly socket: WebSocket;
  encode(text: string): string | Uint8Array;
  /** Text in a message from the server, empty when it holds none. */
  decode(data: Buffer): string;
}

const wait = (delayMs: number) => new Promise((done) => setTimeout(done, delayMs));

/** Milliseconds from each key to the frame that holds its echo, at a shell's prompt. */
export async function measureSocketEcho(terminal: EchoTerminal, keys: number): Promise<readonly number[]> {
  let onText: (text: string) => void = () => {};
  terminal.socket.on('message', (data: Buffer) => onText(terminal.decode(data)));
  const send = (text: string) => terminal.socket.send(terminal.encode(text));
  await wait(1500);
  send("PS1='$ '\r");
  await wait(600);
  const times: number[] = [];
  for (let index = 0; index < keys; index += 1) {
    if (index % KEYS_A_LINE === 0) {
      send('\x15: ');
      await wait(200);
    }
    const key = LETTERS.charAt((index * 7) % LETTERS.length);
    await wait(20 + Math.random() * 20);
    const started = performance.now();
    await new Promise<void>((echoed) => {
      onText = (text) => text.includes(key) && echoed();
      send(key);
    });
    times.push(performance.now() - started);
  }
  send('\x15');
  return times;
}
