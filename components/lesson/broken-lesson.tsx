import type { OutlineLesson } from '../../lib/outline/course-outline.ts';
import button from '../ui/button.module.css';
import { Message } from '../ui/message.tsx';

/** For a lesson whose files are wrong. The log has file and line; the reader needs to know that it is not them. */
export function BrokenLesson({ next }: { readonly next: OutlineLesson | null }) {
  return (
    <Message title="This lesson is broken, and it is our fault">
      <p>
        Something in its text can't be read by the program that makes pages. Who runs this Drydock finds the
        file and the line in its log. The rest of the course is fine.
      </p>
      <p>
        {next && (
          <a href={`/learn/${next.slug}`} className={button.act}>
            Next: {next.name}
          </a>
        )}{' '}
        <a href="/" className={button.plain}>
          Course map
        </a>
      </p>
    </Message>
  );
}
