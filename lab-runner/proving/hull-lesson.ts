/** For tests: a content folder with one good lesson, which needs no image. */

export const hullCheck = (file: string) =>
  `set -u\n. "$CHECK_LIB"\n[ -f ${file} ] || not_yet "The file ${file} is not there yet."\n`;

export const HULL_LESSON = {
  'course.yaml': `title: T
summary: S
parts:
  - title: P
    modules:
      - { slug: first, title: F, summary: S, lessons: [hull] }
`,
  'first/hull/lesson.mdx': `---
title: A hull
name: Hull
summary: S
minutes: 5
---

## Plank

<Task id="keel">

<Hint>Lay it.</Hint>
</Task>

\`\`\`sh run
test -f keel
\`\`\`

\`\`\`sh run fails
test -f mast
\`\`\`

<Task id="mast">

<Hint>Step it. [Again](#plank), and [here](/learn/hull).</Hint>
</Task>
`,
  'first/hull/lab.yaml': `sandbox: docker
tasks:
  - { id: keel, title: The keel is laid }
  - { id: mast, title: The mast is stepped }
`,
  'first/hull/checks/keel.sh': hullCheck('keel'),
  'first/hull/checks/mast.sh': hullCheck('mast'),
  'first/hull/solution/solve.sh':
    '#!/bin/bash\nset -eu\n\n# task: keel\ntouch keel\n\n# task: mast\ntouch mast\n',
  'first/hull/solution/solution.md': '## keel\n\nLaid.\n\n## mast\n\nStepped.\n',
  'first/hull/wrong/boom/solve.sh': 'touch boom\n',
  'first/hull/wrong/boom/expect.yaml': 'task: mast\nreason: mast is not there\n',
  'first/hull/wrong/idle/solve.sh': 'true\n',
  'first/hull/wrong/idle/expect.yaml': 'task: keel\nreason: keel is not there\n',
};
