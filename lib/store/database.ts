/** Text and integers only: types differ between SQLite and PostgreSQL. Times are ISO text, which sorts by itself. */
export interface Database {
  learners: { id: string; created_at: string };
  lesson_progress: { learner: string; lesson: string; started_at: string; last_seen_at: string };
  task_passes: { learner: string; lesson: string; task: string; passed_at: string };
  hints_opened: { learner: string; lesson: string; task: string; hint: number; opened_at: string };
  /** `version` counts up with every change, so that two windows do not overwrite each other. */
  lesson_notes: { learner: string; lesson: string; text: string; version: number; changed_at: string };
}
