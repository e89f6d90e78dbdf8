import { cache } from 'react';
import { readWebSettings } from '../web/settings.ts';
import { type CourseOutline, readOutline } from './course-outline.ts';

/** The course that this server shows, read once per page. What is wrong with a lesson goes to the log, with its place. */
export const thisCourse = cache((): Promise<CourseOutline> => {
  return readOutline(readWebSettings().contentFolder, (error) => console.error(error.message));
});
