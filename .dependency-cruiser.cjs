/** Who may import what (../shared design): folders are only as good as what holds them apart. */
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    forbid(
      'components-in-the-browser',
      { path: '^components/' },
      { path: '^(lab-runner|app|scripts|lib/store)/' },
      'components run in the browser: they use lib/ alone',
    ),
    forbid(
      'components-no-node',
      { path: '^components/', pathNot: '(\\.test|-rig)\\.ts$' },
      { dependencyTypes: ['core'] },
      'no node:* in the browser',
    ),
    forbid(
      'monaco-only-in-editor',
      { pathNot: '^components/editor/' },
      { path: 'node_modules/monaco-editor' },
      'components/editor is the only import of Monaco',
    ),
    forbid(
      'xterm-only-in-terminal',
      { pathNot: '^components/terminal/' },
      { path: 'node_modules/@xterm' },
      'components/terminal is the only import of xterm',
    ),
    forbid(
      'web-never-touches-a-driver',
      { path: '^app/' },
      { path: '^lab-runner/' },
      'web knows people, not labs',
    ),
    forbid(
      'runner-never-opens-the-database',
      { path: '^lab-runner/' },
      { path: '^(lib/store|app|components)/' },
      'the runner trusts a ticket, not a table',
    ),
    forbid(
      'labs-know-the-contract-only',
      {
        path: '^lab-runner/(labs|checks|terminal|panels|containers|cluster|previews)/',
        pathNot: '\\.test\\.ts$',
      },
      { path: '^lab-runner/(drivers/(docker|memory)|engine|routes|front)/' },
      'labs, checks, terminals and panels stand on drivers/driver.ts',
    ),
    forbid(
      'labs-without-fastify',
      { path: '^lab-runner/(labs|checks|terminal|panels|containers|cluster|previews|drivers|engine)/' },
      { path: 'node_modules/(fastify|@fastify)' },
      'only routes, front and server know Fastify',
    ),
    forbid(
      'dockerode-only-in-docker',
      {
        path: '^(app|components|lib|lab-runner/(labs|checks|terminal|panels|containers|cluster|previews|routes|front|drivers/memory))/',
      },
      { path: 'node_modules/dockerode' },
      'vendor types stay behind the driver',
    ),
    forbid(
      'lib-stands-alone',
      { path: '^lib/' },
      { path: '^(app|components|lab-runner|scripts)/' },
      'lib is what both halves need',
    ),
    forbid('no-circles', {}, { circular: true }, 'a circle has no beginning to read from'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.next|\\.next-[a-z]+)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
