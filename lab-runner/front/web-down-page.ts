/** What a person sees while the page server starts or is down. It loads nothing and looks again by itself. */
export const WEB_DOWN_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>Back in a moment · Drydock</title>
<style>
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 18px/1.6 system-ui, sans-serif; }
  main { max-width: 34rem; padding: 2rem; }
  h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; }
  p { margin: 0 0 .75rem; }
  code { font: .9em ui-monospace, monospace; }
</style>
</head>
<body>
<main>
<h1>The pages are not there yet</h1>
<p>The part of Drydock that serves pages is starting, or has stopped. Your lab, its terminals and your files go on without it.</p>
<p>This page looks again every three seconds.</p>
<p>If you run this server and it stays like this: what <code>npm start</code> printed says why.</p>
</main>
</body>
</html>
`;
