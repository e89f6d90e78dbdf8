/** Every error that crosses a module: code, HTTP status, whether trying again can help, the sentence for the learner. */
import { CatalogueError } from '../lib/lab-api/catalogue-error.ts';
import { type CatalogueEntry, type Problem, sharedProblems } from '../lib/lab-api/problem.ts';

const catalogue = {
  ...sharedProblems,
  engine_down: [
    503,
    true,
    'The lab engine does not answer. Your files are safe; the instructor has to start the engine (npm run doctor says how).',
  ],
  image_missing: [
    503,
    false,
    'The sandbox image is not there. The instructor has to run npm start once more, which builds it.',
  ],
  kind_preparing: [
    503,
    true,
    'Kubernetes labs are still being prepared on this server. This page offers the start as soon as they are ready; Docker lessons work meanwhile.',
  ],
  no_capacity: [
    503,
    true,
    'All sandboxes are taken. Try again in a minute, or end a lab you no longer need.',
  ],
  limit_not_enforceable: [
    503,
    false,
    'This server cannot enforce the limits a sandbox must have, so none was started. The instructor finds the remedy with npm run doctor.',
  ],
  disk_full: [
    507,
    false,
    'The disk of your sandbox is full. Remove images or files (docker system prune, docker image prune -a), or reset the lab.',
  ],
  sandbox_gone: [410, true, 'The sandbox has ended. Start the lab again.'],
  sandbox_unresponsive: [
    503,
    true,
    'The sandbox does not answer, perhaps because something in it uses everything up. Wait a moment, or reset the lab.',
  ],
  lab_missing: [404, false, 'There is no lab running for this lesson. Start it first.'],
  lab_busy: [409, true, 'The lab is being started, reset or ended. Wait until that is done.'],
  lab_start_failed: [
    500,
    true,
    'The lab could not be prepared, and that is our fault. Try once more; if it fails again, tell the instructor.',
  ],
  quota_labs: [429, false, 'You have as many labs running as this server allows. End one of them first.'],
  extension_limit: [
    409,
    false,
    'This lab has had all the extra time this server gives. Download what you want to keep.',
  ],
  lesson_broken: [
    500,
    false,
    'This lesson has an error in its files, which is our fault. The instructor finds the file and line in the log.',
  ],
  task_missing: [404, false, 'This lesson has no task of that name. Reload the page.'],
  ticket_missing: [401, true, 'This page has no ticket for the lab. Reload it.'],
  ticket_invalid: [401, true, 'The ticket for this lab is not valid. Reload the page.'],
  ticket_expired: [401, true, 'The ticket for this lab has expired. Reload the page.'],
  not_allowed: [403, false, 'You may watch this lab, but not change it.'],
  too_many: [429, true, 'That was too much at once. Wait a few seconds.'],
  path_invalid: [
    400,
    false,
    'That is not a valid name: up to 255 bytes a part, no line breaks, nothing before the folder.',
  ],
  path_outside: [
    403,
    false,
    'That path leads outside the lab folder, so the editor leaves it alone. Use the terminal.',
  ],
  file_missing: [404, false, 'The file is no longer there.'],
  file_exists: [409, false, 'There is something of that name already.'],
  file_changed: [409, false, 'The file was changed elsewhere since you opened it.'],
  file_too_big: [413, false, 'The file is too big for the editor. Use the terminal.'],
  not_a_file: [400, false, 'That is not a regular file.'],
  object_missing: [404, false, 'That is no longer there.'],
  port_closed: [502, true, 'Nothing listens on that port yet.'],
  preview_unavailable: [
    501,
    false,
    'This server has no address for previews yet. The instructor has to set PREVIEW_ORIGIN; meanwhile curl in the terminal shows what a port answers.',
  ],
  preview_refused: [
    403,
    false,
    'This browser has not opened this preview from its lab, or not lately. Open it in the Preview tab of the lesson; the browser must keep its cookie.',
  ],
  preview_ended: [
    410,
    false,
    'The lab of this preview has ended or was reset. Open the preview anew in the Preview tab of the lesson.',
  ],
  preview_not_http: [
    502,
    false,
    'What listens on that port does not speak HTTP, so a browser cannot show it: perhaps it is a database, or wants TLS.',
  ],
  preview_headers: [
    502,
    false,
    'The program answered with headers of more than 16 KiB, or without an end. The preview stopped reading.',
  ],
  preview_hung_up: [
    502,
    true,
    'The program took the connection and closed it without an answer. Its log may say why.',
  ],
  preview_slow: [504, true, 'The program has not answered for two minutes. Its log may say why.'],
  preview_to_app: [
    502,
    false,
    'The program sends this page on to Drydock itself. That is not followed: nothing in a lab may lead you there unseen.',
  ],
  preview_to_port: [
    502,
    false,
    'The program sends this page on to another port of the lab. Open that port in the Preview tab.',
  ],
  preview_worker: [
    403,
    false,
    'Service workers do not run in previews: they would outlive the lab they come from.',
  ],
  terminal_limit: [429, false, 'This lab has as many terminals as it may have. Close one first.'],
  web_down: [
    502,
    true,
    'The page server is starting or has stopped. Try again in a few seconds; terminals and labs go on.',
  ],
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;

export const errorCodes = Object.keys(catalogue) as readonly ErrorCode[];

interface LabErrorOptions {
  /** For the operator's log alone. */
  readonly detail?: string | undefined;
  /** The vendor's error. */
  readonly cause?: unknown;
  /** See `Problem`. */
  readonly labs?: Problem['labs'];
}

export class LabError extends CatalogueError<ErrorCode> {
  readonly detail: string | undefined;
  readonly #labs: Problem['labs'];

  constructor(code: ErrorCode, options: LabErrorOptions = {}) {
    super(code, catalogue[code], { cause: options.cause });
    this.name = 'LabError';
    this.detail = options.detail;
    this.#labs = options.labs;
  }

  override get problem(): Problem {
    return this.#labs === undefined ? super.problem : { ...super.problem, labs: this.#labs };
  }
}

export function asLabError(error: unknown): LabError {
  if (error instanceof LabError) return error;
  return new LabError('internal', {
    detail: error instanceof Error ? error.message : String(error),
    cause: error,
  });
}
