import { cache } from 'react';
import { readWebSettings } from '../web/settings.ts';
import { type CourseOutline, readOutline } from './course-outline.ts';

/**
 * The course that this server shows. While an author edits, read once per page; in a build, once for all pages, which
 * would each read every lesson otherwise. What is wrong with a lesson goes to the log, with its place.
 */
export const thisCourse: () => Promise<CourseOutline> =
  process.env.NODE_ENV === 'production' ? once(readThisCourse) : cache(readThisCourse);

function readThisCourse(): Promise<CourseOutline> {
  return readOutline(readWebSettings().contentFolder, (error) => console.error(error.message));
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  const kept: { value?: Promise<T> } = {};
  return () => {
    kept.value ??= read();
    return kept.value;
  };
}
