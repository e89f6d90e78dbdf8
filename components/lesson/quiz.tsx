import { Children, cloneElement, isValidElement, type ReactElement, type ReactNode, useId } from 'react';
import styles from './quiz.module.css';

interface QuizProps {
  readonly question: string;
  readonly children?: ReactNode;
}

interface AnswerProps {
  readonly why: string;
  readonly correct?: boolean;
  readonly children?: ReactNode;
  /** Set by `Quiz`: answers of one name close each other. */
  readonly group?: string;
}

/** Each answer is a disclosure of the browser's own: it works by keyboard and without script, and one is open at a time. */
export function Quiz({ question, children }: QuizProps) {
  const group = useId();
  const answers = Children.toArray(children).filter(isAnswer);
  return (
    <section className={styles.quiz} aria-label="Question">
      <p className={styles.question}>{question}</p>
      {answers.map((answer) => cloneElement(answer, { group }))}
    </section>
  );
}

export function Answer({ why, correct = false, children, group }: AnswerProps) {
  return (
    <details className={styles.answer} name={group} data-correct={correct}>
      <summary>
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor">
          <circle className={styles.closed} cx="7" cy="7" r="5" strokeWidth="1.6" />
          <path
            className={styles.opened}
            d={correct ? 'M2 7.5l3.2 3.2L12 3.5' : 'M3 3l8 8M11 3l-8 8'}
            strokeWidth="2"
          />
        </svg>
        <span>{children}</span>
      </summary>
      <p className={styles.why}>
        <b>{correct ? 'Yes.' : 'No.'}</b> {why}
      </p>
    </details>
  );
}

function isAnswer(part: ReactNode): part is ReactElement<AnswerProps> {
  return isValidElement(part) && part.type === Answer;
}
